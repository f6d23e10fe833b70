import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { recordStatements } from '../../tests/support/statement-log.ts';
import { startTestSubgraph, type TestSubgraph } from '../../tests/support/test-subgraph.ts';
import { insertInventario } from './fixtures.ts';
import { subgraph } from './subgraph.ts';

const CLIENTES = 50;
const PURCHASES_EACH = 200;

let inventario: TestSubgraph;
beforeAll(async () => {
  inventario = await startTestSubgraph(subgraph);
  await insertInventario(
    inventario.database,
    Array.from({ length: CLIENTES * PURCHASES_EACH }, (_, index) => ({
      id: String(index + 1),
      clienteId: String((index % CLIENTES) + 1),
      produtoId: String((index % 40) + 1),
      adquiridoEm: new Date(Date.UTC(2026, 0, 1) + index * 60_000),
    })),
  );
  await inventario.database.read('ANALYZE TABLE inventario', []);
});
afterAll(() => inventario[Symbol.asyncDispose]());

/** The statement that a query sends, and the schema it is sent to. */
async function statementOf(query: string, variables: Record<string, unknown>) {
  using log = recordStatements();
  await inventario.data(query, variables);
  const [statement] = log.statements;
  if (log.statements.length !== 1 || !statement) throw new Error(`${log.statements.length} statements`);
  return statement;
}

/** How often the server's engine was asked for a row while a statement ran, on a connection that does nothing else. */
async function rowsRead({ schema, sql }: { schema: string; sql: string }, params: string[]): Promise<number> {
  const url = new URL(inject('adminUrl'));
  url.pathname = schema;
  const connection = await createConnection({ uri: url.href });
  try {
    await connection.query('FLUSH STATUS');
    await connection.execute(sql, params);
    const [rows] = await connection.query<RowDataPacket[]>(
      "SHOW SESSION STATUS WHERE Variable_name IN ('Handler_read_next', 'Handler_read_prev', 'Handler_read_key', 'Handler_read_first', 'Handler_read_last')",
    );
    return rows.reduce((sum, row) => sum + Number(row.Value), 0);
  } finally {
    await connection.end();
  }
}

const TOP_FIVE = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Cliente { inventario(first: 5) { nodes { id } } } } }`;
const clientes = (count: number) => ({
  r: Array.from({ length: count }, (_, index) => ({ __typename: 'Cliente', id: String(index + 1) })),
});

test('the newest purchases of each parent come from the index, in its order', async () => {
  const { sql } = await statementOf(TOP_FIVE, clientes(4));

  const plan = await inventario.database.read<{ key: string; type: string; Extra: string | null }>(
    `EXPLAIN ${sql}`,
    ['1', '2', '3', '4'],
  );

  const steps = plan.filter(({ type }) => type !== null && type !== 'ALL');
  const [lookUp, ...branches] = steps;
  expect(lookUp).toMatchObject({ key: 'PRIMARY', type: 'eq_ref' });
  expect(branches).toHaveLength(4);
  for (const { key, type, Extra } of branches) {
    expect({ key, type }).toEqual({ key: 'inventario_do_cliente', type: 'ref' });
    expect(Extra ?? '').not.toMatch(/filesort|temporary/i);
    expect(Extra).toMatch(/Using index/);
  }
});

test('a parent with many purchases costs the page and not the purchases', async () => {
  const parents = clientes(32).r.map(({ id }) => id);

  const read = await rowsRead(await statementOf(TOP_FIVE, clientes(32)), parents);

  // Six entries of the index, one more than the page, of the 200 that each of the 32 has, and their rows.
  expect(read).toBeLessThanOrEqual(32 * (7 + 6));
  expect(read).toBeGreaterThanOrEqual(32 * (6 + 6));
});
