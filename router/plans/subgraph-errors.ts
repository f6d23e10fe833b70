import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** An error of a subgraph as one of the whole answer: at its path, with the subgraph's name. */
export function subgraphError(
  error: GraphQLFormattedError,
  subgraph: string,
  path: readonly (string | number)[] | undefined,
): GraphQLError {
  const { extensions } = error;
  return new GraphQLError(error.message || `Error while fetching subquery from service "${subgraph}"`, {
    // A plain object over HTTP; the constructor takes its stack when it has one.
    originalError: error as GraphQLFormattedError & Error,
    path: path ?? null,
    extensions: {
      ...extensions,
      serviceName: subgraph,
      code: codeOf(extensions?.code),
    },
  });
}

/**
 * What the router has planned is valid. A subgraph that refuses it all the same does so for a value that its scalars do
 * not take, which only the subgraph knows.
 */
function codeOf(code: unknown): unknown {
  if (code === 'GRAPHQL_VALIDATION_FAILED') return 'BAD_USER_INPUT';
  return code || 'DOWNSTREAM_SERVICE_ERROR';
}
