import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerValidationErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { loggableError } from '../platform/errors/loggable-error.ts';
import { withoutSuggestion } from '../platform/errors/suggestions.ts';
import type { Log } from '../platform/process/logging/logging.ts';
import type { RouterContext } from './context.ts';

/** Apollo Server's own words are for whoever calls its constructor. */
const INTROSPECTION_OFF =
  'Introspection is off here; whoever runs this router has its schema, or sets EXPLORER.';

/**
 * The last edge before the client. Errors of subgraphs, and of GraphQL itself, have been made for clients; anything
 * else is replaced, and logged by the plugin below.
 */
export function formatRouterError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (formatted.extensions?.validationErrorCode === ApolloServerValidationErrorCode.INTROSPECTION_DISABLED)
    return { ...formatted, message: INTROSPECTION_OFF };
  if (unexpectedCause(error) === null) {
    return isBadRequest(error)
      ? { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_REQUEST' } }
      : formatted;
  }
  return { ...formatted, message: 'Internal server error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

/**
 * As `formatRouterError`, without names of the schema that an error proposes, whoever made it: validation, the check of
 * variables, or a subgraph.
 */
export function formatErrorWithoutSuggestions(
  given: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  return withoutSuggestion(formatRouterError(given, error));
}

/** Logs every error that `formatRouterError` replaces, with the request that it happened in. */
export function unexpectedErrorsPlugin(log: Log): ApolloServerPlugin<RouterContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors, contextValue }) {
          // One cause may have left many places empty, each with its error.
          for (const cause of new Set(errors.map(unexpectedCause))) {
            if (cause === null) continue;
            log.error({ requestId: contextValue.requestId, error: loggableError(cause) }, 'unexpected error');
          }
          return Promise.resolve();
        },
      }),
  };
}

/** Apollo Server gives no code to what it refuses of persisted queries, which makes an internal error of it. */
function isBadRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions.code !== undefined) return false;
  const { http } = error.extensions;
  return typeof http === 'object' && http !== null && 'status' in http && http.status === 400;
}

/** What was thrown by code rather than made for a client; null for every other error. */
function unexpectedCause(error: unknown): Error | null {
  const { code = 'INTERNAL_SERVER_ERROR', serviceName } =
    error instanceof GraphQLError ? error.extensions : {};
  if (code !== 'INTERNAL_SERVER_ERROR' || serviceName !== undefined) return null;
  const cause = unwrapResolverError(error);
  if (cause instanceof GraphQLError) return cause.originalError ?? null;
  return cause instanceof Error ? cause : new Error('something was thrown that is no error');
}
