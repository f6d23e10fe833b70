import { LRUCache } from 'lru-cache';
import type { PoolConnection } from 'mysql2';

/** Statements kept prepared on each connection: there are some dozens of texts, most of them in a few sizes. */
export const MAX_PREPARED_STATEMENTS = 128;
/** Their characters together. A server keeps some 65 bytes for each, which is 250 MB for ten connections. */
const MAX_PREPARED_CHARACTERS = 384 * 1024;

/** The texts that one connection keeps prepared. */
export interface PreparedTexts {
  has(sql: string): boolean;
  /** Counts one as used, because it is about to be prepared; closes others to make room. */
  use(sql: string): void;
}

/**
 * Limits how much a connection keeps prepared: mysql2 counts statements, but one of a hundred branches takes as much
 * of the server's memory as a hundred others. Closes what was not used for longest. Texts of which one alone is too
 * long, or that start in the same turn on one connection, are bounded by their number only; stores have neither.
 */
export function limitPrepared(connection: PoolConnection): PreparedTexts {
  const texts = new LRUCache<string, true>({
    max: MAX_PREPARED_STATEMENTS,
    maxSize: MAX_PREPARED_CHARACTERS,
    sizeCalculation: (_, sql) => sql.length,
    dispose: (_, sql) => connection.unprepare(sql),
  });
  const execute = connection.execute.bind(connection) as (...parameters: unknown[]) => unknown;
  const use = (sql: string) => {
    if (texts.get(sql) !== undefined) return;
    texts.set(sql, true);
    // What is executed or prepared next finds it prepared. What is wrong with it is told there.
    connection.prepare(sql, (error, statement) => {
      // mysql2 declares two methods of it; beside them it has these.
      if (!error) forgetDefinitions(statement as KeptDefinitions);
    });
  };
  const limited = (sql: string, ...others: unknown[]) => {
    use(sql);
    return execute(sql, ...others);
  };
  connection.execute = limited as typeof connection.execute;
  return { has: (sql) => texts.has(sql), use };
}

/** What mysql2 keeps of a prepared statement for as long as it is prepared. */
interface KeptDefinitions {
  columns?: readonly ParameterType[];
  parameters?: readonly ParameterType[];
}

/** What mysql2 reads again of a parameter, whenever the statement is executed. */
interface ParameterType {
  readonly columnType: number;
  readonly flags: number;
}

/** There are a dozen kinds of them. */
const parameterTypes = new Map<string, ParameterType>();

/**
 * Leaves of a prepared statement's definitions what mysql2 will read: it keeps some 400 bytes for each column and parameter, and
 * a bulk insert has thousands of them on each connection. A result says its columns itself.
 */
function forgetDefinitions(statement: KeptDefinitions): void {
  if (statement.columns) statement.columns = [];
  if (statement.parameters) statement.parameters = statement.parameters.map(parameterType);
}

function parameterType({ columnType, flags }: ParameterType): ParameterType {
  const key = `${columnType} ${flags}`;
  const known = parameterTypes.get(key) ?? { columnType, flags };
  parameterTypes.set(key, known);
  return known;
}
