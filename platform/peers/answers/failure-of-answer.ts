import type { UnreadableBody } from '../../http/bodies/decoded-body.ts';
import {
  CANCELLED,
  type PooledAnswer,
  type RequestFailure,
  TIMED_OUT,
} from '../../http/client/request-pool.ts';
import type { FailureKind } from './subgraph-failure.ts';

/** What of a request decides what its failure is. */
export interface AskedFor {
  readonly isMutation: boolean;
  /** Whether its time ends with that of the request that it is for, and not with that of the subgraph. */
  readonly isLimited: boolean;
}

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

/** Whether the body of an answer with this status may be a GraphQL response to what a client asked. */
export function mayBeGraphql(status: number): boolean {
  return status < 300 || (status >= 400 && status < 500 && !STATUSES_WITHOUT_GRAPHQL.has(status));
}

/** What an answer is by its status, which is not that of a GraphQL response. */
export function kindOfStatus({ status, text }: PooledAnswer, { isMutation }: AskedFor): FailureKind {
  // Whoever answered a mutation may not be who was asked, such as a proxy.
  if (isMutation && status >= 500 && !saysThatItWasTooBusy(status, text)) return 'unknown outcome';
  if (PASSING_STATUSES.has(status)) return 'unavailable';
  return REFUSALS.has(status) ? 'refused' : 'status';
}

/** What an answer is whose body cannot be read. */
export function kindOfUnreadable({ code }: UnreadableBody, { isMutation }: AskedFor): FailureKind {
  if (isMutation) return 'unknown outcome';
  return code === 'TOO_LARGE' ? 'too large' : 'invalid';
}

/** What a request is that got no answer. */
export function kindOfNoAnswer({ code, sent }: RequestFailure, asked: AskedFor): FailureKind {
  if (asked.isMutation && sent) return 'unknown outcome';
  if (code === CANCELLED || (asked.isLimited && code === TIMED_OUT)) return 'late';
  return KINDS_BY_CODE.get(code) ?? 'unavailable';
}

/** Whether a server of this graph refused a request before doing anything (platform/http/server/http-server.ts). */
function saysThatItWasTooBusy(status: number, text: string): boolean {
  return status === 503 && text.includes('"code":"SERVICE_UNAVAILABLE"');
}
