import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestSubgraph, type TestSubgraph } from '../../tests/support/test-subgraph.ts';
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
