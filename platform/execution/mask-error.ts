import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ExpectedError, OutcomeUnknown } from '../errors/client-errors.ts';
import { isDatabaseUnavailable } from '../errors/database-failures.ts';

/**
 * The edge where unknown errors end: an expected error passes, anything else is reported to `onUnexpected`
 * and replaced by a message without detail. Keeps path and locations.
 */
export function maskError(
  error: GraphQLError,
  onUnexpected: (original: unknown) => void,
): GraphQLFormattedError {
  const original = error.originalError;
  if (original instanceof ExpectedError) {
    if (original instanceof OutcomeUnknown) onUnexpected(original.reason);
    return formatted(error, original.message, original.extensions);
  }
  if (!error.path && original) {
    // Thrown by a scalar that was given a variable, before any resolver ran.
    const reason = original instanceof GraphQLError ? `; ${original.message}` : '.';
    return formatted(error, error.message.replace(/\.$/, reason), { code: 'BAD_USER_INPUT' });
  }
  if (!original) {
    // Made by the executor itself (a variable of the wrong type, a value that fits no type), not thrown by a resolver.
    const code = error.extensions?.code ?? (error.path ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT');
    if (code !== 'INTERNAL_SERVER_ERROR')
      return formatted(error, error.message, { ...error.extensions, code });
    onUnexpected(error);
    return formatted(error, 'Internal server error.', { code });
  }
  onUnexpected(original);
  if (isDatabaseUnavailable(original)) {
    return formatted(error, 'The database of this domain is unavailable; try again later.', {
      code: 'DATABASE_UNAVAILABLE',
      retryable: true,
    });
  }
  return formatted(error, 'Internal server error.', { code: 'INTERNAL_SERVER_ERROR' });
}

function formatted(
  error: GraphQLError,
  message: string,
  extensions: Record<string, unknown>,
): GraphQLFormattedError {
  return {
    message,
    ...(error.locations ? { locations: error.locations } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions,
  };
}
