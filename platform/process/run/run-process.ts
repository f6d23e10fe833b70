import { once } from 'node:events';
import { OutcomeUnknown } from '../../errors/client-errors.ts';
import { databaseFailure } from '../../errors/database-failures.ts';
import { errorName, loggableError } from '../../errors/loggable-error.ts';
import { ConfigError } from '../ending/config-error.ts';
import { StartError } from '../ending/start-error.ts';
import { STOP_SIGNALS } from '../ending/stop-signals.ts';
import { keepCompiledCode } from './compiled-code.ts';
import { limitHeapGrowth } from './heap-growth.ts';

/** What runs until it is disposed of. */
export interface Running extends AsyncDisposable {
  /** How long disposing may take, milliseconds; by default 15 s. */
  readonly stopWithinMs?: number;
}

const STOP_DEADLINE_MS = 15_000;
/** What is starting has this long to undo what it has begun. */
const INTERRUPTION_DEADLINE_MS = 1_500;
const SAME_SIGNAL_MS = 1_000;

/**
 * Runs what `start` gives until SIGINT, SIGTERM or SIGHUP, then closes it and ends. Another signal after a second, or a close
 * that takes longer than it may, ends the process at once. A failed start prints what is wrong and exits with 1; one that a signal
 * interrupts is told so, and ends with it after 1.5 s at the latest. An error that nobody has caught ends it too, and is told without
 * what it says and has with it: Node would print the statement that a database refused, and what that quotes of its rows.
 */
export async function runProcess(start: (interrupted: AbortSignal) => Promise<Running>): Promise<void> {
  limitHeapGrowth();
  keepCompiledCode();
  const stopping = new AbortController();
  let deadline = { ms: INTERRUPTION_DEADLINE_MS, code: 130 };
  let firstAt: number | null = null;
  const onSignal = () => {
    // npm passes on the signal that a terminal or a process group has sent to us already.
    if (firstAt !== null && Date.now() - firstAt > SAME_SIGNAL_MS) process.exit(130);
    if (firstAt !== null) return;
    firstAt = Date.now();
    const { ms, code } = deadline;
    setTimeout(() => process.exit(code), ms);
    stopping.abort();
  };
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  process.on('uncaughtException', (error) => exitWith(unexpectedFailure(error)));
  let running: Running;
  try {
    running = await start(stopping.signal);
  } catch (error) {
    // Whatever it is that fails then, the signal is why.
    if (stopping.signal.aborted) process.exit(130);
    return exitWith(startFailure(error));
  }
  deadline = { ms: running.stopWithinMs ?? STOP_DEADLINE_MS, code: 1 };
  // A listening server keeps the process alive; a promise alone does not.
  if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
  try {
    await running[Symbol.asyncDispose]();
    process.exit(0);
  } catch (error) {
    return exitWith(startFailure(error));
  }
}

function exitWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Why a process could not start or stop, in words that say what to do. */
export function startFailure(error: unknown): string {
  if (error instanceof ConfigError) return error.problems.join('\n');
  if (!(error instanceof Error)) return String(error);
  // What a start writes it writes again, so that nobody has to look for what has become of it.
  if (error instanceof OutcomeUnknown) return startFailure(error.reason);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${error.port} is taken: stop what is listening there, or choose another port.`;
  }
  if (code === 'EACCES' && 'port' in error) {
    return `Port ${error.port} may not be opened by this user: choose one above 1023.`;
  }
  if (code === 'ER_ACCESS_DENIED_ERROR' || code === 'ER_DBACCESS_DENIED_ERROR') {
    return 'The database refused the user or password: check the credentials in the database URL.';
  }
  if (code === 'ER_BAD_DB_ERROR') {
    return 'The database server has no such schema: make it, or check the name in the database URL.';
  }
  if (code === 'ER_TABLEACCESS_DENIED_ERROR') {
    return 'The user in the database URL may not change tables: grant it every right on its schema, and on nothing else.';
  }
  if (code === 'ER_SECURE_TRANSPORT_REQUIRED') {
    return 'The database takes connections with TLS only: give the authority of its certificate, or tls=required in the database URL.';
  }
  if (code === 'ER_BINLOG_STMT_MODE_AND_ROW_ENGINE') {
    return 'The database logs statements, which goes with no write of READ COMMITTED: set its binlog_format to ROW or MIXED, then start again.';
  }
  if (code === 'ER_RECORD_FILE_FULL' || code === 'ER_DISK_FULL' || code === 'ER_ERROR_ON_WRITE') {
    return 'The database has no space left on its disk: make some, then start again.';
  }
  if ('syscall' in error && 'path' in error) {
    if (code === 'ENOSPC' || code === 'EDQUOT') return `There is no space left for ${error.path}.`;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      return `${error.path} may not be read or written by this user (${code}): check whose it is, and that it is not mounted read only.`;
    }
  }
  if (code === 'ER_LOCK_WAIT_TIMEOUT') {
    return 'Another transaction in the database holds what a migration needs: let it end, or end it, and start again.';
  }
  if (code === 'STATEMENT_TIMEOUT') {
    return 'The database has not answered a statement: see whether its disk is full or it has been stopped, then start again.';
  }
  const failure = databaseFailure(error);
  // Who answers can be reached.
  if (failure && 'sqlState' in error) {
    return `The database cannot be used now: ${failure.reason}. Start again when that is over.`;
  }
  if (failure) {
    return 'The database cannot be reached: check the host and port in the database URL and that the server is up.';
  }
  // An error made for people says all in its message; the stack of any other helps whoever mends it.
  if (error instanceof StartError) return error.message;
  return 'sqlState' in error ? refusedStatement(error) : (error.stack ?? error.message);
}

function unexpectedFailure(error: unknown): string {
  return `An error that nobody has caught ended this process: ${errorName(error)}\n${loggableError(error).stack ?? ''}`;
}

/** Without what the server says, which may quote rows of people. */
function refusedStatement(error: Error): string {
  const { code, errno, stack } = loggableError(error);
  const where = 'migration' in error ? ` of the migration ${error.migration}` : '';
  return `The database refused a statement${where}: ${code} (${errno}). The server's own message is not shown, as it may quote rows.\n${stack}`;
}
