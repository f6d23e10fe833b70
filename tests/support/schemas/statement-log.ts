import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** The SQL that this process reads with while it is open, by schema. What housekeeping does beside that is not in it. */
export interface StatementLog extends Disposable {
  readonly statements: { schema: string; sql: string }[];
}

/** mysql2 reports every statement on these channels of Node's diagnostics. */
const CHANNELS = ['tracing:mysql2:execute:start', 'tracing:mysql2:query:start'];

/** What the relay and housekeeping look into whenever it is time, beside whatever is asked. */
const BESIDE_REQUESTS =
  /\bFROM (outbox\w*|inbox|transacao|concessao|referencia|idempotencia|exclusao|recontagem|recontagem_de_soma|acesso\w*|lote|cadeia|ancora|titular|outro_titular|resumo)\b/;

/** Records reads from now on, until it is disposed. */
export function recordStatements(): StatementLog {
  const statements: StatementLog['statements'] = [];
  const record = (message: unknown) => {
    const { query, database } = message as { query: string; database: string };
    // What changes rows beside a test that reads is housekeeping's; so is SET, once per connection.
    if (!/^\(?SELECT\b/.test(query) || query.includes('CONNECTION_ID()')) return;
    if (BESIDE_REQUESTS.test(query)) return;
    statements.push({ schema: database, sql: query });
  };
  for (const channel of CHANNELS) subscribe(channel, record);
  return {
    statements,
    [Symbol.dispose]() {
      for (const channel of CHANNELS) unsubscribe(channel, record);
    },
  };
}
