import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestSubgraph, type TestSubgraph } from '../../tests/support/networks/test-subgraph.ts';
import { recordStatements } from '../../tests/support/schemas/statement-log.ts';
import { clearEnderecos, insertEnderecos } from './fixtures.ts';
import { subgraph } from './subgraph.ts';

let enderecos: TestSubgraph;
beforeAll(async () => {
  enderecos = await startTestSubgraph(subgraph);
});
beforeEach(() => clearEnderecos(enderecos.database));
afterAll(() => enderecos[Symbol.asyncDispose]());

test('an address has every field', async () => {
  await insertEnderecos(enderecos.database, [
    {
      id: '5',
      clienteId: '1',
      tipo: 'ENTREGA',
      logradouro: 'Rua das Laranjeiras',
      numero: 'S/N',
      complemento: 'Fundos',
      bairro: 'Laranjeiras',
      cidade: 'Rio de Janeiro',
      uf: 'RJ',
      cep: '22240003',
      principal: true,
    },
  ]);

  const data = await enderecos.data(
    '{ endereco(id: 5) { id tipo logradouro numero complemento bairro cidade uf cep pais principal versao cliente { id } } nenhum: endereco(id: 6) { id } }',
  );

  expect(data).toEqual({
    endereco: {
      id: '5',
      tipo: 'ENTREGA',
      logradouro: 'Rua das Laranjeiras',
      numero: 'S/N',
      complemento: 'Fundos',
      bairro: 'Laranjeiras',
      cidade: 'Rio de Janeiro',
      uf: 'RJ',
      cep: '22240-003',
      pais: 'BR',
      principal: true,
      versao: 1,
      cliente: { id: '1' },
    },
    nenhum: null,
  });
});

test('a customer has addresses, the principal one first, or none', async () => {
  await insertEnderecos(enderecos.database, [
    { id: '1', clienteId: '1' },
    { id: '2', clienteId: '1', principal: true },
    { id: '3', clienteId: '1' },
    { id: '4', clienteId: '2' },
  ]);

  const data = await enderecos.data(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Cliente { enderecos { id } enderecoPrincipal { id } } } }`,
    { r: ['3', '2', '1'].map((id) => ({ __typename: 'Cliente', id })) },
  );

  expect(data._entities).toEqual([
    { enderecos: [], enderecoPrincipal: null },
    { enderecos: [{ id: '4' }], enderecoPrincipal: null },
    { enderecos: [{ id: '2' }, { id: '1' }, { id: '3' }], enderecoPrincipal: { id: '2' } },
  ]);
});

test.each([
  ['a second principal address', { principal: true }],
  ['an unknown state', { uf: 'XX' as 'SP' }],
  ['a postal code of seven digits', { cep: '1310100' }],
  ['a street of blanks', { logradouro: '  ' }],
  ['an empty complement', { complemento: '' }],
])('the database itself refuses %s', async (_what, wrong) => {
  await insertEnderecos(enderecos.database, [{ id: '1', clienteId: '1', principal: true }]);

  await expect(insertEnderecos(enderecos.database, [{ id: '2', clienteId: '1', ...wrong }])).rejects.toThrow(
    /constraint|duplicate/i,
  );
});

test('the addresses of a state come by city, those of a city alone, page by page', async () => {
  await insertEnderecos(enderecos.database, [
    { id: '1', clienteId: '1', uf: 'SP', cidade: 'Santos' },
    { id: '2', clienteId: '2', uf: 'SP', cidade: 'São Paulo' },
    { id: '3', clienteId: '1', uf: 'SP', cidade: 'sao paulo' },
    { id: '4', clienteId: '3', uf: 'SP', cidade: 'Campinas' },
    { id: '5', clienteId: '3', uf: 'RJ', cidade: 'São Paulo' },
  ]);
  const page = async (filtro: string, args: string) => {
    const data = await enderecos.data(
      `{ enderecos(filtro: ${filtro}, ${args}) { nodes { id cliente { id } } totalCount pageInfo { endCursor hasNextPage } } }`,
    );
    // The shape is what the query above asks for.
    const { nodes, totalCount, pageInfo } = data.enderecos as {
      nodes: { id: string }[];
      totalCount: number;
      pageInfo: { endCursor: string; hasNextPage: boolean };
    };
    return { ids: nodes.map(({ id }) => id), totalCount, ...pageInfo };
  };

  const first = await page('{ uf: SP }', 'first: 2');
  expect(first).toMatchObject({ ids: ['4', '1'], totalCount: 4, hasNextPage: true });
  expect(await page('{ uf: SP }', `first: 2, after: "${first.endCursor}"`)).toMatchObject({
    ids: ['2', '3'],
    hasNextPage: false,
  });
  expect(await page('{ uf: SP, cidade: " SAO PAULO " }', 'last: 1')).toMatchObject({
    ids: ['3'],
    totalCount: 2,
  });
  await expect(page('{ uf: RJ }', `first: 2, after: "${first.endCursor}"`)).rejects.toThrow(
    'of another list',
  );
  await expect(page('{ uf: SP, cidade: " " }', 'first: 2')).rejects.toThrow(
    '`filtro.cidade` must have 1 to 80',
  );
});

test('a page of addresses is read in the order of an index, wherever in the list it is', async () => {
  await insertEnderecos(
    enderecos.database,
    Array.from({ length: 2_000 }, (_, index) => ({
      id: String(index + 1),
      clienteId: String(index + 1),
      uf: index % 2 === 0 ? ('SP' as const) : ('MG' as const),
      cidade: `Cidade ${index % 50}`,
    })),
  );
  await enderecos.database.read('ANALYZE TABLE endereco', []);
  for (const [filtro, params] of [
    ['{ uf: SP }', ['SP']],
    ['{ uf: SP, cidade: "Cidade 8" }', ['SP', 'Cidade 8']],
  ] as const) {
    const ask = (after = '') =>
      `{ enderecos(filtro: ${filtro}, first: 5${after}) { nodes { bairro } pageInfo { endCursor } } }`;
    const { endCursor } = JSON.parse(JSON.stringify(await enderecos.data(ask()))).enderecos.pageInfo;
    using log = recordStatements();
    await enderecos.data(ask(`, after: "${endCursor}"`));
    const plan = await enderecos.database.read<{ key: string; Extra: string | null }>(
      `EXPLAIN FORMAT = TRADITIONAL ${log.statements[0]?.sql}`,
      [...params, 'Cidade 8', 'Cidade 8', 'Cidade 8', '9', '6'],
    );
    expect(plan).toMatchObject([{ key: 'endereco_por_cidade' }]);
    expect(plan[0]?.Extra ?? '').not.toMatch(/filesort|temporary/i);
  }
});
