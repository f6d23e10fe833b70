import { randomUUID } from 'node:crypto';
import { DeadlineExceeded } from '../errors/client-errors.ts';
import { MAX_SUBGRAPH_ANSWER_BYTES } from '../http/bodies/answer-limit.ts';
import { UnreadableBody } from '../http/bodies/decoded-body.ts';
import { parseJson, stringifyJson } from '../http/bodies/exact-json.ts';
import { type PooledAnswer, RequestFailure, RequestPool } from '../http/client/request-pool.ts';
import {
  EVENTS_PATH,
  GRAPHQL_PATH,
  METRICS_PATH,
  OUTBOX_PATH,
  OUTBOX_REPLAY_PATH,
  READY_PATH,
  STATUS_PATH,
} from '../http/requests/paths.ts';
import type { Caller } from '../identity/callers/caller.ts';
import type { Identity } from '../identity/callers/identity.ts';
import type { IdentitySigner } from '../identity/tokens/tokens.ts';
import type { GraphqlResponse } from './answers/graphql-response.ts';
import { SubgraphFailure } from './answers/subgraph-failure.ts';
import { BatchedCalls, NotBatched } from './calls/batched-calls.ts';
import { callFailed, failureOf, readAnswer, statusFailure } from './calls/call-answer.ts';
import {
  type CalledSubgraph,
  isStaleConnection,
  type SubgraphCall,
  sendCall,
} from './calls/subgraph-call.ts';
import type { GraphqlBody } from './operations/graphql-body.ts';

export interface SubgraphClientOptions {
  name: string;
  url: string;
  signer: IdentitySigner;
  /** How long a subgraph may take from being asked to the last byte of its answer, milliseconds. */
  timeoutMs: number;
  /** How many requests may wait for one of the connections; 1024 by default. */
  maxWaiting?: number;
  /** Largest answer; by default as large as a subgraph of this graph gives one. */
  maxAnswerBytes?: number;
  /** Whether queries that are asked at the same moment may travel in one request; by default they do. */
  batchRequests?: boolean;
}

const CONNECTIONS = 64;
/** Beside those, for what is asked about the subgraph itself: that others wait for it says nothing of it. */
const OWN_CONNECTIONS = 2;
const MAX_WAITING = 1_024;
const MAX_CONNECT_MS = 3_000;
/** Sends operations to one subgraph over a pool of kept connections, each with the caller's signed identity. */
export class SubgraphClient implements AsyncDisposable {
  readonly name: string;
  /** `host:port`, for metrics. */
  readonly place: string;
  /** How long the subgraph may take, milliseconds. */
  readonly timeoutMs: number;
  readonly #pool: RequestPool;
  readonly #ownPool: RequestPool;
  /** Null where each query travels by itself. */
  readonly #batches: BatchedCalls | null;
  readonly #to: CalledSubgraph;
  readonly #path: string;
  readonly #signer: IdentitySigner;

  constructor(options: SubgraphClientOptions) {
    const { name, url, signer, timeoutMs, maxWaiting, batchRequests = true } = options;
    const { maxAnswerBytes = MAX_SUBGRAPH_ANSWER_BYTES } = options;
    const address = new URL(url);
    const { origin, host, pathname, search } = address;
    this.name = name;
    this.place = host;
    this.#path = `${pathname}${search}`;
    this.#signer = signer;
    this.timeoutMs = timeoutMs;
    this.#to = { name, address, maxAnswerBytes };
    // Batches have a path of their own beside that of GraphQL.
    this.#batches = batchRequests && this.#path === GRAPHQL_PATH ? new BatchedCalls(maxAnswerBytes) : null;
    const pool = {
      origin,
      maxWaiting: maxWaiting ?? MAX_WAITING,
      maxAnswerBytes,
      connectTimeoutMs: Math.min(timeoutMs, MAX_CONNECT_MS),
    };
    this.#pool = new RequestPool({
      ...pool,
      connections: CONNECTIONS,
      noteHeaders: (headers) => this.#batches?.note(headers),
    });
    this.#ownPool = new RequestPool({ ...pool, connections: OWN_CONNECTIONS });
  }

  /**
   * The subgraph's GraphQL response. Throws SubgraphFailure when there is none.
   * A mutation that was sent is waited for although its client has gone.
   */
  async post(body: GraphqlBody, caller: Caller): Promise<GraphqlResponse> {
    return await this.#ask(body, caller, { timeoutMs: this.timeoutMs, pool: this.#pool });
  }

  /** Whether the subgraph answers GraphQL within some milliseconds, or refuses the identity. */
  async probe(identity: Identity, withinMs: number): Promise<'answers' | 'refused' | 'unavailable'> {
    try {
      await this.ping(identity, withinMs);
      return 'answers';
    } catch (error) {
      if (error instanceof SubgraphFailure) return error.kind === 'refused' ? 'refused' : 'unavailable';
      throw error;
    }
  }

  /**
   * Sends a query that costs the subgraph nothing, over a connection that no request uses. Throws SubgraphFailure unless a
   * GraphQL response comes within some milliseconds.
   */
  async ping(identity: Identity, withinMs: number): Promise<void> {
    const timeoutMs = Math.min(withinMs, this.timeoutMs);
    const caller = { identity, requestId: 'readiness', deadline: null };
    await this.#ask({ query: '{ __typename }' }, caller, { timeoutMs, pool: this.#ownPool });
  }

  /**
   * What the subgraph says of itself within some milliseconds. One of another maker need not say anything: whatever it
   * answers there, but that it is not ready, is good.
   */
  async readiness(withinMs: number): Promise<'ready' | 'not ready' | 'unavailable'> {
    const until = performance.now() + Math.min(withinMs, this.timeoutMs);
    const headers = { accept: 'application/json' };
    try {
      const { status } = await this.#ownPool.request({ path: READY_PATH, method: 'GET', headers }, until);
      return status === 503 ? 'not ready' : 'ready';
    } catch (error) {
      if (error instanceof RequestFailure || error instanceof UnreadableBody) return 'unavailable';
      throw error;
    }
  }

  /** Delivers an event. Throws SubgraphFailure unless the subgraph says that it has applied it. */
  async postEvent(event: object, identity: Identity, requestId: string = randomUUID()): Promise<void> {
    const token = await this.#signer.tokenFor(identity, this.name);
    await this.#expectOk(EVENTS_PATH, token, requestId, JSON.stringify(event));
  }

  /** The subgraph's metrics, as `serveMetrics` gives them to a router. Throws SubgraphFailure. */
  async getMetrics(identity: Identity, requestId: string): Promise<unknown> {
    return await this.#json(METRICS_PATH, identity, { requestId });
  }

  /** What is in the subgraph's outbox, as it says within some milliseconds. Throws SubgraphFailure. */
  async getOutbox(identity: Identity, withinMs: number): Promise<unknown> {
    return await this.#json(OUTBOX_PATH, identity, { withinMs });
  }

  /** Has the subgraph try dead events again, one of them or all, and gives what it says. Throws SubgraphFailure. */
  async replayOutbox(identity: Identity, seq: string | null): Promise<unknown> {
    return await this.#json(OUTBOX_REPLAY_PATH, identity, { body: { seq } });
  }

  /** Tells the subgraph how the graph is, and gives what it asks for in return. Throws SubgraphFailure. */
  async postStatus(status: object, identity: Identity): Promise<unknown> {
    return await this.#json(STATUS_PATH, identity, { body: status });
  }

  async #json(
    path: string,
    identity: Identity,
    { body, withinMs, requestId = randomUUID() }: { body?: object; withinMs?: number; requestId?: string },
  ): Promise<unknown> {
    const token = await this.#signer.tokenFor(identity, this.name);
    const { text } = await this.#expectOk(path, token, requestId, body && JSON.stringify(body), withinMs);
    try {
      return parseJson(text);
    } catch (error) {
      throw callFailed(this.#to, { cause: error, kind: 'invalid' });
    }
  }

  async #ask(
    body: GraphqlBody,
    { identity, requestId, deadline, lastWriteMs, confirmed }: Caller,
    { timeoutMs, pool }: { timeoutMs: number; pool: RequestPool },
  ): Promise<GraphqlResponse> {
    const own = performance.now() + timeoutMs;
    const signed = this.#signer.tokenFor(identity, this.name);
    const token = typeof signed === 'string' ? signed : await signed;
    if (deadline?.isOver) throw callFailed(this.#to, { cause: new DeadlineExceeded(), kind: 'late' });
    const mutation = body.query.startsWith('mutation') ? body : null;
    const isLimited = deadline !== null && deadline.at < own;
    const call: SubgraphCall = {
      pool,
      path: this.#path,
      token,
      requestId,
      text: stringifyJson(body),
      mutation,
      until: isLimited ? deadline.at : own,
      isLimited,
      client: mutation ? null : deadline,
      lastWriteMs,
      confirmed: mutation && confirmed,
    };
    try {
      return await readAnswer(await this.#send(call), call, this.#to);
    } catch (error) {
      // A kept connection may have been closed by the other side just as it was used.
      if (mutation || !isStaleConnection(error)) throw failureOf(error, call, this.#to);
    }
    try {
      return await readAnswer(await sendCall(call, this.#to), call, this.#to);
    } catch (error) {
      throw failureOf(error, call, this.#to);
    }
  }

  /** Sends a call, together with others where that may be. */
  async #send(call: SubgraphCall): Promise<PooledAnswer> {
    const batches = this.#batches;
    if (batches === null || call.pool !== this.#pool || !batches.takes(call)) return sendCall(call, this.#to);
    try {
      return await sendCall(call, this.#to, (span) => batches.send(span, call));
    } catch (error) {
      if (!(error instanceof NotBatched)) throw error;
      return sendCall(call, this.#to);
    }
  }

  async #expectOk(
    path: string,
    token: string,
    requestId: string,
    text?: string,
    withinMs = this.timeoutMs,
  ): Promise<PooledAnswer> {
    const until = performance.now() + Math.min(withinMs, this.timeoutMs);
    const call: SubgraphCall = {
      pool: this.#pool,
      path,
      token,
      requestId,
      text,
      until,
      mutation: null,
      isLimited: false,
      client: null,
    };
    try {
      const answer = await sendCall(call, this.#to);
      if (answer.status === 200) return answer;
      throw statusFailure(answer, call, this.#to);
    } catch (error) {
      throw failureOf(error, call, this.#to);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#pool.close(), this.#ownPool.close()]);
  }
}
