import { randomUUID } from 'node:crypto';
import { MAX_SUBGRAPH_ANSWER_BYTES } from '../http/answer-size.ts';
import { UnreadableBody } from '../http/decoded-body.ts';
import { parseJson, stringifyJson } from '../http/exact-json.ts';
import { EVENTS_PATH, METRICS_PATH } from '../http/paths.ts';
import { REQUEST_ID_HEADER } from '../http/request-id.ts';
import { type PooledAnswer, RequestFailure, RequestPool } from '../http/request-pool.ts';
import type { Identity } from '../identity/identity.ts';
import type { IdentitySigner } from '../identity/tokens.ts';
import { type GraphqlResponse, readGraphqlResponse } from './graphql-response.ts';
import { type FailureKind, SubgraphFailure } from './subgraph-failure.ts';

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
}

/** An operation as GraphQL over HTTP has it. */
export interface GraphqlBody {
  query: string;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
}

const CONNECTIONS = 64;
const MAX_WAITING = 1_024;
const MAX_CONNECT_MS = 3_000;

/** Statuses that say: not now. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504]);
/** Statuses whose body, GraphQL or not, is about the router's request and not about the client's. */
const STATUSES_WITHOUT_GRAPHQL: ReadonlySet<number> = new Set([401, 403, 404, 408, 425, 429]);
/** Statuses that say: not you. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403]);

/** What a request without an answer is, where it is not that nobody was there; by the code of its cause. */
const KINDS_BY_CODE: ReadonlyMap<string, FailureKind> = new Map([
  ['QUEUE_FULL', 'busy'],
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'too large'],
]);

/** Sends operations to one subgraph over a pool of kept connections, each with the caller's signed identity. */
export class SubgraphClient implements AsyncDisposable {
  readonly name: string;
  readonly #pool: RequestPool;
  readonly #path: string;
  readonly #signer: IdentitySigner;
  readonly #timeoutMs: number;
  readonly #maxAnswerBytes: number;

  constructor({ name, url, signer, timeoutMs, maxWaiting, maxAnswerBytes }: SubgraphClientOptions) {
    const { origin, pathname, search } = new URL(url);
    this.name = name;
    this.#path = `${pathname}${search}`;
    this.#signer = signer;
    this.#timeoutMs = timeoutMs;
    this.#maxAnswerBytes = maxAnswerBytes ?? MAX_SUBGRAPH_ANSWER_BYTES;
    this.#pool = new RequestPool({
      origin,
      connections: CONNECTIONS,
      maxWaiting: maxWaiting ?? MAX_WAITING,
      maxAnswerBytes: this.#maxAnswerBytes,
      connectTimeoutMs: Math.min(timeoutMs, MAX_CONNECT_MS),
    });
  }

  /** The subgraph's GraphQL response. Throws SubgraphFailure when there is none. */
  async post(body: GraphqlBody, identity: Identity, requestId: string): Promise<GraphqlResponse> {
    return await this.#ask(body, identity, requestId, this.#timeoutMs);
  }

  /** Whether the subgraph answers GraphQL within some milliseconds. */
  async answers(identity: Identity, withinMs: number): Promise<boolean> {
    try {
      const timeoutMs = Math.min(withinMs, this.#timeoutMs);
      await this.#ask({ query: '{ __typename }' }, identity, 'readiness', timeoutMs);
      return true;
    } catch (error) {
      if (error instanceof SubgraphFailure) return false;
      throw error;
    }
  }

  /** Delivers an event. Throws SubgraphFailure unless the subgraph says that it has applied it. */
  async postEvent(event: object, identity: Identity): Promise<void> {
    const token = await this.#signer.tokenFor(identity, this.name);
    await this.#expectOk('POST', EVENTS_PATH, token, randomUUID(), JSON.stringify(event));
  }

  /** The subgraph's metrics, as `serveMetrics` gives them to a router. Throws SubgraphFailure. */
  async getMetrics(identity: Identity, requestId: string): Promise<unknown> {
    const token = await this.#signer.tokenFor(identity, this.name);
    const { text } = await this.#expectOk('GET', METRICS_PATH, token, requestId);
    return this.#json(text, 'invalid');
  }

  async #ask(
    body: GraphqlBody,
    identity: Identity,
    requestId: string,
    timeoutMs: number,
  ): Promise<GraphqlResponse> {
    const deadline = performance.now() + timeoutMs;
    const signed = this.#signer.tokenFor(identity, this.name);
    const token = typeof signed === 'string' ? signed : await signed;
    const isMutation = body.query.startsWith('mutation');
    const text = stringifyJson(body);
    try {
      const answer = await this.#send('POST', this.#path, token, requestId, deadline, text);
      return this.#response(answer, isMutation);
    } catch (error) {
      if (error instanceof SubgraphFailure) throw error;
      // A kept connection may have been closed by the other side just as it was used.
      if (isMutation || !isStaleConnection(error)) throw this.#failure(error, isMutation);
    }
    try {
      const answer = await this.#send('POST', this.#path, token, requestId, deadline, text);
      return this.#response(answer, isMutation);
    } catch (error) {
      throw error instanceof SubgraphFailure ? error : this.#failure(error, isMutation);
    }
  }

  async #expectOk(
    method: 'GET' | 'POST',
    path: string,
    token: string,
    requestId: string,
    body?: string,
  ): Promise<PooledAnswer> {
    const deadline = performance.now() + this.#timeoutMs;
    try {
      const answer = await this.#send(method, path, token, requestId, deadline, body);
      if (answer.status === 200) return answer;
      throw this.#statusFailure(answer.status, false);
    } catch (error) {
      throw error instanceof SubgraphFailure ? error : this.#failure(error, false);
    }
  }

  #send(
    method: 'GET' | 'POST',
    path: string,
    token: string,
    requestId: string,
    deadline: number,
    body?: string,
  ): Promise<PooledAnswer> {
    const authorization = `Bearer ${token}`;
    const accept = 'application/json';
    if (body === undefined) {
      const headers = { accept, authorization, [REQUEST_ID_HEADER]: requestId };
      return this.#pool.request({ path, method, headers }, deadline);
    }
    const headers = {
      'content-type': 'application/json',
      accept,
      authorization,
      [REQUEST_ID_HEADER]: requestId,
    };
    return this.#pool.request({ path, method, headers, body }, deadline);
  }

  /** What an answer says. Throws SubgraphFailure when it is no GraphQL response. */
  #response({ status, text }: PooledAnswer, isMutation: boolean): GraphqlResponse {
    const mayBeGraphql =
      status < 300 || (status >= 400 && status < 500 && !STATUSES_WITHOUT_GRAPHQL.has(status));
    if (!mayBeGraphql) throw this.#statusFailure(status, isMutation && !saysThatItWasTooBusy(status, text));
    const kind = status >= 300 ? 'status' : isMutation ? 'unknown outcome' : 'invalid';
    // Of a good status there is nothing to tell.
    const told = status >= 300 ? status : null;
    const response = readGraphqlResponse(this.#json(text, kind, told), this.name);
    if (response) return response;
    throw new SubgraphFailure(this.name, coded('NO_GRAPHQL'), { kind, status: told });
  }

  #json(text: string, kind: FailureKind, status: number | null = null): unknown {
    try {
      return parseJson(text);
    } catch (error) {
      throw new SubgraphFailure(this.name, error, { kind, status });
    }
  }

  /** @param isMutation whether it matters that whoever answered may not be who was asked, such as a proxy */
  #statusFailure(status: number, isMutation: boolean): SubgraphFailure {
    const kind =
      isMutation && status >= 500
        ? 'unknown outcome'
        : PASSING_STATUSES.has(status)
          ? 'unavailable'
          : REFUSALS.has(status)
            ? 'refused'
            : 'status';
    return new SubgraphFailure(this.name, coded(`HTTP_${status}`), { kind, status });
  }

  /** What is to be said of a request without an answer, or with one that cannot be read; any other error as it is. */
  #failure(error: unknown, isMutation: boolean): unknown {
    if (error instanceof UnreadableBody) {
      const kind = error.code === 'TOO_LARGE' ? 'too large' : 'invalid';
      return this.#withoutAnswer(error, isMutation ? 'unknown outcome' : kind);
    }
    if (!(error instanceof RequestFailure)) return error;
    const kind =
      isMutation && error.sent ? 'unknown outcome' : (KINDS_BY_CODE.get(error.code) ?? 'unavailable');
    return this.#withoutAnswer(error.cause, kind);
  }

  #withoutAnswer(cause: unknown, kind: FailureKind): SubgraphFailure {
    return new SubgraphFailure(this.name, cause, { kind, maxBytes: this.#maxAnswerBytes });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.close();
  }
}

function isStaleConnection(error: unknown): boolean {
  return error instanceof RequestFailure && (error.code === 'UND_ERR_SOCKET' || error.code === 'ECONNRESET');
}

/** Whether a server of this graph refused a request before doing anything (platform/http/http-server.ts). */
function saysThatItWasTooBusy(status: number, text: string): boolean {
  return status === 503 && text.includes('"code":"SERVICE_UNAVAILABLE"');
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
