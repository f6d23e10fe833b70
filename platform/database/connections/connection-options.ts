import { isIP } from 'node:net';
import type { SslOptions } from 'mysql2';
import { StartError } from '../../process/ending/start-error.ts';

/** Waiting for another transaction's lock ends before the router gives up on the subgraph: its client hears why. */
const LOCK_WAIT_SECONDS = 5;
/**
 * Servers sort by the first 1024 bytes of a text's weights unless told otherwise, and compare all of them: a page that
 * begins after a long name would leave rows out. A name of 160 characters has at most 16 bytes for each.
 */
const MAX_SORT_KEY_BYTES = 4_096;
/** A server ends a statement itself a little before this side stops waiting, so that the connection is kept. */
const SERVER_SHARE = 0.875;
/** Longer than a transaction waits for another domain. MySQL knows no such limit. */
const IDLE_TRANSACTION_SECONDS = 20;
/** A server ends an idle connection so much later than this side would. */
const IDLE_SPARE_SECONDS = 60;
/**
 * MySQL's own default, strict for every table: under other modes texts stand between other quotes, a backslash is a letter, an
 * empty text is NULL, or a column is assigned from what another one was before.
 */
const SQL_MODE =
  'ONLY_FULL_GROUP_BY,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
/** Beyond this a statement is a migration's, which only this side limits. */
const LONGEST_LIMITED_MS = 60_000;

export const SESSION_OPTIONS = {
  charset: 'utf8mb4_unicode_ci',
  timezone: 'Z',
  dateStrings: ['DATE' as const],
  // A BIGINT arrives as a number where that is exact and else as a string; `statementResult` makes one thing of them.
  supportBigNumbers: true,
};

/** Where one address leads, and as whom. Each has the same keys, so that those of one can take the place of another's. */
export interface AddressOptions {
  socketPath: string | undefined;
  host: string | undefined;
  port: number | undefined;
  user: string;
  password: string;
  database: string;
  ssl: SslOptions | undefined;
}

/** Reads one address. Throws StartError for one whose certificate could not be checked. */
export function addressOptions(address: string, ca: string | null): AddressOptions {
  const parsed = new URL(address);
  const socketPath = parsed.searchParams.get('socket');
  const usesTls = ca !== null || parsed.searchParams.get('tls') === 'required';
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  // mysql2 would look for the name "localhost" in the certificate of a numeric address.
  if (usesTls && isIP(host) !== 0) {
    throw new StartError(
      `With TLS, name the host of the database in its URL: its certificate is checked by name, and ${host} is a number.`,
    );
  }
  return {
    socketPath: socketPath || undefined,
    host: socketPath ? undefined : host,
    port: socketPath ? undefined : Number(parsed.port || 3306),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: parsed.pathname.slice(1),
    // Without looking at the name, the certificate of any other server would do.
    ssl: usesTls ? { rejectUnauthorized: true, verifyIdentity: true, ...(ca ? { ca } : {}) } : undefined,
  };
}

/**
 * The statements after which a connection understands and answers as any other does, whatever an administrator has set on the server for those
 * who set nothing.
 */
export const PLAIN_SESSION: readonly string[] = [
  // A server may be told not to believe what a client says of its characters when it connects.
  'SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci',
  `SET SESSION time_zone = '+00:00', SESSION sql_mode = '${SQL_MODE}'`,
  // What a write outside transactions has done would else be lost with its connection, what follows a COMMIT be in another
  // transaction, statements over a whole table or of a long join be refused, long results be cut off without a word, and a
  // value that a unique key has already perhaps be taken. Which key that is stands in a message, which is read in one language.
  `SET SESSION autocommit = 1, SESSION completion_type = 0, SESSION sql_safe_updates = 0, SESSION sql_big_selects = 1,
     SESSION unique_checks = 1, SESSION sql_select_limit = 18446744073709551615, SESSION lc_messages = 'en_US'`,
];

/**
 * The statements that set up a new connection: stores and migrations rely on them, whatever the server's own defaults
 * are.
 */
export function sessionStatements(statementTimeoutMs: number, maxAgeMs: number): string[] {
  const limitMs = statementTimeoutMs > LONGEST_LIMITED_MS ? 0 : Math.floor(statementTimeoutMs * SERVER_SHARE);
  return [
    ...PLAIN_SESSION,
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
    // Statements are written for one index each. Walking an index for an estimate, once for every key and candidate
    // index, would take up to half the time of a short one and change nothing. The comments are read by MySQL alone,
    // which limits statements that read, and by MariaDB alone, which limits all.
    `SET SESSION eq_range_index_dive_limit = 1, SESSION innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS},
       SESSION max_sort_length = ${MAX_SORT_KEY_BYTES}
       /*!50708 , SESSION max_execution_time = ${limitMs} */
       /*M! , SESSION max_statement_time = ${limitMs / 1_000} */`,
    // The other end of a connection that this side has given up, or never closed, would hold its locks for eight hours.
    ...(Number.isFinite(maxAgeMs)
      ? [
          `SET SESSION wait_timeout = ${Math.ceil(maxAgeMs / 1_000) + IDLE_SPARE_SECONDS}
             /*M! , SESSION idle_transaction_timeout = ${IDLE_TRANSACTION_SECONDS} */`,
        ]
      : []),
  ];
}
