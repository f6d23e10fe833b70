import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { startNetwork } from '../../dev/network/network.ts';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { basic, postQuery } from '../../tests/support/networks/test-network.ts';
import type { QueryData } from '../questions/queries.ts';
import { type BoundedConnection, connectBounded } from './bounded-connection.ts';
import { OPERATIONS } from './operations.ts';

/** What a statement of an operation touches. */
export interface Touched {
  operation: string;
  /** Without its values. */
  statement: string;
  /** Entries of indexes and rows that the server has read for it: the most of several times. */
  rows: number;
}

const TIMES = 3;
/** Longer than any statement takes on the most rows. */
const STATEMENT_MS = 60_000;
/** Events of an erasure arrive within it. */
const SETTLE_MS = 2_500;
const SHOWN = 110;
/** So many numbers a CPF can have without its check digits; most are nobody's here. */
const MAX_CPF = 999_999_999;

/**
 * Runs every operation on a graph, notes the statements that reach the server, and runs each of those once more, alone, to
 * have the server count what it reads (`Handler_read_*`). What is counted depends neither on the machine nor on what
 * else it does. Changes are rolled back the second time.
 *
 * @param adminUrl of a server that nobody else uses: it logs every statement meanwhile
 */
export async function rowsTouched(
  adminUrl: string,
  prefix: string,
  data: QueryData,
  random: () => number,
): Promise<Touched[]> {
  await using admin = await connectBounded(adminUrl, STATEMENT_MS);
  const touched = new Map<string, Touched>();
  try {
    await using network = await startNetwork({
      adminUrl,
      prefix,
      transport: 'direct',
      firstPort: 0,
      identitySecret: randomBytes(36).toString('base64url'),
      logLevel: 'silent',
      env: { ACCESS_TRACKING: 'off', DATABASE_STATEMENT_TIMEOUT_MS: '20000', MAX_WAIT_MS: '60000' },
    });
    await admin.query("SET GLOBAL log_output = 'TABLE'");
    for (const { name, document, variables, ofNewCliente } of OPERATIONS) {
      for (let time = 0; time < TIMES; time += 1) {
        const given = ofNewCliente ? { entrada: await newCliente(network.router.url) } : undefined;
        await admin.query('TRUNCATE TABLE mysql.general_log');
        await admin.query('SET GLOBAL general_log = ON');
        const { body } = await postQuery(`${network.router.url}/graphql`, document, {
          variables: given ?? variables?.(data, random, randomUUID()) ?? {},
          headers: { authorization: basic('admin:admin') },
        });
        if (body.errors) throw new Error(`${name}: ${JSON.stringify(body.errors)}`);
        if (name.includes('erased')) await after(SETTLE_MS);
        await admin.query('SET GLOBAL general_log = OFF');
        for (const { schema, sql } of await loggedStatements(admin, prefix)) {
          const statement = withoutValues(sql);
          const rows = await rowsReadBy(admin, schema, sql);
          const key = `${name}\n${statement}`;
          const before = touched.get(key);
          if (rows !== null)
            touched.set(key, { operation: name, statement, rows: Math.max(rows, before?.rows ?? 0) });
        }
      }
    }
  } finally {
    await admin.query('SET GLOBAL general_log = OFF').catch(() => {});
  }
  return [...touched.values()];
}

/** What was executed by the users of schemas, each text once. */
async function loggedStatements(
  admin: BoundedConnection,
  prefix: string,
): Promise<{ schema: string; sql: string }[]> {
  const rows = await admin.query(
    "SELECT user_host AS user, CONVERT(argument USING utf8mb4) AS text FROM mysql.general_log WHERE command_type = 'Execute' ORDER BY event_time",
  );
  const found = new Map<string, { schema: string; sql: string }>();
  for (const { user, text } of rows) {
    const [, name] = new RegExp(`^${prefix}(\\w+)\\[`).exec(String(user)) ?? [];
    const sql = String(text).trim();
    if (name === undefined || !/^(SELECT|UPDATE|DELETE|\(SELECT|WITH|INSERT)/i.test(sql)) continue;
    found.set(withoutValues(sql), { schema: `${prefix}${SCHEMAS[name] ?? name}`, sql });
  }
  return [...found.values()];
}

/** Schemas that are not called as their subgraph is. */
const SCHEMAS: Readonly<Record<string, string>> = {
  catalogo: 'catalogo_produtos',
  inventario: 'inventario_produtos',
};

/** Null where it cannot be run a second time, such as an insert of what is there now. */
async function rowsReadBy(admin: BoundedConnection, schema: string, sql: string): Promise<number | null> {
  await admin.query(`USE \`${schema}\``);
  await admin.query('START TRANSACTION');
  try {
    const idle = await handlerReads(admin);
    const before = await handlerReads(admin);
    await admin.query(sql);
    const rows = (await handlerReads(admin)) - before - (before - idle);
    return rows;
  } catch {
    return null;
  } finally {
    await admin.query('ROLLBACK');
  }
}

async function handlerReads(admin: BoundedConnection): Promise<number> {
  const rows = await admin.query("SHOW SESSION STATUS LIKE 'Handler_read%'");
  // Temporary results are read row by row too (`rnd`): they are what a statement gives, or sorts.
  return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
}

function withoutValues(sql: string): string {
  return sql
    .replace(/\/\*.*?\*\//g, ' ')
    .replace(/'(?:[^'\\]|\\.)*'/g, '?')
    .replace(/\b\d+(\.\d+)?\b/g, '?')
    .replace(/\s+/g, ' ')
    .replace(/\?(, ?\?)+/g, '?, ...')
    .replace(/(\(\?, \.\.\.\))(, \(\?, \.\.\.\))+/g, '$1, ...')
    .trim();
}

/** The beginning of a statement, for a table. */
export function short(statement: string): string {
  return statement.length <= SHOWN ? statement : `${statement.slice(0, SHOWN)}...`;
}

/** Registers a customer, and gives what a mutation takes to mean that one. */
async function newCliente(url: string): Promise<{ id: string; versao: number }> {
  const { body } = await postQuery(
    `${url}/graphql`,
    'mutation ($entrada: CriarClienteEntrada!) { criarCliente(entrada: $entrada) { ... on ClienteGravado { cliente { id versao } } } }',
    {
      variables: {
        entrada: {
          nome: 'Cliente de Passagem',
          email: `${randomUUID()}@exemplo.com.br`,
          cpf: cpfOf(randomInt(MAX_CPF)),
        },
      },
      headers: { authorization: basic('admin:admin') },
    },
  );
  const cliente = body.data?.criarCliente?.cliente;
  if (!cliente) throw new Error(`no customer was registered: ${JSON.stringify(body)}`);
  return cliente;
}
