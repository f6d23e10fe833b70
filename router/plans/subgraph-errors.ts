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
      ...(extensions?.code ? {} : { code: 'DOWNSTREAM_SERVICE_ERROR' }),
    },
  });
}
