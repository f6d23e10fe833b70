import { DeadlineExceeded } from '../../errors/client-errors.ts';
import { UnreadableBody } from '../../http/bodies/decoded-body.ts';
import { isJsonObject } from '../../http/bodies/json-object.ts';
import { parseInTurns, TooManyNodes } from '../../http/bodies/parse-in-turns.ts';
import { type PooledAnswer, RequestFailure } from '../../http/client/request-pool.ts';
import {
  type AskedFor,
  kindOfNoAnswer,
  kindOfStatus,
  kindOfUnreadable,
  mayBeGraphql,
} from '../answers/failure-of-answer.ts';
import { type GraphqlResponse, readGraphqlResponse } from '../answers/graphql-response.ts';
import { type FailureKind, maxNodes, SubgraphFailure } from '../answers/subgraph-failure.ts';
import { carriesIdempotencyKeys } from '../operations/idempotency-key.ts';
import type { CalledSubgraph, SubgraphCall } from './subgraph-call.ts';

/** What an answer says. Throws SubgraphFailure when it is no GraphQL response. */
export async function readAnswer(
  answer: PooledAnswer,
  call: SubgraphCall,
  from: CalledSubgraph,
): Promise<GraphqlResponse> {
  const { status, text } = answer;
  if (!mayBeGraphql(status)) throw statusFailure(answer, call, from);
  const kind = status >= 300 ? 'status' : call.mutation ? 'unknown outcome' : 'invalid';
  // Of a good status there is nothing to tell.
  const told = status >= 300 ? status : null;
  let parsed: unknown;
  try {
    parsed = await parseInTurns(text, {
      maxNodes: maxNodes(from.maxAnswerBytes),
      check: () => {
        if (call.client?.isOver) throw new DeadlineExceeded();
      },
    });
  } catch (error) {
    if (error instanceof DeadlineExceeded) throw callFailed(from, { cause: error, kind: 'late', call });
    const isTooMany = error instanceof TooManyNodes && !call.mutation;
    throw callFailed(from, { cause: error, kind: isTooMany ? 'too many nodes' : kind, status: told, call });
  }
  const response = readGraphqlResponse(parsed, from.name);
  if (response && isJsonObject(parsed)) call.confirmed?.noteExtensions(parsed.extensions);
  if (response) return response;
  throw callFailed(from, { cause: coded('NO_GRAPHQL'), kind, status: told, call });
}

/** What is to be said of an answer that is wrong by its status. */
export function statusFailure(
  answer: PooledAnswer,
  call: SubgraphCall,
  from: CalledSubgraph,
): SubgraphFailure {
  const { status } = answer;
  const kind = kindOfStatus(answer, askedFor(call));
  return callFailed(from, { cause: coded(`HTTP_${status}`), kind, status, call });
}

/** What is to be said of a call without an answer, or with one that cannot be read; any other error as it is. */
export function failureOf(error: unknown, call: SubgraphCall, to: CalledSubgraph): unknown {
  if (error instanceof UnreadableBody)
    return callFailed(to, { cause: error, kind: kindOfUnreadable(error, askedFor(call)), call });
  if (!(error instanceof RequestFailure)) return error;
  return callFailed(to, { cause: error.cause, kind: kindOfNoAnswer(error, askedFor(call)), call });
}

/** The failure of this kind. */
export function callFailed(
  { name, maxAnswerBytes: maxBytes }: CalledSubgraph,
  {
    cause,
    kind,
    status = null,
    call = null,
  }: { cause: unknown; kind: FailureKind; status?: number | null; call?: SubgraphCall | null },
): SubgraphFailure {
  const retryable =
    kind === 'unknown outcome' && call?.mutation != null && carriesIdempotencyKeys(call.mutation);
  return new SubgraphFailure(name, cause, { kind, status, retryable, maxBytes });
}

function askedFor({ mutation, isLimited }: SubgraphCall): AskedFor {
  return { isMutation: mutation !== null, isLimited };
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
