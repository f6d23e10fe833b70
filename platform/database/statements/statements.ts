import type { ReadBounds } from './reading-request.ts';

/** Values that may be bound. */
export type SqlParam = string | number | Date | null;

/** Runs prepared statements, each on whichever connection is free, or all on that of one transaction. */
export interface Statements {
  /**
   * Runs one statement that reads. BIGINT and DECIMAL arrive as strings, DATETIME as Date, DATE as string. So does what
   * the server computes: a truth value is '0' or '1', whether its type is INT (MariaDB) or BIGINT (MySQL).
   *
   * @param bounds outside transactions: until when the rows are waited for, after which it throws DeadlineExceeded and the
   *   server is told to stop; and whether a replica may be asked
   */
  read<Row>(sql: string, params: readonly SqlParam[], bounds?: ReadBounds | null): Promise<Row[]>;
  /** Runs one statement that writes. */
  write(sql: string, params: readonly SqlParam[]): Promise<Written>;
}

/** What a statement that writes has done. */
export interface Written {
  affectedRows: number;
  /** The AUTO_INCREMENT id that an INSERT was given. */
  insertId: string;
}
