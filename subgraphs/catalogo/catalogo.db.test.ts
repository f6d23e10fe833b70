import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestSubgraph, type TestSubgraph } from '../../tests/support/networks/test-subgraph.ts';
import { recordStatements } from '../../tests/support/schemas/statement-log.ts';
import { clearProdutos, insertProdutos } from './fixtures.ts';
import { subgraph } from './subgraph.ts';

let catalogo: TestSubgraph;
beforeAll(async () => {
  catalogo = await startTestSubgraph(subgraph);
});
beforeEach(() => clearProdutos(catalogo.database));
afterAll(() => catalogo[Symbol.asyncDispose]());

test('a product has every field, by id, by SKU in any case and as an entity', async () => {
  await insertProdutos(catalogo.database, [
    {
      id: '5',
      sku: 'CAF-01',
      nome: 'Cafeteira',
      descricao: 'Elétrica',
      categoria: 'Cozinha',
      preco: '9999999999.99',
      ativo: false,
      criadoEm: new Date('2026-01-31T12:30:00.007Z'),
    },
  ]);
  const fields = '{ id sku nome descricao categoria preco ativo criadoEm atualizadoEm versao }';

  const data = await catalogo.data(
    `query ($r: [_Any!]!) { produto(id: 5) ${fields} produtoPorSku(sku: " caf-01 ") ${fields} _entities(representations: $r) { ... on Produto ${fields} } }`,
    { r: [{ __typename: 'Produto', id: '5' }] },
  );

  const cafeteira = {
    id: '5',
    sku: 'CAF-01',
    nome: 'Cafeteira',
    descricao: 'Elétrica',
    categoria: 'Cozinha',
    preco: '9999999999.99',
    ativo: false,
    criadoEm: '2026-01-31T12:30:00.007Z',
    atualizadoEm: '2026-01-31T12:30:00.007Z',
    versao: 1,
  };
  expect(data).toEqual({ produto: cafeteira, produtoPorSku: cafeteira, _entities: [cafeteira] });
});

const list = async (args: string): Promise<string[]> => {
  const data = await catalogo.data(`{ produtos(${args}) { nodes { id } totalCount } }`);
  return (data.produtos as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
};

test('lists come in each order, and a cursor goes on exactly where a page ended among equal prices', async () => {
  const created = (day: number) => new Date(Date.UTC(2026, 0, day));
  await insertProdutos(catalogo.database, [
    { id: '1', nome: 'Caneca', preco: '0.10', criadoEm: created(2) },
    { id: '2', nome: 'açúcar', preco: '0.30', criadoEm: created(3) },
    { id: '3', nome: 'Bule', preco: '0.10', criadoEm: created(1) },
    { id: '4', nome: 'Dedal', preco: '0.20', criadoEm: created(3) },
  ]);

  expect(await list('ordem: NOME')).toEqual(['2', '3', '1', '4']);
  expect(await list('ordem: PRECO')).toEqual(['1', '3', '4', '2']);
  expect(await list('ordem: RECENTE')).toEqual(['4', '2', '1', '3']);
  expect(await list('ordem: NOME_DESC')).toEqual(['4', '1', '3', '2']);
  expect(await list('ordem: PRECO_DESC')).toEqual(['2', '4', '3', '1']);
  expect(await list('ordem: ANTIGO')).toEqual(['3', '1', '2', '4']);
  const page = await catalogo.data('{ produtos(ordem: PRECO, first: 1) { pageInfo { endCursor } } }');
  const { endCursor } = (page.produtos as { pageInfo: { endCursor: string } }).pageInfo;
  expect(await list(`ordem: PRECO, after: "${endCursor}"`)).toEqual(['3', '4', '2']);
});

test('a category is found as it is written and not as something that compares alike', async () => {
  const categorias = ['🎩', '💥', 'café', 'CAFE', 'Café', 'cafe', 'ß', 'ss', 'a', 'ª'];
  await insertProdutos(
    catalogo.database,
    categorias.map((categoria, index) => ({ id: String(index + 1), nome: `Produto ${index}`, categoria })),
  );

  const found = await Promise.all(categorias.map((one) => list(`filtro: { categoria: "${one}" }`)));
  const decomposed = await list(`filtro: { categoria: " ${'café'.normalize('NFD')} " }`);

  expect(found).toEqual(categorias.map((_, index) => [String(index + 1)]));
  expect(decomposed).toEqual(['3']);
});

test('filters hold together, prices to the cent', async () => {
  await insertProdutos(catalogo.database, [
    { id: '1', nome: 'Caneca azul', categoria: 'Cozinha', preco: '19.99' },
    { id: '2', nome: 'Caneca verde', categoria: 'Cozinha', preco: '20.00', ativo: false },
    { id: '3', nome: 'Azulejo', descricao: 'Para a cozinha', categoria: 'Casa', preco: '20.01' },
  ]);

  expect(await list('filtro: { texto: "canec" }')).toEqual(['1', '2']);
  expect(await list('filtro: { texto: "cozinha" }')).toEqual(['3']);
  expect(await list('filtro: { categoria: "Cozinha", ativo: true }')).toEqual(['1']);
  expect(await list('filtro: { precoMin: "20.00", precoMax: "20.00" }')).toEqual(['2']);
  expect(await list('filtro: { precoMin: "20" }')).toEqual(['3', '2']);
});

test.each([
  [
    'produtos(filtro: { precoMin: "2", precoMax: "1" }) { nodes { id } }',
    '`filtro.precoMin` must not be above `filtro.precoMax`.',
  ],
  [
    'produtos(filtro: { categoria: " " }) { nodes { id } }',
    '`filtro.categoria` must have 1 to 60 characters.',
  ],
  [
    'produtoPorSku(sku: "a b") { id }',
    '`sku` must have 2 to 40 letters, digits, dots, hyphens or underscores.',
  ],
])('{ %s } is refused', async (field, message) => {
  const { errors } = await catalogo.execute(`{ ${field} }`);

  expect(errors?.map((error) => [error.message, error.extensions.code])).toEqual([
    [message, 'BAD_USER_INPUT'],
  ]);
});

test.each([
  ['a negative price', { preco: '-0.01' }],
  ['a lower-case SKU', { sku: 'abc-1' }],
  ['an empty description', { descricao: '' }],
])('the database itself refuses %s', async (_what, wrong) => {
  await expect(insertProdutos(catalogo.database, [{ id: '1', ...wrong }])).rejects.toThrow(/constraint/i);
});

test('products by ids come in the places of their ids, as often as they are asked for', async () => {
  await insertProdutos(catalogo.database, [{ id: '1' }, { id: '2' }]);
  const byIds = (ids: unknown[]) =>
    catalogo.execute('query ($ids: [ID!]!) { produtosPorIds(ids: $ids) { id } }', { ids });

  expect((await byIds([2, '1', 9, '2'])).data).toEqual({
    produtosPorIds: [{ id: '2' }, { id: '1' }, null, { id: '2' }],
  });
  expect((await byIds([])).data).toEqual({ produtosPorIds: [] });
  for (const ids of [['x'], Array(101).fill('1')]) {
    const { data, errors } = await byIds(ids);
    expect({ data, codes: errors?.map(({ extensions }) => extensions.code) }).toEqual({
      data: { produtosPorIds: null },
      codes: ['BAD_USER_INPUT'],
    });
  }
});

test('the products of a category come in the order of an index, by age as by name and price', async () => {
  await insertProdutos(
    catalogo.database,
    Array.from({ length: 1_000 }, (_, index) => ({
      id: String(index + 1),
      categoria: `Prateleira ${index % 20}`,
    })),
  );
  await catalogo.database.read('ANALYZE TABLE catalogo', []);
  for (const [ordem, index] of [
    ['RECENTE', 'catalogo_categoria_recentes'],
    ['ANTIGO', 'catalogo_categoria_recentes'],
    ['NOME_DESC', 'catalogo_categoria_por_nome'],
    ['PRECO_DESC', 'catalogo_categoria_por_preco'],
  ]) {
    using log = recordStatements();
    await catalogo.data(
      `{ produtos(ordem: ${ordem}, filtro: { categoria: "Prateleira 7" }) { nodes { nome } } }`,
    );
    const plan = await catalogo.database.read<{ key: string; Extra: string | null }>(
      `EXPLAIN FORMAT = TRADITIONAL ${log.statements[0]?.sql}`,
      ['Prateleira 7', 'Prateleira 7', '21'],
    );
    expect(plan).toMatchObject([{ key: index }]);
    expect(plan[0]?.Extra ?? '').not.toMatch(/filesort|temporary/i);
  }
});
