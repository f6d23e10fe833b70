import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { loggableError } from '../platform/errors.ts';
import type { Log } from '../platform/logging.ts';

/**
 * The last edge before the client. Errors of subgraphs, and of GraphQL itself, have been made for clients; anything
 * else is logged and replaced.
 */
export function formatRouterError(
  log: Log,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const original = unwrapResolverError(error);
    if (formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR' || 'serviceName' in formatted.extensions) {
      return formatted;
    }
    if (!(original instanceof GraphQLError)) {
      log.error({ error: loggableError(original) }, 'unexpected error');
      return {
        ...formatted,
        message: 'Internal server error.',
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      };
    }
    return formatted;
  };
}
