import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { receive } from '../../platform/events/inbox/inbox.ts';
import { startTestSubgraph, type TestSubgraph } from '../../tests/support/networks/test-subgraph.ts';
import { inventarioEvents } from './events.ts';
import { clearInventario, type InventarioFixture, insertInventario } from './fixtures.ts';
import { inventarioStore } from './inventario-store.ts';
import { subgraph } from './subgraph.ts';

let inventario: TestSubgraph;
beforeAll(async () => {
  inventario = await startTestSubgraph(subgraph);
});
beforeEach(() => clearInventario(inventario.database));
afterAll(() => inventario[Symbol.asyncDispose]());

const day = (n: number) => new Date(Date.UTC(2026, 0, n));

test('a purchase has every field; the total is exact to the last digit', async () => {
  await insertInventario(inventario.database, [
    {
      id: '5',
      clienteId: '1',
      produtoId: '2',
      quantidade: 999_999,
      precoUnitario: '9999999999.99',
      adquiridoEm: new Date('2026-01-31T12:30:00.007Z'),
    },
    { id: '6', clienteId: null, produtoId: '2' },
  ]);

  const data = await inventario.data(
    '{ inventario(id: 5) { id quantidade precoUnitario total adquiridoEm versao cliente { id } produto { id } } apagado: inventario(id: 6) { cliente { id } } nenhum: inventario(id: 7) { id } }',
  );

  expect(data).toEqual({
    inventario: {
      id: '5',
      quantidade: 999_999,
      precoUnitario: '9999999999.99',
      total: '9999989999990000.01',
      adquiridoEm: '2026-01-31T12:30:00.007Z',
      versao: 1,
      cliente: { id: '1' },
      produto: { id: '2' },
    },
    apagado: { cliente: null },
    nenhum: null,
  });
});

test('of an erased customer with very many purchases a thousand are taken at a time, until there is none', async () => {
  const { database } = inventario;
  await insertInventario(
    database,
    Array.from({ length: 2_001 }, (_, at) => ({ id: String(at + 1), clienteId: '7', produtoId: '2' })),
  );
  const store = inventarioStore(database);
  const left = async () => {
    const [row] = await database.read<{ n: string }>(
      'SELECT COUNT(*) AS n FROM inventario WHERE id_cliente = 7',
      [],
    );
    return Number(row?.n);
  };

  expect(await database.transaction((one) => store.unlinkCliente(one, '7'))).toBe('in part');
  expect(await left()).toBe(1_001);
  const event = {
    id: '00000000-0000-4000-8000-000000000007',
    aggregatetype: 'Cliente',
    aggregateid: '7',
    type: 'ClienteExcluido',
    payload: { id: '7' },
  };
  expect(await receive(database, inventarioEvents(store), event)).toBe('applied');
  expect(await left()).toBe(0);
});

/** Pages of one size through the purchases of several parents at once, each from its own position. */
async function walkAll(
  type: string,
  ids: string[],
  direction: 'first' | 'last',
  size: number,
): Promise<string[][]> {
  return await Promise.all(
    ids.map(async (id) => {
      const found: string[] = [];
      let position: string | null = null;
      for (;;) {
        const [bound, cursor, more] =
          direction === 'first'
            ? ['after', 'endCursor', 'hasNextPage']
            : ['before', 'startCursor', 'hasPreviousPage'];
        const data = await inventario.data(
          `query ($r: [_Any!]!, $p: String) { _entities(representations: $r) { ... on ${type} { inventario(${direction}: ${size}, ${bound}: $p) { nodes { id } pageInfo { ${cursor} ${more} } totalCount } } } }`,
          { r: [{ __typename: type, id }], p: position },
        );
        // The shape is what the query above asks for.
        const [{ inventario: page }] = data._entities as [
          { inventario: { nodes: { id: string }[]; pageInfo: Record<string, unknown>; totalCount: number } },
        ];
        const part = page.nodes.map((node) => node.id);
        if (direction === 'first') found.push(...part);
        else found.unshift(...part);
        if (!page.pageInfo[more ?? '']) {
          expect(page.totalCount).toBe(found.length);
          return found;
        }
        position = page.pageInfo[cursor ?? ''] as string;
      }
    }),
  );
}

test('walking pages of any size meets every purchase of a parent once, newest first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ cliente: fc.integer({ min: 1, max: 3 }), day: fc.integer({ min: 1, max: 3 }) }), {
        maxLength: 20,
      }),
      fc.integer({ min: 1, max: 4 }),
      async (rows, size) => {
        await clearInventario(inventario.database);
        const fixtures = rows.map((row, index) => ({
          id: String(index + 1),
          clienteId: String(row.cliente),
          produtoId: '1',
          adquiridoEm: day(row.day),
        }));
        await insertInventario(inventario.database, fixtures);
        const newestFirst = (list: typeof fixtures) =>
          list
            .toSorted(
              (a, b) => b.adquiridoEm.getTime() - a.adquiridoEm.getTime() || Number(b.id) - Number(a.id),
            )
            .map(({ id }) => id);
        const ofClientes = ['1', '2', '3'].map((id) =>
          newestFirst(fixtures.filter((row) => row.clienteId === id)),
        );

        expect(await walkAll('Cliente', ['1', '2', '3'], 'first', size)).toEqual(ofClientes);
        expect(await walkAll('Cliente', ['1', '2', '3'], 'last', size)).toEqual(ofClientes);
        expect(await walkAll('Produto', ['1'], 'first', size)).toEqual([newestFirst(fixtures)]);
      },
    ),
    { numRuns: 8 },
  );
});

test('one answer for many parents gives each its own page', async () => {
  const fixtures: InventarioFixture[] = [1, 2, 3].flatMap((cliente) =>
    [1, 2, 3, 4].map((n) => ({
      id: String(cliente * 10 + n),
      clienteId: String(cliente),
      produtoId: String(n % 2),
      adquiridoEm: day(n),
    })),
  );
  await insertInventario(
    inventario.database,
    fixtures.map((row) => ({ ...row, produtoId: `${Number(row.produtoId) + 1}` })),
  );

  const data = await inventario.data(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Cliente { inventario(first: 2) { nodes { id } } produtosAdquiridos { nodes { id } totalCount } } } }`,
    { r: ['3', '1', '9', '2'].map((id) => ({ __typename: 'Cliente', id })) },
  );

  const page = (...ids: string[]) => ({ nodes: ids.map((id) => ({ id })) });
  const both = { nodes: [{ id: '1' }, { id: '2' }], totalCount: 2 };
  expect(data._entities).toEqual([
    { inventario: page('34', '33'), produtosAdquiridos: both },
    { inventario: page('14', '13'), produtosAdquiridos: both },
    { inventario: page(), produtosAdquiridos: { nodes: [], totalCount: 0 } },
    { inventario: page('24', '23'), produtosAdquiridos: both },
  ]);
});

test('a cursor of the list of one parent is refused in that of another', async () => {
  await insertInventario(inventario.database, [{ id: '1', clienteId: '1', produtoId: '1' }]);
  const ask = async (type: string, id: string, field: string, after: string | null) =>
    inventario.execute(
      `query ($r: [_Any!]!, $a: String) { _entities(representations: $r) { ... on ${type} { lista: ${field}(first: 1, after: $a) { pageInfo { endCursor } } } } }`,
      { r: [{ __typename: type, id }], a: after },
    );
  const cursorOf = async (field: string): Promise<string> =>
    JSON.parse(JSON.stringify(await ask('Cliente', '1', field, null))).data._entities[0].lista.pageInfo
      .endCursor;
  const codes = async (type: string, id: string, field: string, cursor: string) =>
    (await ask(type, id, field, cursor)).errors?.map(({ extensions }) => extensions.code);

  const inventarioCursor = await cursorOf('inventario');
  expect(await codes('Cliente', '1', 'inventario', inventarioCursor)).toBeUndefined();
  expect(await codes('Cliente', '2', 'inventario', inventarioCursor)).toEqual(['BAD_USER_INPUT']);
  expect(await codes('Produto', '1', 'inventario', inventarioCursor)).toEqual(['BAD_USER_INPUT']);
  const produtosCursor = await cursorOf('produtosAdquiridos');
  expect(await codes('Cliente', '1', 'produtosAdquiridos', produtosCursor)).toBeUndefined();
  expect(await codes('Cliente', '2', 'produtosAdquiridos', produtosCursor)).toEqual(['BAD_USER_INPUT']);
});

test.each([
  ['no unit', { quantidade: 0 }],
  ['a negative price', { precoUnitario: '-0.01' }],
  ['a purchase before 1990', { adquiridoEm: new Date('1989-12-31T23:59:59Z') }],
])('the database itself refuses %s', async (_what, wrong) => {
  await expect(
    insertInventario(inventario.database, [{ id: '1', clienteId: '1', produtoId: '1', ...wrong }]),
  ).rejects.toThrow(/constraint/i);
});

test('the database itself refuses a purchase in the future', async () => {
  await insertInventario(inventario.database, [{ id: '1', clienteId: '1', produtoId: '1' }]);

  await expect(
    inventario.database.write('UPDATE inventario SET adquirido_em = atualizado_em + INTERVAL 2 DAY', []),
  ).rejects.toThrow(/constraint/i);
});

test('the purchases of everybody come in both orders, filtered, and a cursor goes on in its own list only', async () => {
  const dia = (day: number) => new Date(Date.UTC(2026, 1, day));
  await insertInventario(inventario.database, [
    { id: '1', clienteId: '1', produtoId: '1', adquiridoEm: dia(1) },
    { id: '2', clienteId: '2', produtoId: '1', adquiridoEm: dia(2) },
    { id: '3', clienteId: '1', produtoId: '2', adquiridoEm: dia(2) },
    { id: '4', clienteId: null, produtoId: '2', adquiridoEm: dia(3) },
  ]);
  const page = async (args: string) => {
    const data = await inventario.data(
      `{ aquisicoes(${args}) { nodes { id } pageInfo { endCursor hasNextPage } } }`,
    );
    // The shape is what the query above asks for.
    const { nodes, pageInfo } = data.aquisicoes as {
      nodes: { id: string }[];
      pageInfo: { endCursor: string; hasNextPage: boolean };
    };
    return { ids: nodes.map(({ id }) => id), ...pageInfo };
  };
  const ids = async (args: string) => (await page(args)).ids;

  expect(await ids('ordem: RECENTE')).toEqual(['4', '3', '2', '1']);
  expect(await ids('ordem: ANTIGA')).toEqual(['1', '2', '3', '4']);
  expect(await ids('filtro: { clienteId: 1 }')).toEqual(['3', '1']);
  expect(await ids('filtro: { clienteId: 1, produtoId: 2 }')).toEqual(['3']);
  const periodo = 'filtro: { de: "2026-02-02T00:00:00Z", ate: "2026-02-03T00:00:00Z" }';
  const first = await page(`${periodo}, first: 1`);
  expect(first).toMatchObject({ ids: ['3'], hasNextPage: true });
  expect(await ids(`${periodo}, first: 5, after: "${first.endCursor}"`)).toEqual(['2']);
  await expect(ids(`first: 5, after: "${first.endCursor}"`)).rejects.toThrow('of another list');
  await expect(ids('filtro: { clienteId: "x" }')).rejects.toThrow('`filtro.clienteId` must be');
  await expect(ids(periodo.replace('-03T', '-01T'))).rejects.toThrow('`filtro.de` must be before');
});
