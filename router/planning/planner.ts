import type { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { PlanRequest, PlanResponse, SupergraphFacts } from './planner-messages.ts';
import { leaveThread, startPlannerThread } from './planner-threads.ts';

export interface PlannerOptions {
  readonly supergraphSdl: string;
  /** How long the planning of one operation may take. */
  readonly planTimeoutMs?: number;
  /** How long an operation may wait for others to be planned, and the planner to be built. */
  readonly waitTimeoutMs?: number;
  /** Why a planner came to an end that nobody has asked for. */
  readonly onFailure?: (reason: string) => void;
}

/** Plans operations for one supergraph, in a thread of its own: neither building it nor planning stops this one. */
export interface Planner extends AsyncDisposable {
  readonly facts: SupergraphFacts;
  /**
   * The plan of an operation. Rejects with a GraphQLError when there is none, when planning takes longer than it may,
   * or too many operations wait.
   *
   * @param overrides the labels of `@override` that hold
   */
  plan(operation: string, overrides: readonly string[]): Promise<QueryPlan>;
}

const PLAN_TIMEOUT_MS = 10_000;
const WAIT_TIMEOUT_MS = 30_000;
const MAX_WAITING = 1_000;
/** Operations whose planning took too long are not planned again for a while: each costs a planner. */
const MAX_TOO_HARD = 1_000;
const TOO_HARD_MS = 60_000;

interface Waiting {
  readonly operation: string;
  readonly overrides: readonly string[];
  readonly since: number;
  resolve(plan: QueryPlan): void;
  reject(error: GraphQLError): void;
}

/** Builds a planner. Rejects with an Error that says why the supergraph is none. */
export async function startPlanner(options: PlannerOptions): Promise<Planner> {
  const { thread, facts } = await startPlannerThread(options.supergraphSdl);
  return new ThreadPlanner(options, thread, facts);
}

class ThreadPlanner implements Planner {
  readonly facts: SupergraphFacts;
  readonly #options: PlannerOptions;
  /** Null while there is none, after one was ended. */
  #thread: Worker | null = null;
  #starting = false;
  #closed = false;
  #lastId = 0;
  readonly #waiting: Waiting[] = [];
  /** What the thread is at, one at a time, so that the time that it takes is its own. */
  #current: { id: number; waiting: Waiting; timer: NodeJS.Timeout } | null = null;
  readonly #tooHard = new LRUCache<string, true>({ max: MAX_TOO_HARD, ttl: TOO_HARD_MS });

  readonly #onMessage = (response: PlanResponse) => this.#answer(response);

  constructor(options: PlannerOptions, thread: Worker, facts: SupergraphFacts) {
    this.#options = options;
    this.facts = facts;
    this.#use(thread);
  }

  plan(operation: string, overrides: readonly string[]): Promise<QueryPlan> {
    if (this.#closed) return Promise.reject(failed('This router is stopping.'));
    if (this.#tooHard.has(keyOf(operation, overrides))) return Promise.reject(this.#tookTooLong());
    if (this.#waiting.length >= MAX_WAITING) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ operation, overrides, since: Date.now(), resolve, reject });
      this.#next();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    const error = failed('This router is stopping.');
    for (const { reject } of this.#waiting.splice(0)) reject(error);
    const current = this.#finish();
    current?.reject(error);
    const thread = this.#thread;
    this.#thread = null;
    thread?.off('message', this.#onMessage);
    if (current) await thread?.terminate();
    else if (thread) leaveThread(thread);
  }

  #use(thread: Worker): void {
    this.#thread = thread;
    thread.on('message', this.#onMessage);
    thread.once('error', (error) => this.#lost(thread, error.message));
    thread.once('exit', (code) => this.#lost(thread, `exit code ${code}`));
  }

  #next(): void {
    if (this.#closed || this.#current) return;
    if (!this.#thread) {
      if (!this.#starting && this.#waiting.length > 0) void this.#restart();
      return;
    }
    const waiting = this.#waiting.shift();
    if (!waiting) return;
    if (Date.now() - waiting.since > (this.#options.waitTimeoutMs ?? WAIT_TIMEOUT_MS)) {
      waiting.reject(busy());
      this.#next();
      return;
    }
    this.#lastId += 1;
    const request: PlanRequest = {
      kind: 'plan',
      id: this.#lastId,
      operation: waiting.operation,
      overrides: waiting.overrides,
    };
    const timer = setTimeout(() => this.#giveUp(), this.#options.planTimeoutMs ?? PLAN_TIMEOUT_MS);
    this.#current = { id: request.id, waiting, timer };
    this.#thread.postMessage(request);
  }

  #answer(response: PlanResponse): void {
    if (response.id !== this.#current?.id) return;
    const waiting = this.#finish();
    if (response.kind === 'plan') {
      waiting?.resolve(response.plan);
    } else {
      this.#options.onFailure?.(response.message);
      waiting?.reject(failed('This operation cannot be planned.'));
    }
    this.#next();
  }

  /** Nothing else than its end stops a planner that is at work. */
  #giveUp(): void {
    const waiting = this.#finish();
    if (waiting) {
      this.#tooHard.set(keyOf(waiting.operation, waiting.overrides), true);
      waiting.reject(this.#tookTooLong());
    }
    const thread = this.#thread;
    this.#thread = null;
    this.#options.onFailure?.('planning took too long; the planner is replaced');
    void thread?.terminate();
    void this.#restart();
  }

  #lost(thread: Worker, reason: string): void {
    if (this.#closed || this.#thread !== thread) return;
    this.#thread = null;
    this.#options.onFailure?.(`the planner has ended: ${reason}`);
    const waiting = this.#finish();
    if (waiting) {
      this.#tooHard.set(keyOf(waiting.operation, waiting.overrides), true);
      waiting.reject(failed('This operation cannot be planned.'));
    }
    void this.#restart();
  }

  #finish(): Waiting | null {
    if (!this.#current) return null;
    const { waiting, timer } = this.#current;
    clearTimeout(timer);
    this.#current = null;
    return waiting;
  }

  async #restart(): Promise<void> {
    if (this.#starting || this.#closed) return;
    this.#starting = true;
    try {
      const { thread } = await startPlannerThread(this.#options.supergraphSdl);
      if (this.#closed) await thread.terminate();
      else this.#use(thread);
    } catch (error) {
      // The next operation tries it again.
      this.#options.onFailure?.(`no new planner: ${error instanceof Error ? error.message : error}`);
      for (const { reject } of this.#waiting.splice(0)) reject(busy());
    } finally {
      this.#starting = false;
    }
    this.#next();
  }

  #tookTooLong(): GraphQLError {
    const seconds = (this.#options.planTimeoutMs ?? PLAN_TIMEOUT_MS) / 1_000;
    return new GraphQLError(
      `Planning this operation takes longer than ${seconds} s: ask for less in one operation.`,
      { extensions: { code: 'PLANNING_TIMEOUT' } },
    );
  }
}

function keyOf(operation: string, overrides: readonly string[]): string {
  return [operation, ...overrides].join('\n');
}

function busy(): GraphQLError {
  return new GraphQLError('Too many operations wait to be planned; try again later.', {
    extensions: { code: 'PLANNER_BUSY', retryable: true },
  });
}

function failed(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'PLANNING_FAILED' } });
}
