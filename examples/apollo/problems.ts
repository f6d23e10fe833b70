import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client';
import { type GraphError, type Problem, problemOf } from '../problems.ts';

/** The errors of an answer; none when it has not come, which `problemIn` tells of. */
export function errorsIn(error: unknown): readonly GraphError[] {
  return CombinedGraphQLErrors.is(error) ? error.errors : [];
}

/** What a page says when there is no data. */
export function problemIn(error: unknown): Problem {
  if (CombinedGraphQLErrors.is(error)) return problemOf(error.errors[0]?.extensions?.code);
  // What is not GraphQL, such as a proxy's page.
  if (ServerError.is(error) || ServerParseError.is(error)) {
    if (error.statusCode === 401) return 'LOG_IN';
    return error.statusCode >= 500 ? 'TRY_LATER' : 'BUG';
  }
  return 'UNREACHABLE';
}
