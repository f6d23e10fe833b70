/**
 * What helps against a failure that passes:
 * - `run again`: the server has rolled the transaction back; the same one may succeed now, on the same connection
 * - `another connection`: this one is lost, or its server does not take writes any more; a new one may reach one that does
 * - `wait`: the server, or the way to it, is down or has no room; trying again at once would only add to that
 */
export type Remedy = 'run again' | 'another connection' | 'wait';

/** Why a failure passes. */
export interface DatabaseFailure {
  remedy: Remedy;
  reason: string;
}

const again = (reason: string): DatabaseFailure => ({ remedy: 'run again', reason });
const elsewhere = (reason: string): DatabaseFailure => ({ remedy: 'another connection', reason });
const wait = (reason: string): DatabaseFailure => ({ remedy: 'wait', reason });

/**
 * What servers say, by number: names differ between MySQL and MariaDB.
 * https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html, https://mariadb.com/kb/en/mariadb-error-codes/
 */
const BY_NUMBER: ReadonlyMap<number, DatabaseFailure> = new Map([
  [1020, again('a row has changed since this transaction read it')],
  [1180, again('the transaction could not be certified when it committed')],
  [1205, again('another transaction holds a lock for too long')],
  [1213, again('deadlock, here or with a transaction of another node')],
  [1412, again('a table has changed since this transaction began')],
  [1689, again('a change of the table broke off the wait for a lock')],
  [3101, again('another node of the group has changed the same rows')],
  // TiDB's own: https://docs.pingcap.com/tidb/stable/error-codes
  [8002, again('another transaction has changed rows that this one had locked')],
  [8005, again('another transaction has changed the same rows')],
  [8022, again('the commit failed and was rolled back')],
  [9007, again('another transaction has changed the same rows')],

  [1036, elsewhere('the server opens its tables for reading only')],
  [1047, elsewhere('the node is not part of the primary component')],
  [1053, elsewhere('the server is shutting down')],
  [1080, elsewhere('the server has ended the connection')],
  [1152, elsewhere('the server has given the connection up')],
  [1158, elsewhere('the server could not read from the connection')],
  [1159, elsewhere('the server has waited in vain for the rest of a statement')],
  [1160, elsewhere('the server could not write to the connection')],
  [1161, elsewhere('the server could not send its answer in time')],
  [1184, elsewhere('the server has given the connection up')],
  [1290, elsewhere('the server is read only, as after a switch of the primary')],
  [1461, elsewhere('the server keeps no more statements prepared; those of a connection go with it')],
  [1615, elsewhere('a prepared statement no longer fits its tables')],
  [1792, elsewhere('the session is read only')],
  [1836, elsewhere('the server is read only')],
  [1874, elsewhere('the server is read only')],
  [1881, elsewhere('the server was started to be rescued, and takes no writes')],
  [1927, elsewhere('the connection was killed')],
  // What clients say themselves of a server that has gone, proxies pass on as its answer.
  [2006, elsewhere('a proxy has lost the server')],
  [2013, elsewhere('a proxy has lost the server with the statement under way')],
  [3032, elsewhere('the server is in offline mode')],
  [3100, elsewhere('the node has left its group')],
  [3168, elsewhere('the server is not available')],
  [3796, elsewhere('the node is not a part of its group now')],
  [3797, elsewhere('the node has given up waiting for what others of its group have committed')],
  [3798, elsewhere('the node has given up waiting for what others of its group are committing')],
  [4031, elsewhere('the server has ended a connection that was idle for too long')],
  [6400, elsewhere('the server is in offline mode, as after it was put out of its group')],
  [6401, elsewhere('the server is in offline mode')],

  // Those up to 50 are of the files of servers, temporary ones mostly.
  [3, wait('the server cannot write a file, mostly because the disk is full')],
  [5, wait('the server is out of memory')],
  [20, wait('the disk of the server is full')],
  [23, wait('the server has no file descriptor left')],
  [41, wait('the server has no room for more temporary tables')],
  [1021, wait('the disk of the server is full')],
  [1026, wait('the server cannot write a file, mostly because the disk is full')],
  [1028, wait('sorting was broken off')],
  [1037, wait('the server is out of memory')],
  [1038, wait('the server is out of memory for sorting')],
  [1040, wait('the server takes no more connections')],
  [1041, wait('the server is out of memory')],
  [1114, wait('a table is full, mostly because the disk is')],
  [1129, wait('the server refuses this host after many failed connections')],
  [1135, wait('the server cannot start a thread')],
  [1203, wait('the user has too many connections')],
  [1206, wait('the server has no room for more locks')],
  [1226, wait('the user has used up what it may use')],
  [1317, wait('somebody has killed the statement')],
  [1637, wait('the server has too many transactions')],
  [1969, wait('the statement took too long')],
  [3024, wait('the statement took too long')],
  // ProxySQL, and TiDB, which have numbers of their own: https://docs.pingcap.com/tidb/stable/error-codes
  [9001, wait('what stands before the server, or places its data, does not reach it')],
  [9002, wait('a store does not answer')],
  [9003, wait('a store is too busy')],
  [9005, wait('a part of the data is not available')],
]);

/** Numbers that say what it is only in their text, and what that text has then. */
const BY_TEXT: ReadonlyMap<number, readonly [RegExp, DatabaseFailure]> = new Map([
  [1004, [/\b(?:28|122)\b/, wait('the server has no room for a file')]],
  [1016, [/\b(?:23|24)\b/, wait('the server has no file descriptor left')]],
  [1030, [/\b(?:28|122)\b/, wait('the disk of the server is full')]],
  // A temporary table of a statement, of which a part did not fit on the disk.
  [1034, [/#sql/, wait('the server has no room for a temporary table')]],
]);

/** What the driver, the system and the pool say. */
const BY_CODE: ReadonlyMap<string, DatabaseFailure> = new Map([
  ['ECONNABORTED', elsewhere('the connection was broken off')],
  ['ECONNRESET', elsewhere('the connection was reset')],
  ['EPIPE', elsewhere('the connection was closed by the other side')],
  ['ETIMEDOUT', elsewhere('the other side does not answer')],
  ['PROTOCOL_CONNECTION_LOST', elsewhere('the server has closed the connection')],
  ['PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR', elsewhere('the connection is lost')],
  ['STATEMENT_TIMEOUT', elsewhere('no answer to a statement in time')],
  ['CONNECTION_GIVEN_UP', elsewhere('the connection was ended with statements under way')],
  ['NOT_CONNECTED', elsewhere('the connection was lost before it could be used')],

  ['TRANSACTION_LOST', again('the server has rolled back without a word')],

  ['EADDRNOTAVAIL', wait('this machine has no port left to connect from')],
  ['EAI_AGAIN', wait('names cannot be resolved now')],
  ['ECONNREFUSED', wait('nothing listens there')],
  ['EHOSTDOWN', wait('the host is down')],
  ['EHOSTUNREACH', wait('there is no way to the host')],
  ['EMFILE', wait('this process has no file descriptor left')],
  ['ENETDOWN', wait('the network is down')],
  ['ENETUNREACH', wait('there is no way to the network')],
  ['ENFILE', wait('this machine has no file descriptor left')],
  ['ENOENT', wait('the socket is not there')],
  ['ENOTFOUND', wait('the name of the host is not known')],
  ['POOL_CLOSED', wait('this process is stopping')],
  ['POOL_TIMEOUT', wait('no connection became free in time')],
  ['POOL_QUEUE_FULL', wait('too many wait for a connection')],
]);

/** mysql2 says without a code that a connection was lost before the statement was sent. */
const NOT_SENT = elsewhere('the connection was lost before');

/** What helps against an error of the database, and why; null for one that does not pass. */
export function databaseFailure(error: unknown): DatabaseFailure | null {
  if (!(error instanceof Error)) return null;
  const number = serverErrorNumber(error);
  if (number !== null) return BY_NUMBER.get(number) ?? byText(number, error.message);
  if ('code' in error && typeof error.code === 'string') return BY_CODE.get(error.code) ?? null;
  return isNotSent(error) ? NOT_SENT : null;
}

function byText(number: number, message: string): DatabaseFailure | null {
  const [text, failure] = BY_TEXT.get(number) ?? [];
  return text && failure && text.test(message) ? failure : null;
}

/** Whether the database cannot be reached, or is too busy, now, so that the same call may work later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return databaseFailure(error) !== null;
}

/** Whether a statement, or a connection, was waited for until the time was up. */
export function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && TIMEOUTS.has(error.code);
}

const TIMEOUTS: ReadonlySet<unknown> = new Set(['STATEMENT_TIMEOUT', 'POOL_TIMEOUT', 'ETIMEDOUT']);

/** The number of an error that a server has answered with; null for an error of the driver or the system. */
function serverErrorNumber(error: Error): number | null {
  // The system's own numbers are negative.
  return 'errno' in error && typeof error.errno === 'number' && error.errno > 0 ? error.errno : null;
}

/** Whether an error is of the time before a statement was sent. */
function isNotSent(error: Error): boolean {
  if ('code' in error && error.code === 'NOT_CONNECTED') return true;
  return 'fatal' in error && error.fatal === true && !('code' in error && error.code !== undefined);
}

/** What a server says that takes no writes, or is leaving: another one may be the primary now. */
const NO_PRIMARY: ReadonlySet<number> = new Set([
  1036, 1047, 1053, 1290, 1792, 1836, 1874, 3032, 3100, 6400, 6401,
]);

/** Whether a server has said that it is not, or will not stay, the one that takes writes. */
export function isNoPrimary(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const number = serverErrorNumber(error);
  return number !== null && NO_PRIMARY.has(number);
}

/** Failures to connect after which another server may still be reached; not those of this machine, or of a full server. */
const UNREACHABLE: ReadonlySet<unknown> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
]);

/** Whether an address leads to no server, or to one that is leaving. */
export function isUnreachable(error: Error): boolean {
  if (serverErrorNumber(error) !== null) return isNoPrimary(error);
  return 'code' in error && UNREACHABLE.has(error.code);
}

/** Whether a statement was sent and nobody knows what became of it. */
export function isUnanswered(error: unknown): boolean {
  if (databaseFailure(error)?.remedy !== 'another connection' || !(error instanceof Error)) return false;
  const number = serverErrorNumber(error);
  return number === null ? !isNotSent(error) : OF_PROXIES.has(number);
}

/** The server itself has answered nothing then. */
const OF_PROXIES: ReadonlySet<number> = new Set([2006, 2013]);

/** Numbers of errors after which a transaction that was being committed is certainly rolled back. */
const COMMIT_REFUSED: ReadonlySet<number> = new Set([
  1020, 1205, 1213, 1290, 1792, 1836, 3101, 8002, 8005, 8022, 9007,
]);
/** The error of a commit that another node's transaction has beaten; with other texts the number says nothing certain. */
const ERROR_DURING_COMMIT = 1180;
const BEATEN = /Got error 149\b/;

/** Whether a COMMIT that failed with this error has certainly written nothing. */
export function isCommitRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const number = serverErrorNumber(error);
  if (number === null) return isNotSent(error);
  if (number === ERROR_DURING_COMMIT) return BEATEN.test(error.message);
  return COMMIT_REFUSED.has(number);
}
