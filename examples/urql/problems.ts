import type { CombinedError } from '@urql/core';
import { type Problem, problemOf } from '../problems.ts';

/** What a page says when there is no data. */
export function problemIn({ graphQLErrors, networkError, response }: CombinedError): Problem {
  const [error] = graphQLErrors;
  if (error) return problemOf(error.extensions.code);
  // What is not GraphQL, such as a proxy's page.
  if (response?.status === 401) return 'LOG_IN';
  if (response?.status !== undefined) return response.status >= 500 ? 'TRY_LATER' : 'BUG';
  return networkError ? 'UNREACHABLE' : 'BUG';
}
