import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client';
import { type GraphError, type Problem, problemOf } from '../problems.ts';

/** The errors of an answer; none when it has not come, which `problemIn` tells of. */
export function errorsIn(error: unknown): readonly GraphError[] {
  return CombinedGraphQLErrors.is(error) ? error.errors : [];
}

/** What a page says when there is no data. */
export function problemIn(error: unknown): Problem {
  if (CombinedGraphQLErrors.is(error)) return problemOf(error.errors[0]?.extensions?.code);
  // Refused before GraphQL (401, 429, 503), or not by the graph, such as by a proxy.
  if (ServerError.is(error) || ServerParseError.is(error)) {
    const code = codeIn(error.bodyText);
    if (code !== undefined) return problemOf(code);
    return error.statusCode >= 500 ? 'TRY_LATER' : 'BUG';
  }
  return 'UNREACHABLE';
}

function codeIn(bodyText: string): unknown {
  try {
    const { errors } = JSON.parse(bodyText) as { errors?: readonly GraphError[] };
    return errors?.[0]?.extensions?.code;
  } catch {
    return undefined;
  }
}
