import { pino } from 'pino';
import { standardOutputLog } from './log-destination.ts';

/** A structured log: one JSON object a line. */
export type Log = pino.Logger;

/** The part of a log that tells of what went wrong; also one that leads to another thread's. */
export type TroubleLog = Readonly<Record<'warn' | 'error', (fields: object, message: string) => void>>;

export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';
export const LOG_LEVELS: readonly LogLevel[] = ['silent', 'error', 'warn', 'info', 'debug'];

/**
 * The log of one process. Lines are written off the request path in chunks and flushed at exit.
 * Headers, bodies and query strings are never handed to it: they hold credentials and personal data.
 *
 * @param ofLine what every line has beside what it says, such as the ids of its trace
 */
export function createLog(service: string, level: LogLevel, ofLine?: () => object): Log {
  return pino(
    {
      level,
      ...(ofLine ? { mixin: ofLine } : {}),
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    standardOutputLog(),
  );
}

/**
 * Apollo Server's own messages as lines of the log. What follows the first sentence or colon may quote a request, so it
 * is left out.
 */
export function apolloLogger(
  log: Log,
): Record<'debug' | 'info' | 'warn' | 'error', (message: unknown) => void> {
  const line = (level: 'debug' | 'info' | 'warn' | 'error') => (message: unknown) => {
    const text = message instanceof Error ? message.name : String(message);
    log[level]({ apollo: text.split(/[.:\n]/, 1)[0] }, 'Apollo Server');
  };
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}
