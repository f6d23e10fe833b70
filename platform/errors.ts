import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Something a client can act on; its message and code reach the client as they are. */
export class ExpectedError extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...extensions } });
    this.name = 'ExpectedError';
  }
}

export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'DATABASE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** The client sent a value that can never work; the message says which and what would. */
export function badUserInput(message: string, extensions: Record<string, unknown> = {}): ExpectedError {
  return new ExpectedError('BAD_USER_INPUT', message, extensions);
}

/** The identity is known and may not do this. */
export function forbidden(message: string, extensions: Record<string, unknown> = {}): ExpectedError {
  return new ExpectedError('FORBIDDEN', message, extensions);
}

const PASSING_FAILURES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'POOL_CLOSED',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  'ER_LOCK_WAIT_TIMEOUT',
]);

/** Whether the database cannot be reached, or is too busy, now, so that the same call may work later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error) return typeof error.code === 'string' && PASSING_FAILURES.has(error.code);
  // mysql2 says so, without a code, of a connection that was lost before the statement was sent.
  return 'fatal' in error && error.fatal === true;
}

/** What of an error may stand in a log. */
export interface LoggableError {
  name: string;
  code?: string;
  errno?: number;
  message?: string;
  stack?: string;
}

const MESSAGES_WITHOUT_DATA = new Set(['TypeError', 'RangeError', 'ReferenceError', 'AggregateError']);

/**
 * An error without the values it was about. Messages of SQL errors quote rows (`Duplicate entry 'ana@...'`),
 * so a message is kept only for the engine's own error types, and a stack without its first line, the message.
 */
export function loggableError(error: unknown): LoggableError {
  if (!(error instanceof Error)) return { name: typeof error };
  const described: LoggableError = { name: error.name };
  if ('code' in error && typeof error.code === 'string') described.code = error.code;
  if ('errno' in error && typeof error.errno === 'number') described.errno = error.errno;
  if (MESSAGES_WITHOUT_DATA.has(error.name)) described.message = error.message;
  if (error.stack) {
    described.stack = error.stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .join('\n');
  }
  return described;
}

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
