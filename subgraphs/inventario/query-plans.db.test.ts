import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startTestSubgraph, type TestSubgraph } from '../../tests/support/networks/test-subgraph.ts';
import { firstRecount } from '../../tests/support/schemas/first-recount.ts';
import { recordStatements } from '../../tests/support/schemas/statement-log.ts';
import { insertInventario } from './fixtures.ts';
import { subgraph } from './subgraph.ts';

const CLIENTES = 50;
const AQUISICOES_EACH = 200;

let inventario: TestSubgraph;
beforeAll(async () => {
  inventario = await startTestSubgraph(subgraph);
  await firstRecount(inventario.database);
  await insertInventario(
    inventario.database,
    Array.from({ length: CLIENTES * AQUISICOES_EACH }, (_, index) => ({
      id: String(index + 1),
      clienteId: String((index % CLIENTES) + 1),
      produtoId: String((index % 40) + 1),
      adquiridoEm: new Date(Date.UTC(2026, 0, 1) + index * 60_000),
    })),
  );
  await inventario.database.read('ANALYZE TABLE inventario, aquisicao_soma', []);
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
const AQUISICAO = 'id quantidade precoUnitario total adquiridoEm versao cliente { id } produto { id }';
const topFive = (type: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { inventario(first: 5) { nodes { ${AQUISICAO} } } } } }`;
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

const PERIODO = '(de: "2026-01-01", ate: "2026-01-31"';

test.each([
  // 7 days of all products.
  [
    'the purchases of a week',
    `aquisicoesPorPeriodo${PERIODO}, granularidade: DIA) { total }`,
    ['2026-01-01', '2026-01-31'],
    10,
  ],
  // A row for each day that has purchases, whatever the products are.
  [
    'the purchases of a year by month',
    'aquisicoesPorPeriodo(de: "2026-01-01", ate: "2026-12-31", granularidade: MES) { total }',
    ['2026-01-01', '2026-12-31'],
    10,
  ],
  // One month of each of 40 products, and no days.
  [
    'the best sellers of a month',
    `produtosMaisAdquiridos${PERIODO}) { total }`,
    ['2026-01-01', '2026-01-31', '2999-12-31', '1000-01-01', '2999-12-31', '1000-01-01'],
    // Those that are read, and what is put in order: read again from where it is kept meanwhile.
    3 * 41,
  ],
])('%s are read from sums and not from 10 000 purchases', async (_what, field, params, most) => {
  // Whether all is summed up is asked once.
  await inventario.data(`{ ${field} }`);
  const statement = await statementOf(`{ ${field} }`, {});

  expect(await rowsRead(statement, params)).toBeLessThanOrEqual(most);
  const plan = await inventario.database.read<{ table: string; key: string | null }>(
    `EXPLAIN FORMAT = TRADITIONAL ${statement.sql}`,
    params,
  );
  expect(plan.map(({ table }) => table)).toEqual(['aquisicao_soma']);
});

test('the summary of a product is read from its months, and its first and last purchase from their ends', async () => {
  const statement = await statementOf(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Produto { resumo { total } } } }',
    parents('Produto', 2),
  );

  // Of 250 purchases each: a month or two, and the two ends of an index.
  expect(await rowsRead(statement, ['1', '2'])).toBeLessThanOrEqual(2 * 10);
});

test("the summary of a customer is read from the customer's own entries of an index alone", async () => {
  const statement = await statementOf(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Cliente { resumo { total } } } }',
    parents('Cliente', 2),
  );

  expect(await rowsRead(statement, ['1', '2'])).toBeLessThanOrEqual(2 * (AQUISICOES_EACH + 2));
  const [plan] = await inventario.database.read<{ key: string; Extra: string }>(
    `EXPLAIN FORMAT = TRADITIONAL ${statement.sql}`,
    ['1', '2'],
  );
  expect(plan).toMatchObject({ key: 'inventario_do_cliente', Extra: expect.stringMatching(/Using index/) });
});

const CEDO = '2026-01-02T00:00:00.000Z';
const TARDE = '2026-01-04T00:00:00.000Z';

test.each([
  { filtro: '{}', ordem: 'RECENTE', index: 'inventario_recente', params: [] },
  { filtro: '{}', ordem: 'ANTIGA', index: 'inventario_recente', params: [] },
  {
    filtro: `{ de: "${CEDO}", ate: "${TARDE}" }`,
    ordem: 'RECENTE',
    index: 'inventario_recente',
    params: ['2026-01-02 00:00:00.000', '2026-01-04 00:00:00.000'],
  },
  { filtro: '{ clienteId: 7 }', ordem: 'ANTIGA', index: 'inventario_do_cliente', params: ['7'] },
  {
    filtro: `{ produtoId: 7, de: "${CEDO}" }`,
    ordem: 'RECENTE',
    index: 'inventario_do_produto',
    params: ['7', '2026-01-02 00:00:00.000'],
  },
])('a page of purchases $filtro, $ordem, costs the page', async ({ filtro, ordem, index, params }) => {
  const statement = await statementOf(
    `{ aquisicoes(filtro: ${filtro}, ordem: ${ordem}, first: 5) { nodes { ${AQUISICAO} } } }`,
    {},
  );

  expect(await rowsRead(statement, [...params, '6'])).toBeLessThanOrEqual(8);
  const plan = await inventario.database.read<{ key: string; Extra: string | null }>(
    `EXPLAIN FORMAT = TRADITIONAL ${statement.sql}`,
    [...params, '6'],
  );
  expect(plan).toMatchObject([{ key: index }]);
  expect(plan[0]?.Extra ?? '').not.toMatch(/filesort|temporary/i);
});
