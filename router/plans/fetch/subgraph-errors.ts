import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { withoutStack } from '../../../platform/errors/client-errors.ts';
import { INVALID_RESPONSE } from '../../../platform/peers/answers/subgraph-failure.ts';

/** An error of a subgraph as one of the whole answer: at its path, with the subgraph's name. */
export function subgraphError(
  error: GraphQLFormattedError,
  subgraph: string,
  path: readonly (string | number)[] | undefined,
): GraphQLError {
  // By `http` Apollo Server takes the status and headers of the whole answer, which are no affair of a subgraph.
  const { http: _, ...extensions } = error.extensions ?? {};
  const message = error.message || `Error while fetching subquery from service "${subgraph}"`;
  return withoutStack(
    () =>
      new GraphQLError(message, {
        // A plain object over HTTP; the constructor takes its stack when it has one.
        originalError: error as GraphQLFormattedError & Error,
        path: path ?? null,
        extensions: {
          ...extensions,
          serviceName: subgraph,
          code: codeOf(extensions.code),
        },
      }),
  );
}

/** An answer that is no GraphQL response, or a list of entities that nobody asked for. */
export function invalidAnswer(subgraph: string): GraphQLError {
  return new GraphQLError(`The "${subgraph}" subgraph gave no valid GraphQL response.`, {
    extensions: { code: INVALID_RESPONSE, serviceName: subgraph },
  });
}

/** The message of an error that stands for others like it. */
export function summaryMessage(message: string): string {
  return `${message} And so on: there are more such errors than are told one by one.`;
}

/** Something that was thrown by code. It has no code of its own, so that its message is replaced at the edge. */
export function thrownError(thrown: unknown): GraphQLError {
  const originalError = thrown instanceof Error ? thrown : new Error('something was thrown that is no error');
  return new GraphQLError(originalError.message, { originalError });
}

/** The same error at one place of the answer. */
export function errorAt(error: GraphQLError, path: readonly (string | number)[] | undefined): GraphQLError {
  const { message, nodes, originalError, extensions } = error;
  return withoutStack(
    () =>
      new GraphQLError(message, {
        nodes: nodes ?? null,
        path: path ?? null,
        originalError: originalError ?? null,
        extensions,
      }),
  );
}

/**
 * What the router has planned is valid. A subgraph that refuses it all the same does so for a value that its scalars do
 * not take, which only the subgraph knows.
 */
function codeOf(code: unknown): string {
  if (code === 'GRAPHQL_VALIDATION_FAILED') return 'BAD_USER_INPUT';
  return typeof code === 'string' && code !== '' ? code : 'DOWNSTREAM_SERVICE_ERROR';
}
