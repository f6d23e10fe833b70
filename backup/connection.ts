import { createConnection, type FieldPacket, type QueryOptions, type RowDataPacket } from 'mysql2';
import { addressOptions } from '../platform/database/connection-options.ts';
import { databaseAddresses } from '../platform/process/database-addresses.ts';
import { StartError } from '../platform/process/start-error.ts';

type RawConnection = ReturnType<typeof createConnection>;

/** One connection to a schema, with the text protocol and no limits of time: dumping and loading take what they take. */
export class SchemaConnection implements AsyncDisposable {
  readonly raw: RawConnection;
  readonly schema: string;
  readonly server: Server;

  constructor(raw: RawConnection, schema: string, server: Server) {
    this.raw = raw;
    this.schema = schema;
    this.server = server;
  }

  /** All rows of a short answer, BIGINT and DECIMAL as text. */
  rows<Row>(sql: string, values: readonly (string | number)[] = []): Promise<Row[]> {
    return query(this.raw, { sql, values: [...values] }) as Promise<Row[]>;
  }

  async run(sql: string): Promise<void> {
    await query(this.raw, { sql });
  }

  /** Ends the connection at once; what it has not committed is rolled back. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.raw.destroy();
  }
}

export interface Server {
  flavour: 'MariaDB' | 'MySQL';
  version: string;
}

export interface SchemaAddress {
  url: string;
  ca: string | null;
  /** In place of the user that the URL names. */
  reader?: { user: string; password: string } | null;
}

const CONNECT_MS = 10_000;

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
      const [row] = await connection.rows<{ readOnly: string }>('SELECT @@global.read_only AS readOnly');
      if (row?.readOnly === '0') {
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

async function connectToOne(url: string, { ca, reader }: SchemaAddress): Promise<SchemaConnection> {
  const raw = createConnection({
    ...addressOptions(url, ca),
    ...(reader ?? {}),
    charset: 'utf8mb4_unicode_ci',
    connectTimeout: CONNECT_MS,
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
    return new SchemaConnection(raw, addressOptions(url, ca).database, { flavour, version });
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
