import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertClientes } from '../../../subgraphs/clientes/fixtures.ts';
import { subgraph as clientes } from '../../../subgraphs/clientes/subgraph.ts';
import {
  startTestSubgraph,
  TEST_IDENTITY,
  type TestSubgraph,
  testSigner,
} from '../../../tests/support/networks/test-subgraph.ts';
import { MAX_BATCHED } from '../../http/bodies/request-batch.ts';
import { GRAPHQL_BATCH_PATH } from '../../http/requests/paths.ts';

let running: TestSubgraph;
let tokens: readonly (string | null)[];
beforeAll(async () => {
  running = await startTestSubgraph(clientes);
  await insertClientes(
    running.database,
    Array.from({ length: 120 }, (_, at) => ({ id: String(at + 1), nome: `Cliente ${at + 1} «ç»\u2028` })),
  );
  const lesser = { user: 'leitor', scopes: [] };
  tokens = [
    await testSigner().tokenFor(TEST_IDENTITY, 'clientes'),
    await testSigner().tokenFor({ ...TEST_IDENTITY, user: 'outra' }, 'clientes'),
    await testSigner().tokenFor(lesser, 'clientes'),
    await testSigner().tokenFor(TEST_IDENTITY, 'enderecos'),
    'forged',
    null,
  ];
});
afterAll(() => running[Symbol.asyncDispose]());

const NOME = 'query Nome($id: ID!) { cliente(id: $id) { nome } }';
const ENTITIES = `query ($r: [_Any!]!, $todo: Boolean = true) {
  _entities(representations: $r) { ... on Cliente { id nome @include(if: $todo) cpf email idade } }
}`;
const anyId = fc.constantFrom('1', '2', '3', '99', '500', 'x', '');
const anyRepresentation = fc.oneof(
  anyId.map((id) => ({ __typename: 'Cliente', id })),
  fc.constantFrom({ __typename: 'Outro', id: '1' }, { __typename: 'Cliente' }, 7),
);

/** Whatever a router might send, and what none sends. */
const anyBody: fc.Arbitrary<unknown> = fc.oneof(
  anyId.map((id) => ({ query: NOME, variables: { id } })),
  fc.array(anyRepresentation, { maxLength: 8 }).map((r) => ({ query: ENTITIES, variables: { r } })),
  fc.constantFrom(
    // Large, and in turns.
    { query: '{ clientes(first: 100) { totalCount nodes { id nome email telefone criadoEm versao } } }' },
    { query: NOME, variables: { id: '1' }, operationName: 'Nome' },
    { query: NOME, variables: { id: '1' }, operationName: 'Nao' },
    { query: NOME },
    { query: NOME, variables: [] },
    { query: NOME, variables: { id: '1' }, extensions: {} },
    { query: '{ nada }' },
    { query: '{ ' },
    { query: '{ __typename }' },
    { query: '{ __type(name: "Cliente") { name } }' },
    { query: 'subscription { nada }' },
    {},
    null,
    'texto',
    [],
  ),
);

interface Asked {
  headers: Record<string, string>;
  body: unknown;
}

const anyAsked: fc.Arbitrary<Asked> = fc
  .record({
    body: anyBody,
    token: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat({ max: 5 })),
    timeout: fc.constantFrom('10000', 'soon'),
    lastWrite: fc.constantFrom(null, '0', '500', 'x'),
  })
  .map(({ body, token, timeout, lastWrite }) => {
    const given = tokens[token];
    return {
      headers: {
        ...(given == null ? {} : { authorization: `Bearer ${given}` }),
        'x-request-id': 'lote-1234',
        'x-request-timeout-ms': timeout,
        ...(lastWrite === null ? {} : { 'x-last-write-ms': lastWrite }),
      },
      body,
    };
  });

async function send(url: string, headers: Record<string, string>, body: unknown) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

test('whatever is asked in a batch is answered as it is alone, by status and byte for byte', {
  timeout: 60_000,
}, async () => {
  const url = running.subgraph.url ?? '';
  const batchUrl = new URL(GRAPHQL_BATCH_PATH, url).href;
  const authorization = `Bearer ${tokens[0]}`;

  await fc.assert(
    fc.asyncProperty(fc.array(anyAsked, { minLength: 1, maxLength: MAX_BATCHED }), async (batch) => {
      const alone = await Promise.all(batch.map(({ headers, body }) => send(url, headers, body)));
      const { status, text } = await send(batchUrl, { authorization }, batch);

      const frames = text.split('\n').slice(0, -1);
      const together: object[] = [];
      for (const frame of frames) {
        const [, place, code, answer] = /^(\d+) (\d+) (.*)$/s.exec(frame) ?? [];
        together[Number(place)] = { status: Number(code), text: answer };
      }
      expect(status).toBe(200);
      expect(frames).toHaveLength(batch.length);
      expect(together).toEqual(
        alone.map((one) => ({ status: one.status, text: one.text.replace(/\n$/, '') })),
      );
    }),
    { numRuns: 40, interruptAfterTimeLimit: 20_000 },
  );
});

test('whoever has not said who asks sends no batch', async () => {
  const batchUrl = new URL(GRAPHQL_BATCH_PATH, running.subgraph.url ?? '').href;

  expect(await send(batchUrl, {}, [])).toMatchObject({ status: 401 });
});
