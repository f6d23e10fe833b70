import { setTimeout as after } from 'node:timers/promises';
import { UnreadableBody } from '../../platform/http/decoded-body.ts';
import { TIMED_OUT } from '../../platform/http/request-pool.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import type { GraphqlBody } from '../../platform/peers/graphql-body.ts';
import type { GraphqlResponse } from '../../platform/peers/graphql-response.ts';
import type { SubgraphClient } from '../../platform/peers/subgraph-client.ts';
import { SubgraphFailure } from '../../platform/peers/subgraph-failure.ts';
import type { Deadline } from '../../platform/process/deadline.ts';
import { CircuitBreaker, type CircuitState, type Verdict } from './circuit-breaker.ts';
import { PROBE_IDENTITY } from './readiness.ts';
import { RetryBudget } from './retry-budget.ts';

/** How often a query is sent at most. */
const MAX_ATTEMPTS = 3;
/** The longest pause before the second attempt; before the third twice as long. */
const FIRST_PAUSE_MS = 40;
/** A query that has taken longer is not sent again: its next attempt would take as long. */
const RETRY_WITHIN_MS = 1_000;
/** A subgraph that did not answer within this time has failed, whatever the deadline of the request was. */
const LONG_ENOUGH_MS = 1_000;
/** How long the circuit's probe may take: longer than readiness, as a subgraph that is slow answers all the same. */
const PROBE_MS = 3_000;
/** Statuses of who may answer in a moment; others that pass say that there are too many requests already. */
const RETRIED_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

type Client = Pick<SubgraphClient, 'name' | 'timeoutMs' | 'post' | 'ping'>;

/**
 * Asks one subgraph over HTTP: sends a query again when nobody was there, as far as a budget goes, and sends nothing for
 * a while when nearly nothing is answered (docs/decisions/0031).
 */
export class ResilientClient {
  readonly #client: Client;
  readonly #circuit: CircuitBreaker;
  readonly #probeMs: number;
  readonly #budget = new RetryBudget();
  #retries = 0;
  #notSent = 0;

  constructor(client: Client) {
    this.#client = client;
    this.#probeMs = Math.min(client.timeoutMs, PROBE_MS);
    this.#circuit = new CircuitBreaker({ probe: () => answersProbe(client, this.#probeMs) });
  }

  get circuit(): CircuitState {
    return this.#circuit.state;
  }

  /** Is told that the subgraph has just answered who asked about itself, so that nobody's request is needed to find that out. */
  answered(): void {
    this.#circuit.answered();
  }

  /** Since the start: queries that were sent again, and requests that were not sent because the circuit was open. */
  get totals(): { retries: number; notSent: number } {
    return { retries: this.#retries, notSent: this.#notSent };
  }

  /** The subgraph's GraphQL response. Throws SubgraphFailure when there is none. */
  async post(body: GraphqlBody, caller: Caller): Promise<GraphqlResponse> {
    const start = performance.now();
    const entered = this.#enter(caller.deadline);
    let turn = entered instanceof Promise ? await entered : entered;
    if (turn === null) {
      this.#notSent += 1;
      throw new SubgraphFailure(this.#client.name, circuitOpen());
    }
    this.#budget.earn();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(turn, body, caller);
      } catch (error) {
        if (attempt >= MAX_ATTEMPTS || !isWorthRetrying(error, body)) throw error;
        const pause = Math.random() * FIRST_PAUSE_MS * attempt;
        const { deadline } = caller;
        const isTooLate =
          performance.now() - start > RETRY_WITHIN_MS || (deadline && deadline.timeLeft <= pause);
        if (isTooLate || !this.#budget.spend()) throw error;
        await after(pause);
        const next = deadline?.isOver ? null : this.#circuit.currentTurn;
        if (next === null) {
          this.#budget.giveBack();
          throw error;
        }
        turn = next;
        this.#retries += 1;
      }
    }
  }

  #enter(deadline: Deadline | null): number | null | Promise<number | null> {
    const entered = this.#circuit.enter();
    // A request with less time does not wait for the probe that it has begun.
    const isShort = deadline !== null && deadline.timeLeft < this.#probeMs;
    return entered instanceof Promise && isShort ? null : entered;
  }

  async #attempt(turn: number, body: GraphqlBody, caller: Caller): Promise<GraphqlResponse> {
    const start = performance.now();
    let verdict: Verdict = 'nothing';
    try {
      const response = await this.#client.post(body, caller);
      verdict = 'works';
      return response;
    } catch (error) {
      verdict = verdictOf(error, performance.now() - start);
      throw error;
    } finally {
      this.#circuit.leave(turn, verdict);
    }
  }
}

/** Whether a subgraph answers a request that costs it nothing, in whatever way that counts as an answer to a caller. */
async function answersProbe(client: Client, withinMs: number): Promise<boolean> {
  const start = performance.now();
  try {
    await client.ping(PROBE_IDENTITY, withinMs);
    return true;
  } catch (error) {
    // Whatever else went wrong, as where the router has no key: it was not answered, and each request says why.
    if (!(error instanceof SubgraphFailure)) return false;
    return verdictOf(error, performance.now() - start) !== 'fails';
  }
}

const CIRCUIT_OPEN = 'CIRCUIT_OPEN';

function circuitOpen(): Error {
  return Object.assign(new Error('nearly nothing was answered lately'), { code: CIRCUIT_OPEN });
}

/** Whether a query failed at once, in a way that may be over the next time. */
function isWorthRetrying(error: unknown, { query }: GraphqlBody): boolean {
  if (!(error instanceof SubgraphFailure) || error.kind !== 'unavailable') return false;
  if (query.startsWith('mutation')) return false;
  const { status, cause } = error;
  return status === null ? !hasCode(cause, TIMED_OUT) : RETRIED_STATUSES.has(status);
}

/** What a failure says of the subgraph; one that answers, in whatever way, works as far as this is concerned. */
function verdictOf(error: unknown, ms: number): Verdict {
  if (!(error instanceof SubgraphFailure)) return 'nothing';
  const { kind, status, cause } = error;
  switch (kind) {
    case 'unavailable':
      // A proxy that refuses some requests, such as those of one user, answers.
      return status !== null && status < 500 ? 'works' : 'fails';
    case 'unknown outcome':
      if (cause instanceof UnreadableBody) return 'works';
      return hasCode(cause, TIMED_OUT) && ms < LONG_ENOUGH_MS ? 'nothing' : 'fails';
    case 'status':
      return status !== null && status >= 500 ? 'fails' : 'works';
    case 'late':
      return hasCode(cause, TIMED_OUT) && ms >= LONG_ENOUGH_MS ? 'fails' : 'nothing';
    case 'busy':
      return 'nothing';
    case 'refused':
    case 'invalid':
    case 'too large':
      return 'works';
  }
}

function hasCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}
