import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { createConnection, type FieldPacket, type QueryOptions, type RowDataPacket } from 'mysql2';
import { addressOptions, PLAIN_SESSION } from '../../platform/database/connections/connection-options.ts';
import { healthOf, SHOW_ROLE } from '../../platform/database/connections/database-health.ts';
import { failedAfter } from '../../platform/process/deadlines/settled-within.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';

type RawConnection = ReturnType<typeof createConnection>;

/** For how long a server may say nothing. */
export const SILENCE_MS = 60_000;
/** A statement may take so long where another connection sees the server at it, and so long where it sees another server. */
const LONGEST_MS = { seen: 6 * 60 * 60_000, elsewhere: 30 * 60_000 };

/**
 * One connection to a schema, with the text protocol. How long a dump takes is not limited, only for how long the server is
 * silent meanwhile. A statement that gives its answer at its end, such as one that counts, may take longer where another
 * connection sees that the server is at it.
 */
export class SchemaConnection implements AsyncDisposable {
  readonly raw: RawConnection;
  readonly schema: string;
  readonly server: Server;
  /** Whether the server takes no writes. */
  readonly isReadOnly: boolean;
  readonly #place: Place;
  #failure: Error | null = null;
  /** What waits for the server, and is told when nothing comes any more. */
  readonly #waiting = new Set<(error: Error) => void>();

  constructor(
    raw: RawConnection,
    schema: string,
    { isReadOnly, ...server }: Server & { isReadOnly: boolean },
    place: Place,
  ) {
    this.raw = raw;
    this.schema = schema;
    this.server = server;
    this.isReadOnly = isReadOnly;
    this.#place = place;
    raw.on('error', (error) => this.fail(error));
  }

  /** Ends the connection, and what waits for it, with an error. */
  fail(error: Error): void {
    this.#failure ??= error;
    closeAtOnce(this.raw);
    for (const tell of [...this.#waiting]) tell(error);
  }

  /** All rows of a short answer, BIGINT and DECIMAL as text. */
  rows<Row>(sql: string, values: readonly (string | number)[] = []): Promise<Row[]> {
    return this.#query({ sql, values: [...values] }) as Promise<Row[]>;
  }

  async run(sql: string): Promise<void> {
    await this.#query({ sql });
  }

  /** The rows of an answer of any length, each value as bytes or null. */
  async *stream(sql: string): AsyncGenerator<(Buffer | null)[]> {
    let lost = this.#failure;
    let rows: Readable | null = null;
    const onLoss = (error: Error) => {
      lost = error;
      rows?.destroy(error);
    };
    this.#waiting.add(onLoss);
    const silence = this.#watchSilence('rows');
    try {
      if (lost !== null) throw lost;
      rows = this.raw.query({ sql, rowsAsArray: true, typeCast: (field) => field.buffer() }).stream();
      if (lost !== null) throw lost;
      // The library does not type rows; `typeCast` makes each value bytes or null.
      for await (const row of rows as AsyncIterable<(Buffer | null)[]>) {
        silence.pause();
        yield row;
        silence.heard();
      }
    } finally {
      silence.end();
      this.#waiting.delete(onLoss);
    }
  }

  async #query(options: QueryOptions): Promise<RowDataPacket[]> {
    if (this.#failure) throw this.#failure;
    const silence = this.#watchSilence('one answer');
    let onLoss: (error: Error) => void = () => {};
    const lost = new Promise<never>((_resolve, reject) => {
      onLoss = reject;
    });
    this.#waiting.add(onLoss);
    try {
      return await Promise.race([query(this.raw, options), lost]);
    } finally {
      silence.end();
      this.#waiting.delete(onLoss);
    }
  }

  /** Fails the connection when nothing is heard for too long: of rows that come one after the other, or of a statement's one answer. */
  #watchSilence(of: 'rows' | 'one answer'): { heard(): void; pause(): void; end(): void } {
    const { silenceMs } = this.#place;
    const began = performance.now();
    let since: number | null = began;
    let isLooking = false;
    const look = async () => {
      const found = of === 'rows' ? 'not at it' : await lookFor(this.#place);
      const longest = found === 'not at it' ? 0 : LONGEST_MS[found];
      if (since !== null && performance.now() - began > longest)
        this.fail(
          new StartError(`The server of ${this.schema} has said nothing for ${silenceMs / 1_000} s.`),
        );
      else if (since !== null) since = performance.now();
      isLooking = false;
    };
    const timer = setInterval(
      () => {
        if (isLooking || since === null || performance.now() - since <= silenceMs) return;
        isLooking = true;
        void look();
      },
      Math.min(silenceMs / 4, 1_000),
    );
    return {
      heard: () => {
        since = performance.now();
      },
      pause: () => {
        since = null;
      },
      end: () => {
        since = null;
        clearInterval(timer);
      },
    };
  }

  /** Ends the connection at once; what it has not committed is rolled back. */
  async [Symbol.asyncDispose](): Promise<void> {
    closeAtOnce(this.raw);
  }
}

/** Which database server answers. */
export interface Server {
  flavour: 'MariaDB' | 'MySQL';
  version: string;
}

/** Where a schema is, and as whom it is read. */
export interface SchemaAddress {
  url: string;
  ca: string | null;
  /** In place of the user that the URL names. */
  reader?: { user: string; password: string } | null;
  /** For how long the server may say nothing while it is waited for; by default `SILENCE_MS`. */
  silenceMs?: number;
}

/** Where a connection leads, so that another one can look for it there. */
interface Place {
  options: ReturnType<typeof optionsOf>;
  /** By which the server knows the connection. */
  id: string;
  /** Which server it is: a balancer may lead another connection to another one. */
  server: string;
  silenceMs: number;
}

const CONNECT_MS = 10_000;
/** A connection that is idle for so long is asked whether the other side is still there. */
const KEEP_ALIVE_MS = 30_000;

/** Connects to one of the addresses of a schema. Throws what the system or the server says of one that is not reached. */
export async function connectToOne(
  url: string,
  address: Omit<SchemaAddress, 'url'>,
): Promise<SchemaConnection> {
  const options = optionsOf(url, address);
  const raw = openRaw(options);
  try {
    return await inTime(CONNECT_MS, introduced(raw, options, address.silenceMs ?? SILENCE_MS));
  } catch (error) {
    closeAtOnce(raw);
    throw error;
  }
}

/** How long a server waits for this side: a connection waits while other domains are read or loaded, and rows for a disk that is slow. */
const PATIENCE_SECONDS = 24 * 60 * 60;

/**
 * Limits that a server has for everybody are for requests, and would end a long dump or restore in the middle; the comments are read by
 * MySQL alone, and by MariaDB alone.
 */
const SESSION = `SET SESSION sql_quote_show_create = 1, SESSION wait_timeout = ${PATIENCE_SECONDS},
    SESSION net_read_timeout = ${PATIENCE_SECONDS}, SESSION net_write_timeout = ${PATIENCE_SECONDS}
    /*!50708 , SESSION max_execution_time = 0 */
    /*M! , SESSION max_statement_time = 0, SESSION idle_transaction_timeout = 0, SESSION idle_readonly_transaction_timeout = 0,
         SESSION idle_write_transaction_timeout = 0 */`;

const WHICH_SERVER = "CONCAT_WS(' ', @@hostname, @@port, @@datadir)";

async function introduced(
  raw: RawConnection,
  options: Place['options'],
  silenceMs: number,
): Promise<SchemaConnection> {
  // Each is a text.
  const [row] = (await query(raw, {
    sql: `SELECT VERSION() AS version, CONNECTION_ID() AS id, ${WHICH_SERVER} AS server`,
  })) as { version: string; id: string; server: string }[];
  if (!row) throw new Error('a server without a version');
  // What stores write and read over such connections a dump has to as well: otherwise rows are left out, or texts are others, without a word.
  for (const sql of [...PLAIN_SESSION, SESSION]) await query(raw, { sql });
  const { version, id, server } = row;
  const flavour = /mariadb/i.test(version) ? 'MariaDB' : 'MySQL';
  const role = await query(raw, { sql: SHOW_ROLE });
  const variables = new Map(role.map(({ Variable_name, Value }) => [Variable_name, Value]));
  const isReadOnly = healthOf(variables, new Map()) !== 'ready';
  return new SchemaConnection(
    raw,
    options.database,
    { flavour, version, isReadOnly },
    { options, id, server, silenceMs },
  );
}

/**
 * Looks over another connection whether a server works for one that is silent. That connection is to no schema, so that it does not
 * count as one that uses it.
 */
async function lookFor({
  options,
  id,
  server,
  silenceMs,
}: Place): Promise<'seen' | 'elsewhere' | 'not at it'> {
  const raw = openRaw({ ...options, database: undefined });
  const asked = query(raw, {
    sql: `SELECT ${WHICH_SERVER} AS server, COUNT(*) AS working
            FROM information_schema.processlist WHERE id = ? AND db = ? AND command <> 'Sleep'`,
    values: [id, options.database],
  });
  try {
    // Each is a text.
    const [row] = (await inTime(Math.min(CONNECT_MS, silenceMs), asked)) as {
      server: string;
      working: string;
    }[];
    if (row?.server !== server) return 'elsewhere';
    return row.working === '0' ? 'not at it' : 'seen';
  } catch {
    return 'not at it';
  } finally {
    closeAtOnce(raw);
  }
}

function optionsOf(url: string, { ca, reader }: Omit<SchemaAddress, 'url'>) {
  return { ...addressOptions(url, ca), ...(reader ?? {}) };
}

function openRaw(
  options: Omit<Place['options'], 'database'> & { database: string | undefined },
): RawConnection {
  const raw = createConnection({
    ...options,
    charset: 'utf8mb4_unicode_ci',
    connectTimeout: CONNECT_MS,
    enableKeepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
    typeCast: asText,
  });
  // Whoever waits for a statement hears of it; without a listener it would end the process.
  raw.on('error', () => {});
  return raw;
}

/** Its own `destroy` says goodbye to a server that may not listen, and the open socket would keep this process. */
function closeAtOnce(raw: RawConnection): void {
  // The library does not type it.
  const { stream } = raw as RawConnection & { stream: Socket };
  stream.destroy();
}

/** What a promise gives. Throws what a system says of a connection that is not made in time. */
async function inTime<Result>(ms: number, waiting: Promise<Result>): Promise<Result> {
  // What it says after that is heard by nobody.
  waiting.catch(() => {});
  return await failedAfter(ms, waiting, () =>
    Object.assign(new Error('the server does not answer'), { code: 'ETIMEDOUT' }),
  );
}

/** Each value as the server has written it. */
function asText(field: { buffer(): Buffer | null }): string | null {
  return field.buffer()?.toString('utf8') ?? null;
}

function query(raw: RawConnection, options: QueryOptions): Promise<RowDataPacket[]> {
  return new Promise((resolve, reject) => {
    raw.query<RowDataPacket[]>(options, (error: unknown, rows: RowDataPacket[], _fields: FieldPacket[]) => {
      if (error) reject(error);
      else resolve(rows);
    });
  });
}
