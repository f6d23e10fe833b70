import type { Readable } from 'node:stream';
import { createConnection, type FieldPacket, type QueryOptions, type RowDataPacket } from 'mysql2';
import { addressOptions } from '../../platform/database/connections/connection-options.ts';
import { healthOf, SHOW_ROLE } from '../../platform/database/connections/database-health.ts';
import { databaseAddresses } from '../../platform/process/config/database-addresses.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';

type RawConnection = ReturnType<typeof createConnection>;

/**
 * One connection to a schema, with the text protocol. How long a dump takes is not limited, only for how long the server is
 * silent meanwhile, where the address says so; loading takes what it takes.
 */
export class SchemaConnection implements AsyncDisposable {
  readonly raw: RawConnection;
  readonly schema: string;
  readonly server: Server;
  readonly #silenceMs: number | null;
  #failure: Error | null = null;
  /** What waits for the server, and is told when nothing comes any more. */
  readonly #waiting = new Set<(error: Error) => void>();

  constructor(raw: RawConnection, schema: string, server: Server, silenceMs: number | null) {
    this.raw = raw;
    this.schema = schema;
    this.server = server;
    this.#silenceMs = silenceMs;
    raw.on('error', (error) => this.fail(error));
  }

  /** Ends the connection, and what waits for it, with an error. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.raw.destroy();
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
    const silence = this.#watchSilence();
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
    const silence = this.#watchSilence();
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

  /** Fails the connection when nothing is heard for too long. */
  #watchSilence(): { heard(): void; pause(): void; end(): void } {
    const limit = this.#silenceMs;
    if (limit === null) return { heard: () => {}, pause: () => {}, end: () => {} };
    let since: number | null = performance.now();
    const timer = setInterval(
      () => {
        if (since !== null && performance.now() - since > limit)
          this.fail(new StartError(`The server of ${this.schema} has said nothing for ${limit / 1_000} s.`));
      },
      Math.min(limit / 4, 1_000),
    );
    return {
      heard: () => {
        since = performance.now();
      },
      pause: () => {
        since = null;
      },
      end: () => clearInterval(timer),
    };
  }

  /** Ends the connection at once; what it has not committed is rolled back. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.raw.destroy();
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
  /** For how long the server may say nothing while it is waited for; by default for as long as it takes. */
  silenceMs?: number | null;
}

const CONNECT_MS = 10_000;
/** A connection that is idle for so long is asked whether the other side is still there. */
const KEEP_ALIVE_MS = 30_000;

/**
 * Connects to the first of the addresses that takes writes, else to the first that answers.
 *
 * @param forWriting throws StartError when none takes writes
 */
export async function connectTo(address: SchemaAddress, forWriting = false): Promise<SchemaConnection> {
  let readOnly: SchemaConnection | null = null;
  let failure: unknown = null;
  for (const url of databaseAddresses(address.url)) {
    try {
      const connection = await connectToOne(url, address);
      const role = await connection.rows<{ Variable_name: string; Value: string }>(SHOW_ROLE);
      const variables = new Map(role.map(({ Variable_name, Value }) => [Variable_name, Value]));
      if (healthOf(variables, new Map()) === 'ready') {
        await readOnly?.[Symbol.asyncDispose]();
        return connection;
      }
      if (readOnly === null) readOnly = connection;
      else await connection[Symbol.asyncDispose]();
    } catch (error) {
      failure ??= error;
    }
  }
  if (readOnly && !forWriting) return readOnly;
  await readOnly?.[Symbol.asyncDispose]();
  throw failure ?? new StartError('No server of that schema takes writes: name the primary in its URL.');
}

async function connectToOne(
  url: string,
  { ca, reader, silenceMs = null }: SchemaAddress,
): Promise<SchemaConnection> {
  const raw = createConnection({
    ...addressOptions(url, ca),
    ...(reader ?? {}),
    charset: 'utf8mb4_unicode_ci',
    connectTimeout: CONNECT_MS,
    enableKeepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
    typeCast: asText,
  });
  // Whoever waits for a statement hears of it; without a listener it would end the process.
  raw.on('error', () => {});
  try {
    const [row] = (await query(raw, { sql: 'SELECT VERSION() AS version' })) as { version: string }[];
    const version = row?.version ?? '';
    // Stores write and read instants in UTC whatever the server's zone is, and dumps have to as well.
    await query(raw, { sql: "SET SESSION time_zone = '+00:00'" });
    const flavour = /mariadb/i.test(version) ? 'MariaDB' : 'MySQL';
    return new SchemaConnection(raw, addressOptions(url, ca).database, { flavour, version }, silenceMs);
  } catch (error) {
    raw.destroy();
    throw error;
  }
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
