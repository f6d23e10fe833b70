import { type PooledAnswer, RequestFailure, type RequestPool } from '../../http/client/request-pool.ts';
import { LAST_WRITE_HEADER } from '../../http/requests/last-write-header.ts';
import { TIMEOUT_HEADER } from '../../http/requests/request-deadline.ts';
import { REQUEST_ID_HEADER } from '../../http/requests/request-id.ts';
import { CONFIRMED_HEADER, type ConfirmedPeople } from '../../identity/callers/confirmed-people.ts';
import type { Deadline } from '../../process/deadlines/deadline.ts';
import { beginSpan, currentSpan, failureType, type Span } from '../../telemetry/span.ts';
import type { GraphqlBody } from '../operations/graphql-body.ts';

/** One request to the subgraph, sent once or twice. */
export interface SubgraphCall {
  readonly pool: RequestPool;
  readonly path: string;
  readonly token: string;
  readonly requestId: string;
  /** The body; without one it is a GET. */
  readonly text: string | undefined;
  /** Null for what may be sent twice. */
  readonly mutation: GraphqlBody | null;
  /** When the whole answer has to be there, by `performance.now()`. */
  readonly until: number;
  /** Whether that is the deadline of the request that it is for, and not of the subgraph. */
  readonly isLimited: boolean;
  /** Whoever may go, so that nobody waits for it any more. */
  readonly client: Deadline | null;
  /** See Caller. */
  readonly lastWriteMs?: number | null | undefined;
  /** See Caller; null for what is no mutation. */
  readonly confirmed?: ConfirmedPeople | null | undefined;
}

/** The subgraph that is called. */
export interface CalledSubgraph {
  readonly name: string;
  readonly address: URL;
  /** How large an answer of it may be. */
  readonly maxAnswerBytes: number;
}

/** Of the time for an answer so much is for its way, so that a subgraph that gives up something can still say so. */
const MAX_WAY_MS = 100;
const WAY_SHARE = 0.1;

/** Sends a call within a span. */
export type SendWithin = (span: Span | null, call: SubgraphCall) => Promise<PooledAnswer>;

/**
 * Sends a call, within a span of its own where its request is traced. Rejects with RequestFailure when no answer comes.
 *
 * @param send by default in a request of its own
 */
export function sendCall(
  call: SubgraphCall,
  to: CalledSubgraph,
  send: SendWithin = sendAlone,
): Promise<PooledAnswer> {
  const span = beginCallSpan(call, to);
  if (span === null) return send(currentSpan(), call);
  return send(span, call).then(
    (answer) => {
      span.set({ 'http.response.status_code': answer.status });
      if (answer.status >= 400) span.fail(String(answer.status));
      span.end();
      return answer;
    },
    (error) => {
      span.fail(failureType(error));
      span.end();
      throw error;
    },
  );
}

function beginCallSpan({ path, text }: SubgraphCall, { name, address }: CalledSubgraph): Span | null {
  if (currentSpan() === null) return null;
  const method = text === undefined ? 'GET' : 'POST';
  const { hostname, port, origin, protocol } = address;
  return beginSpan(method, {
    kind: 'client',
    attributes: {
      'http.request.method': method,
      'url.full': `${origin}${path}`,
      'server.address': hostname,
      'server.port': Number(port || (protocol === 'https:' ? 443 : 80)),
      'graph.subgraph': name,
    },
  });
}

/**
 * Sends a call in a request of its own.
 *
 * @param span the subgraph's spans are within it; null where nothing is traced
 */
export function sendAlone(span: Span | null, call: SubgraphCall): Promise<PooledAnswer> {
  const { pool, path, token, requestId, text, until, client } = call;
  const accept = 'application/json';
  if (text === undefined) {
    const authorization = `Bearer ${token}`;
    const headers = { accept, authorization, [REQUEST_ID_HEADER]: requestId, ...span?.headers };
    return pool.request({ path, method: 'GET', headers }, until, client);
  }
  const headers = { 'content-type': 'application/json', accept, ...headersOfCall(span, call) };
  return pool.request({ path, method: 'POST', headers, body: text }, until, client);
}

/** The headers that say who asks for what, and until when. */
export function headersOfCall(
  span: Span | null,
  { token, requestId, until, lastWriteMs, confirmed }: SubgraphCall,
): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    [REQUEST_ID_HEADER]: requestId,
    [TIMEOUT_HEADER]: timeForAnswer(until),
    ...(lastWriteMs == null ? null : { [LAST_WRITE_HEADER]: String(lastWriteMs) }),
    ...(confirmed ? { [CONFIRMED_HEADER]: '1' } : null),
    ...span?.headers,
  };
}

/** Milliseconds that the subgraph may take. */
function timeForAnswer(until: number): string {
  const timeLeft = until - performance.now();
  return String(Math.max(1, Math.floor(timeLeft - Math.min(MAX_WAY_MS, timeLeft * WAY_SHARE))));
}

/** Whether a kept connection had been closed by the other side when it was used, so that sending again may help. */
export function isStaleConnection(error: unknown): boolean {
  return error instanceof RequestFailure && (error.code === 'UND_ERR_SOCKET' || error.code === 'ECONNRESET');
}
