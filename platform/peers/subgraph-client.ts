import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { pooledRequest } from '../http/pooled-request.ts';
import { REQUEST_ID_HEADER } from '../http/request-id.ts';
import type { Identity } from '../identity/identity.ts';
import type { IdentitySigner } from '../identity/tokens.ts';

/** A subgraph did not answer, or not with GraphQL. Its message names the subgraph and no address. */
export class SubgraphFailure extends Error {
  readonly subgraph: string;
  constructor(subgraph: string, cause: unknown) {
    super(`The "${subgraph}" subgraph is unavailable; try again later.`, { cause });
    this.name = 'SubgraphFailure';
    this.subgraph = subgraph;
  }
}

/** An answer with a status that no GraphQL answer has: 401 where the two have different IDENTITY_SECRETs. */
class HttpStatusError extends Error {
  readonly code: string;
  constructor(status: number) {
    super(`HTTP ${status}`);
    this.name = 'HttpStatusError';
    this.code = `HTTP_${status}`;
  }
}

export interface SubgraphClientOptions {
  name: string;
  url: string;
  signer: IdentitySigner;
  /** How long a subgraph may take to answer, milliseconds. */
  timeoutMs: number;
}

/** An operation as GraphQL over HTTP has it. */
export interface GraphqlBody {
  query: string;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
}

const CONNECTIONS = 64;
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

/** Sends operations to one subgraph over a pool of kept connections, each with the caller's signed identity. */
export class SubgraphClient implements AsyncDisposable {
  readonly name: string;
  readonly #pool: Pool;
  readonly #path: string;
  readonly #signer: IdentitySigner;

  constructor({ name, url, signer, timeoutMs }: SubgraphClientOptions) {
    const { origin, pathname, search } = new URL(url);
    this.name = name;
    this.#path = `${pathname}${search}`;
    this.#signer = signer;
    this.#pool = new Pool(origin, {
      connections: CONNECTIONS,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connect: { timeout: Math.min(timeoutMs, 3_000) },
      maxResponseSize: MAX_RESPONSE_BYTES,
    });
  }

  /** The subgraph's GraphQL response. Throws SubgraphFailure when there is none. A query is tried twice. */
  async post(body: GraphqlBody, identity: Identity, requestId: string): Promise<unknown> {
    const signed = this.#signer.tokenFor(identity, this.name);
    const token = typeof signed === 'string' ? signed : await signed;
    const attempts = body.query.startsWith('mutation') ? 1 : 2;
    const text = JSON.stringify(body);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#send(text, token, requestId, this.#path);
      } catch (error) {
        if (attempt >= attempts || !isStaleConnection(error)) throw new SubgraphFailure(this.name, error);
      }
    }
  }

  /** Delivers an event. Throws SubgraphFailure unless the subgraph says that it has applied it. */
  async postEvent(event: object, identity: Identity): Promise<void> {
    const token = await this.#signer.tokenFor(identity, this.name);
    try {
      await this.#send(JSON.stringify(event), token, randomUUID(), '/eventos');
    } catch (error) {
      throw new SubgraphFailure(this.name, error);
    }
  }

  /** The subgraph's metrics, as `serveMetrics` gives them to a router. Throws SubgraphFailure. */
  async getMetrics(identity: Identity, requestId: string): Promise<unknown> {
    const token = await this.#signer.tokenFor(identity, this.name);
    try {
      const { status, text } = await pooledRequest(this.#pool, {
        path: '/metrics',
        method: 'GET',
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
          [REQUEST_ID_HEADER]: requestId,
        },
      });
      if (status !== 200) throw new HttpStatusError(status);
      return JSON.parse(text);
    } catch (error) {
      throw new SubgraphFailure(this.name, error);
    }
  }

  async #send(text: string, token: string, requestId: string, path: string): Promise<unknown> {
    const answer = await pooledRequest(this.#pool, {
      path,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        [REQUEST_ID_HEADER]: requestId,
      },
      body: text,
    });
    const { status } = answer;
    const isGraphql = status < 500 && ![401, 403, 404].includes(status);
    if (path === this.#path ? !isGraphql : status !== 200) throw new HttpStatusError(status);
    return JSON.parse(answer.text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.destroy();
  }
}

/** Whether a kept connection was closed by the other side as it was being used; a new one may well work. */
function isStaleConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'UND_ERR_SOCKET' || error.code === 'ECONNRESET')
  );
}
