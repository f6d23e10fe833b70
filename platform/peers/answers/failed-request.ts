import { codeOf } from '../../errors/error-code.ts';
import { UnreadableBody } from '../../http/bodies/decoded-body.ts';
import { TIMED_OUT } from '../../http/client/request-pool.ts';
import type { GraphqlBody } from '../operations/graphql-body.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

/** What one request says of the address that it was sent to: `nothing` when it ended for another reason. */
export type AddressVerdict = 'works' | 'fails' | 'nothing';

/** An address that did not answer within this time has failed, whatever the deadline of the request was, milliseconds. */
const LONG_ENOUGH_MS = 1_000;
/** Statuses of who may answer in a moment; others that pass say that there are too many requests already. */
const RETRIED_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Whether a request that failed at once may be sent again: a query that found nobody, a mutation that surely was not carried
 * out, or that is carried out once however often it comes.
 *
 * @param isSilent whether the address answers nobody, so that its time being over says nothing of the request
 */
export function maySendAgain(error: unknown, { query }: GraphqlBody, isSilent = false): boolean {
  if (!(error instanceof SubgraphFailure)) return false;
  const { kind, status, cause, retryable } = error;
  const passes = status === null ? isSilent || codeOf(cause) !== TIMED_OUT : RETRIED_STATUSES.has(status);
  if (kind === 'unavailable') return passes;
  const isUnanswered = kind === 'unknown outcome' && !(cause instanceof UnreadableBody);
  return query.startsWith('mutation') && isUnanswered && retryable && passes;
}

/** What a failure says of an address; one that answers, in whatever way, works as far as this is concerned. */
export function verdictOf(error: unknown, ms: number): AddressVerdict {
  if (!(error instanceof SubgraphFailure)) return 'nothing';
  const { kind, status, cause } = error;
  switch (kind) {
    case 'unavailable':
      // A proxy that refuses some requests, such as those of one user, answers.
      return status !== null && status < 500 ? 'works' : 'fails';
    case 'unknown outcome':
      if (cause instanceof UnreadableBody) return 'works';
      return codeOf(cause) === TIMED_OUT && ms < LONG_ENOUGH_MS ? 'nothing' : 'fails';
    case 'status':
      return status !== null && status >= 500 ? 'fails' : 'works';
    case 'late':
      return codeOf(cause) === TIMED_OUT && ms >= LONG_ENOUGH_MS ? 'fails' : 'nothing';
    case 'busy':
      return 'nothing';
    case 'refused':
    case 'invalid':
    case 'too large':
    case 'too many nodes':
      return 'works';
  }
}
