import { expect, inject, onTestFinished, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../dev/schemas/schemas.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { readSubgraphConfig } from '../../platform/subgraph/config.ts';
import { type RunningSubgraph, startSubgraph } from '../../platform/subgraph/server.ts';
import { subgraph as catalogo } from '../../subgraphs/catalogo/subgraph.ts';
import { TEST_IDENTITY, TEST_SECRET, testSigner } from '../support/networks/test-subgraph.ts';
import { testPrefix } from '../support/schemas/test-prefix.ts';
import { startTcpProxy, type TcpProxy, throughProxy } from '../support/servers/tcp-proxy.ts';

interface Behind {
  subgraph: RunningSubgraph;
  proxy: TcpProxy;
  /** Posts over HTTP, by a clock that is so many milliseconds ahead. */
  post(query: string, variables?: object, aheadMs?: number): Promise<{ status: number; body: unknown }>;
  ready(): Promise<{ status: number; body: unknown; ms: number }>;
}

/** A subgraph whose database lies behind a proxy. */
async function startBehindProxy(): Promise<Behind> {
  const prefix = testPrefix();
  const url = (await createSchemas(inject('adminUrl'), [catalogo], prefix)).get(catalogo.name) ?? '';
  onTestFinished(() => dropSchemas(inject('adminUrl'), [catalogo], prefix));
  const { hostname, port } = new URL(url);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  const config = readSubgraphConfig(catalogo, {
    DATABASE_URL: throughProxy(url, proxy),
    PORT: '0',
    IDENTITY_SECRET: TEST_SECRET,
    DATABASE_STATEMENT_TIMEOUT_MS: '1000',
  });
  const subgraph = await startSubgraph(catalogo, config, createLog('catalogo', 'silent'));
  onTestFinished(() => subgraph[Symbol.asyncDispose]());
  return {
    subgraph,
    proxy,
    async post(query, variables = {}, aheadMs = 0) {
      const signer = testSigner('router', () => Date.now() + aheadMs);
      const token = await signer.tokenFor(TEST_IDENTITY, 'catalogo');
      const response = await fetch(subgraph.url ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, body: await response.json() };
    },
    async ready() {
      const started = performance.now();
      const response = await fetch(new URL('/health/ready', subgraph.url ?? ''));
      return { status: response.status, body: await response.json(), ms: performance.now() - started };
    },
  };
}

const CRIAR =
  'mutation ($entrada: CriarProdutoEntrada!) { outcome: criarProduto(entrada: $entrada) { __typename } }';
const ATUALIZAR = `mutation ($entrada: AtualizarProdutoEntrada!) {
  outcome: atualizarProduto(entrada: $entrada) { __typename ... on ProdutoGravado { produto { nome versao } } }
}`;
const PRODUTOS = '{ produtos { totalCount } }';
const errorOf = ({ body }: { body: unknown }) =>
  (body as { errors?: { extensions: object }[] }).errors?.[0]?.extensions;

test('with its database frozen a subgraph is not ready, says what is the matter, and recovers by itself', async () => {
  const { proxy, post, ready } = await startBehindProxy();
  expect(await ready()).toMatchObject({ status: 200, body: { status: 'ready' } });
  await post(PRODUTOS);
  proxy.freeze('everything');

  const answers = await Promise.all([post(PRODUTOS), post(PRODUTOS)]);
  const state = await ready();

  for (const answer of answers)
    expect(errorOf(answer)).toEqual({ code: 'DATABASE_UNAVAILABLE', retryable: true });
  expect(state).toMatchObject({ status: 503, body: { status: 'database unavailable' } });
  expect(state.ms).toBeLessThan(1_500);

  proxy.thaw();
  expect(await post(PRODUTOS)).toMatchObject({
    status: 200,
    body: { data: { produtos: { totalCount: 0 } } },
  });
  await expect.poll(ready, { timeout: 10_000 }).toMatchObject({ status: 200 });
}, 60_000);

test.each([
  { key: 'pedido-1', retryable: true },
  { key: null, retryable: false },
])(
  'a mutation whose COMMIT gets no answer says so, with the key $key',
  async ({ key, retryable }) => {
    const { proxy, post } = await startBehindProxy();
    const produto = (sku: string) => ({
      entrada: {
        sku,
        nome: 'Cafeteira',
        categoria: 'Casa',
        preco: '10.00',
        ...(key ? { chaveDeIdempotencia: key + sku } : {}),
      },
    });
    // Its statements are prepared by this.
    expect(errorOf(await post(CRIAR, produto('A-1')))).toBeUndefined();
    proxy.freezeAnswersAfter('COMMIT');

    const lost = await post(CRIAR, produto('A-2'));
    proxy.thaw();

    expect(errorOf(lost)).toEqual({ code: 'OUTCOME_UNKNOWN', retryable });
    const again = await post(CRIAR, produto('A-2'));
    expect(again.body).toMatchObject({
      data: { outcome: { __typename: key ? 'ProdutoGravado' : 'Conflito' } },
    });
  },
  60_000,
);

test.each([
  { when: 'before', key: 'pedido-1' },
  { when: 'after', key: 'pedido-1' },
  { when: 'before', key: null },
  { when: 'after', key: null },
] as const)(
  'mutations whose connection is cut $when COMMIT is heard are answered as what they are: done, once; key: $key',
  async ({ when, key }) => {
    const { proxy, post } = await startBehindProxy();
    const entrada = {
      sku: 'A-1',
      nome: 'Cafeteira',
      categoria: 'Casa',
      preco: '10.00',
      ...(key ? { chaveDeIdempotencia: key } : {}),
    };
    proxy.cutAt('COMMIT', when);
    const created = await post(CRIAR, { entrada });
    proxy.cutAt('COMMIT', when);
    // An attempt that was lost has used an id up.
    const id = when === 'before' ? '2' : '1';
    const changed = await post(ATUALIZAR, { entrada: { id, versao: 1, nome: 'Chaleira' } });

    expect(created.body).toEqual({ data: { outcome: { __typename: 'ProdutoGravado' } } });
    expect(changed.body).toEqual({
      data: { outcome: { __typename: 'ProdutoGravado', produto: { nome: 'Chaleira', versao: 2 } } },
    });
    expect((await post(PRODUTOS)).body).toEqual({ data: { produtos: { totalCount: 1 } } });
  },
  60_000,
);

test.each([-30, 1, 30])('a router whose clock is %i s ahead is understood', async (seconds) => {
  const { post } = await startBehindProxy();

  expect(await post(PRODUTOS, {}, seconds * 1_000)).toMatchObject({ status: 200 });
});
