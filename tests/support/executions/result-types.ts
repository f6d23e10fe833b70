import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** What JavaScript makes of the columns that statements read: `SELECT ...`, then `column: type`. NULL says nothing. */
export type ResultTypes = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Published when the caller of a prepared statement has had its result. */
const ENDED = 'tracing:mysql2:execute:asyncEnd';

/** The types of everything that this process reads from a server while it is open. */
export function recordResultTypes(serverPort: number): { readonly types: ResultTypes } & Disposable {
  const types = new Map<string, Map<string, string>>();
  const record = (message: unknown) => {
    const ended = message as { query: string; serverPort?: number; result?: unknown };
    if (ended.serverPort !== serverPort || !Array.isArray(ended.result)) return;
    const columns = types.get(ended.query) ?? new Map<string, string>();
    types.set(ended.query, columns);
    for (const row of ended.result as Record<string, unknown>[]) {
      for (const [column, value] of Object.entries(row)) {
        if (value !== null) columns.set(column, typeOf(value));
      }
    }
  };
  subscribe(ENDED, record);
  return {
    types,
    [Symbol.dispose]: () => void unsubscribe(ENDED, record),
  };
}

function typeOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
}
