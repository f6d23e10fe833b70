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

/** What an error is called: its name and code, and its message where that quotes nothing. */
export function errorName(error: unknown): string {
  const { name, code, message } = loggableError(error);
  return [name, code, message].filter(Boolean).join(' ');
}
