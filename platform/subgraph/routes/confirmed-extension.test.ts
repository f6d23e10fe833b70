import { afterAll, beforeAll, expect, test } from 'vitest';
import { cpfOf, insertClientes } from '../../../subgraphs/clientes/fixtures.ts';
import { subgraph as clientes } from '../../../subgraphs/clientes/subgraph.ts';
import { basic } from '../../../tests/support/networks/test-network.ts';
import {
  startTestSubgraph,
  TEST_IDENTITY,
  type TestSubgraph,
  testSigner,
} from '../../../tests/support/networks/test-subgraph.ts';
import { ConfirmedPeople } from '../../identity/callers/confirmed-people.ts';

let running: TestSubgraph;
beforeAll(async () => {
  running = await startTestSubgraph(clientes);
  await insertClientes(running.database, [
    { id: '1', nome: 'Ana Prado', cpf: cpfOf(1), email: 'ana@exemplo.com.br' },
    { id: '2', nome: 'Bento Reis', cpf: cpfOf(2), email: 'bento@exemplo.com.br' },
  ]);
});
afterAll(() => running[Symbol.asyncDispose]());

const BOTH = `mutation ($cpf: String!) {
  a: criarCliente(entrada: { nome: "Nova", email: "nova@exemplo.com.br", cpf: $cpf }) { __typename }
  b: atualizarCliente(entrada: { id: 2, versao: 1, email: "ANA@exemplo.com.br" }) { __typename }
  c: criarCliente(entrada: { nome: "Nova", email: "bento@exemplo.com.br", cpf: "${cpfOf(9)}" }) { __typename }
  d: atualizarCliente(entrada: { id: 2, versao: 7, email: "ana@exemplo.com.br" }) { __typename }
}`;
const VARIABLES = { cpf: cpfOf(1) };
const CONFLICT = { __typename: 'Conflito' };
const DATA = { a: CONFLICT, b: CONFLICT, c: CONFLICT, d: CONFLICT };
const CONFIRMED = [
  ['1', ['CriarClienteEntrada.cpf', 'AtualizarClienteEntrada.email']],
  ['2', ['CriarClienteEntrada.email']],
];

test('whom conflicts confirm a subgraph tells a router that wants to know, each time, and nobody else', async () => {
  const authorization = `Bearer ${await testSigner().tokenFor(TEST_IDENTITY, 'clientes')}`;
  const asked = { authorization, 'x-confirmed-people': '1' };

  // By Apollo Server the first time, and then without it.
  for (let time = 1; time <= 3; time += 1)
    expect(await post(asked)).toEqual({ data: DATA, extensions: { confirmed: CONFIRMED } });
  expect(await post({ authorization })).toEqual({ data: DATA });
  expect(await post({ ...asked, authorization: basic('admin:admin') })).toEqual({ data: DATA });
});

test('in the same process it is taken down, and no part of the answer', async () => {
  const confirmed = new ConfirmedPeople();
  const caller = { identity: TEST_IDENTITY, requestId: 'test', deadline: null };
  const answer = await running.subgraph.execute({ source: BOTH, variables: VARIABLES, ...caller, confirmed });

  expect(JSON.parse(JSON.stringify(answer))).toEqual({ data: DATA });
  expect(confirmed.toExtension()).toEqual(CONFIRMED);
});

async function post(headers: Record<string, string>): Promise<unknown> {
  const response = await fetch(running.subgraph.url ?? '', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: BOTH, variables: VARIABLES }),
  });
  return await response.json();
}
