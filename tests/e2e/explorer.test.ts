/// <reference lib="dom" />
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSlowGraph } from '../support/slow-graph.ts';
import {
  basic,
  insertAnaAndBento,
  postQuery,
  startTestNetwork,
  type TestNetwork,
} from '../support/test-network.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
if (!CHROMIUM) console.log('skipped: the browser tests need Chromium (Debian: apt-get install chromium)');

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
  expect((await get('/graphiql/package.json')).status).toBe(404);
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

describe.skipIf(!CHROMIUM)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    });
  });
  afterAll(() => browser.close());

  test('GraphiQL runs the one query with the credentials that the browser asked for, and asks nobody else', async () => {
    await using context = await browser.newContext({
      httpCredentials: { username: 'atendente', password: 'atendente' },
    });
    const page = await context.newPage();
    const foreign: string[] = [];
    const problems: string[] = [];
    page.on('request', (request) => {
      if (
        !request.url().startsWith(graph.url) &&
        !request.url().startsWith('data:') &&
        !request.url().startsWith('blob:')
      )
        foreign.push(request.url());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(`${graph.url}/graphiql`);
    await page.click('.graphiql-execute-button');
    await page.waitForFunction(() =>
      document.querySelector('.result-window')?.textContent?.includes('Ana Prado'),
    );

    expect(await page.textContent('.result-window')).toContain('Rua da Casa');
    expect({ foreign, problems }).toEqual({ foreign: [], problems: [] });
  });

  test('without credentials the page is not shown', async () => {
    await using context = await browser.newContext();
    const page = await context.newPage();
    const response = await page.goto(`${graph.url}/graphiql`).catch(() => null);

    expect(response?.status() ?? 401).toBe(401);
  });

  test('the Sandbox page starts Sandbox on this graph, whose queries need no header typed', async () => {
    await using context = await browser.newContext({
      httpCredentials: { username: 'atendente', password: 'atendente' },
    });
    const page = await context.newPage();
    // Sandbox itself is on Apollo's servers, which cannot be reached here: this stands in for its script, and does
    // what it does with its options, which is to send the query from this page with the browser's credentials.
    await page.route('https://embeddable-sandbox.cdn.apollographql.com/**', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        headers: { 'cross-origin-resource-policy': 'cross-origin' },
        body: `window.EmbeddedSandbox = class {
          constructor(options) {
            fetch(options.initialEndpoint, {
              method: 'POST',
              credentials: options.includeCookies ? 'include' : 'omit',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ query: options.initialState.document }),
            }).then((r) => r.text()).then((text) => { document.querySelector(options.target).textContent = text; });
          }
        };`,
      }),
    );
    await page.goto(graph.url);
    await page.waitForFunction(() => document.querySelector('#sandbox')?.textContent?.includes('data'));

    expect(await page.textContent('#sandbox')).toContain('Ana Prado');
    expect(await page.isVisible('#notice')).toBe(false);
  });

  test('while Sandbox loads, and without internet, the page says so and leads to GraphiQL', async () => {
    await using context = await browser.newContext({
      httpCredentials: { username: 'atendente', password: 'atendente' },
    });
    const page = await context.newPage();
    let fail = () => {};
    await page.route('https://embeddable-sandbox.cdn.apollographql.com/**', async (route) => {
      await new Promise<void>((resolve) => {
        fail = resolve;
      });
      await route.abort();
    });
    await page.goto(graph.url, { waitUntil: 'commit' });
    await page.waitForSelector('text=Apollo Sandbox is being loaded');
    expect(await page.getAttribute('#notice a', 'href')).toBe('/graphiql');

    fail();
    await page.waitForSelector('text=Apollo Sandbox cannot be loaded');
    await page.click('#notice a');
    await page.waitForSelector('.graphiql-execute-button');
  });
});
