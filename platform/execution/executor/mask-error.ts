import { GraphQLError, type GraphQLFormattedError, isValueNode } from 'graphql';
import { ExpectedError, OutcomeUnknown } from '../../errors/client-errors.ts';
import { isDatabaseUnavailable } from '../../errors/database-failures.ts';

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
  if (isAboutInput(error)) {
    return formatted(error, error.message, { ...error.extensions, code: 'BAD_USER_INPUT' });
  }
  if (!original) {
    // Made by an executor, of a value that fits no type.
    onUnexpected(error);
    return formatted(error, 'Internal server error.', { code: 'INTERNAL_SERVER_ERROR' });
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

/**
 * Whether an executor made it of what the client sent: before any resolver ran, or of the value of an argument, which
 * it then points to. Errors of values that resolvers give point to fields.
 */
function isAboutInput({ path, originalError, nodes }: GraphQLError): boolean {
  if (!path) return true;
  const isArgumentError =
    originalError instanceof GraphQLError && !(originalError.path || originalError.originalError);
  return isArgumentError && nodes !== undefined && nodes.length > 0 && nodes.every(isValueNode);
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
