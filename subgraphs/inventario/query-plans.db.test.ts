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

/** All that a purchase has. */
const COMPRA = 'id quantidade precoUnitario total adquiridoEm versao cliente { id } produto { id }';
const topFive = (type: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { inventario(first: 5) { nodes { ${COMPRA} } } } } }`;
const parents = (type: string, count: number) => ({
  r: Array.from({ length: count }, (_, index) => ({ __typename: type, id: String(index + 1) })),
});

test.each([
  ['Cliente', 'inventario_do_cliente'],
  ['Produto', 'inventario_do_produto'],
])('the newest purchases of each %s come from an index alone, in its order', async (type, index) => {
  const { sql } = await statementOf(topFive(type), parents(type, 4));

  const plan = await inventario.database.read<{ key: string; type: string; Extra: string | null }>(
    `EXPLAIN FORMAT = TRADITIONAL ${sql}`,
    ['1', '2', '3', '4'].flatMap((id) => [id, '6']),
  );

  const branches = plan.filter(({ key }) => key !== null);
  expect(branches).toHaveLength(4);
  for (const { key, type, Extra } of branches) {
    expect({ key, type }).toEqual({ key: index, type: 'ref' });
    expect(Extra ?? '').not.toMatch(/filesort|temporary/i);
    expect(Extra).toMatch(/Using index/);
  }
});

test('a parent with many purchases costs the page and not the purchases', async () => {
  const variables = parents('Cliente', 32);

  const read = await rowsRead(
    await statementOf(topFive('Cliente'), variables),
    variables.r.flatMap(({ id }) => [id, '6']),
  );

  // Six entries of the index, one more than the page, of the 200 that each of the 32 has.
  expect(read).toBeLessThanOrEqual(32 * 7);
  expect(read).toBeGreaterThanOrEqual(32 * 6);
});
