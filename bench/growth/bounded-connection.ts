import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';

/** One connection of a benchmark, whose statements each have a time to be answered in. */
export interface BoundedConnection extends AsyncDisposable {
  /** The rows of an answer; none for a change. Throws when it does not come in time, which ends the connection. */
  query(sql: string, values?: readonly (string | number)[]): Promise<RowDataPacket[]>;
}

const CONNECT_MS = 10_000;
const END_MS = 5_000;

/**
 * Connects to a server that a benchmark has for itself.
 *
 * @param timeoutMs that a statement may take
 */
export async function connectBounded(uri: string, timeoutMs: number): Promise<BoundedConnection> {
  const connection = await createConnection({ uri, multipleStatements: false, connectTimeout: CONNECT_MS });
  let late: Error | null = null;
  return {
    async query(sql, values = []) {
      if (late) throw late;
      try {
        const [rows] = await connection.query<RowDataPacket[]>({
          sql,
          values: [...values],
          timeout: timeoutMs,
        });
        return rows;
      } catch (error) {
        if (!isLate(error)) throw error;
        late = new Error(
          `the database has not answered within ${timeoutMs / 1_000} s: see what keeps it, and run the benchmark again`,
          { cause: error },
        );
        connection.destroy();
        throw late;
      }
    },
    async [Symbol.asyncDispose]() {
      if (!late) await ended(connection);
    },
  };
}

/** A server that is stuck does not take its leave either. */
async function ended(connection: Connection): Promise<void> {
  const timer = setTimeout(() => connection.destroy(), END_MS);
  try {
    await connection.end();
  } catch {
    // It is gone, which is what was asked for.
  } finally {
    clearTimeout(timer);
  }
}

function isLate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'PROTOCOL_SEQUENCE_TIMEOUT';
}
