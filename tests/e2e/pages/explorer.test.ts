import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSlowGraph } from '../../support/networks/slow-graph.ts';
import {
  basic,
  insertAnaAndBento,
  postQuery,
  startTestNetwork,
  type TestNetwork,
} from '../../support/networks/test-network.ts';

let graph: TestNetwork;
beforeAll(async () => {
  graph = await startTestNetwork({ transport: 'direct' });
  await insertAnaAndBento(graph.network);
});
afterAll(() => graph[Symbol.asyncDispose]());

const get = (path: string, url = graph.url) =>
  fetch(`${url}${path}`, { headers: { authorization: basic('leitor:leitor') } });

test('GraphiQL and everything it loads comes from this server', async () => {
  const page = await (await get('/graphiql')).text();
  const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');

  expect(addresses.filter((address) => !address.startsWith('/') && address !== 'data:,')).toEqual([]);
  for (const address of addresses.filter((one) => one.startsWith('/'))) {
    const answer = await get(address);
    await answer.arrayBuffer();
    expect({ address, status: answer.status }).toEqual({ address, status: 200 });
  }
  for (const name of ['package.json', '..%2Fpackage.json', 'main.js'])
    expect((await get(`/graphiql/${name}`)).status).toBe(404);
  // Who has logged in, which no page can know by itself.
  expect(page).toContain('data-user="leitor"');
  expect(await (await get('/')).text()).toContain('Logged in as leitor, who may: query');
});

test('files of GraphiQL are kept for good, and are the same whether they were compressed or not', async () => {
  const [, script = ''] = (await (await get('/graphiql')).text()).match(/module" src="([^"]+)"/) ?? [];
  const [compressed, plain] = await Promise.all(
    ['br', 'identity'].map((encoding) =>
      fetch(graph.url + script, {
        headers: { authorization: basic('leitor:leitor'), 'accept-encoding': encoding },
      }),
    ),
  );

  expect(compressed?.headers.get('content-encoding')).toBe('br');
  expect(plain?.headers.get('content-encoding')).toBeNull();
  expect(plain?.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  expect(await compressed?.text()).toBe(await plain?.text());

  // But for the one whose name every release has.
  expect((await get('/graphiql/first-load.js')).headers.get('cache-control')).toBe('no-cache');
});

test('explorer and introspection go off together, and the console by its own switch', async () => {
  const total = { sdl: 'type Query { total: Int }', resolvers: { Query: { total: () => 3 } } };
  await using closed = await startSlowGraph({ total }, { EXPLORER: 'off', CONSOLE: 'off' });

  expect((await get('/', closed.url)).status).toBe(404);
  expect((await get('/graphiql', closed.url)).status).toBe(404);
  expect((await get('/painel', closed.url)).status).toBe(404);
  expect((await get('/painel/sessao', closed.url)).status).toBe(404);
  const { body } = await postQuery(`${closed.url}/graphql`, '{ __schema { queryType { name } } }');
  expect(body.errors).toMatchObject([
    {
      message: 'Introspection is off here; whoever runs this router has its schema, or sets EXPLORER.',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    },
  ]);
  expect((await graph.query('{ __schema { queryType { name } } }')).body.errors).toBeUndefined();
});

test('the Model Context Protocol is not spoken unless it is switched on', async () => {
  expect((await get('/mcp')).status).toBe(404);
});

test('the console asks for credentials, and tells whose they are', async () => {
  expect((await fetch(`${graph.url}/painel`)).status).toBe(401);
  const page = await get('/painel/clientes/1');
  expect({ status: page.status, text: (await page.text()).slice(0, 15) }).toEqual({
    status: 200,
    text: '<!doctype html>',
  });
  expect(await (await get('/painel/sessao')).json()).toEqual({ usuario: 'leitor', escopos: ['query'] });
});
