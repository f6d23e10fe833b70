import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { insertClientes } from '../../../subgraphs/clientes/fixtures.ts';
import { subgraph as clientes } from '../../../subgraphs/clientes/subgraph.ts';
import { postQuery } from '../../../tests/support/networks/test-network.ts';
import {
  startTestSubgraph,
  TEST_IDENTITY,
  type TestSubgraph,
  testSigner,
} from '../../../tests/support/networks/test-subgraph.ts';
import { readSigningKey } from '../../identity/keys/key-files.ts';
import { addKey, publicKeysFile } from '../../identity/keys/keys-folder.ts';
import { createIdentitySigner } from '../../identity/tokens/tokens.ts';

let running: TestSubgraph;
beforeAll(async () => {
  running = await startTestSubgraph(clientes);
  await insertClientes(running.database, [{ id: '1', nome: 'Ana Prado' }]);
});
afterAll(() => running[Symbol.asyncDispose]());

const NOME = 'query Nome($id: ID!) { cliente(id: $id) { nome } }';

describe('a subgraph answers an operation that it knows as Apollo Server answered it before', () => {
  test.each([
    { name: 'data', body: { query: NOME, variables: { id: '1' } } },
    { name: 'null', body: { query: NOME, variables: { id: '9' } } },
    { name: 'data and an error', body: { query: NOME, variables: { id: 'x' } } },
    { name: 'an operation by name', body: { query: NOME, variables: { id: '1' }, operationName: 'Nome' } },
    {
      name: 'an unknown operation name',
      body: { query: NOME, variables: { id: '1' }, operationName: 'Nao' },
    },
    { name: 'a missing variable', body: { query: NOME, variables: {} } },
    { name: 'no variables', body: { query: NOME } },
    { name: 'variables that are no object', body: { query: NOME, variables: [] } },
    { name: 'extensions', body: { query: NOME, variables: { id: '1' }, extensions: {} } },
    { name: 'a query that is not valid', body: { query: '{ nada }' } },
    { name: 'introspection', body: { query: '{ __type(name: "Cliente") { name } }' } },
    {
      name: 'entities',
      body: {
        query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Cliente { nome } } }',
        variables: { r: [{ __typename: 'Cliente', id: '1' }, { __typename: 'Outro' }] },
      },
    },
  ])('$name', async ({ body }) => {
    const first = await post(body);
    const second = await post(body);

    expect(second).toEqual(first);
  });
});

test('what was refused over HTTP stays refused after the router has asked the same', async () => {
  const body = { query: 'mutation { excluirCliente(entrada: { id: "9", versao: 1 }) { __typename } }' };
  await post(body);

  const get = await fetch(`${running.subgraph.url}?query=${encodeURIComponent(body.query)}`, {
    headers: { ...(await headers()), 'apollo-require-preflight': 'yes' },
  });

  expect(get.status).toBe(405);
});

test('pure introspection is answered without HTTP too', async () => {
  const data = await running.data(
    '{ __typename t: __typename __type(name: "Cliente") { name kind } __schema { queryType { name } } }',
  );

  expect(data).toEqual({
    __typename: 'Query',
    t: 'Query',
    __type: { name: 'Cliente', kind: 'OBJECT' },
    __schema: { queryType: { name: 'Query' } },
  });
});

test('fragments that spread each other twice are refused at once, over HTTP and without', async () => {
  const fragments = Array.from(
    { length: 34 },
    (_, n) => `fragment F${n} on Cliente { ...F${n + 1} ...F${n + 1} }`,
  );
  const query = `{ cliente(id: 1) { ...F0 } } ${fragments.join(' ')} fragment F34 on Cliente { nome }`;
  const code = 'BAD_USER_INPUT';

  expect(await post({ query })).toMatchObject({ status: 400, text: expect.stringContaining(code) });
  expect(await running.execute(query)).toMatchObject({ errors: [{ extensions: { code } }] });
});

test.each(['production', 'development'])(
  'in %s a subgraph proposes names of its schema as the router does',
  async (NODE_ENV) => {
    const folder = await mkdtemp(join(tmpdir(), 'keys-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const part of ['router', 'clientes', 'enderecos', 'inventario']) await addKey(folder, part);
    await using subgraph = await startTestSubgraph(clientes, {
      NODE_ENV,
      IDENTITY_PUBLIC_KEYS_PATH: publicKeysFile(folder),
      IDENTITY_KEY_PATH: join(folder, 'clientes', 'identity.pem'),
      SUBGRAPH_URL_ENDERECOS: 'http://127.0.0.1:1/graphql',
      SUBGRAPH_URL_INVENTARIO: 'http://127.0.0.1:1/graphql',
      SUBGRAPH_URL_ACESSOS: 'http://127.0.0.1:1/graphql',
    });
    const key = readSigningKey(join(folder, 'router', 'identity.pem'), 'router');
    const token = await createIdentitySigner(() => key).tokenFor(TEST_IDENTITY, 'clientes');
    const ask = async (query: string, variables = {}) =>
      (
        await postQuery(subgraph.subgraph.url ?? '', query, {
          credentials: null,
          variables,
          headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
        })
      ).body.errors?.[0].message;
    const order = 'query ($o: ClienteOrdem!) { clientes(ordem: $o) { totalCount } }';

    // The second time it is answered by the compiled executor.
    const told = [
      await ask('{ cliente(id: 1) { nom } }'),
      await ask(order, { o: 'RECENT' }),
      await ask(order, { o: 'RECENT' }),
    ];

    const proposes = told.map((message) => /Did you mean/.test(message));
    expect(proposes).toEqual(Array(3).fill(NODE_ENV === 'development'));
  },
);

async function headers(): Promise<Record<string, string>> {
  const token = await testSigner().tokenFor(TEST_IDENTITY, 'clientes');
  return {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    'x-request-id': 'accepted-operations',
  };
}

async function post(body: object): Promise<object> {
  const response = await fetch(running.subgraph.url ?? '', {
    method: 'POST',
    headers: { ...(await headers()), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const sent: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    if (name !== 'date') sent[name] = value;
  });
  return { status: response.status, headers: sent, text: await response.text() };
}
