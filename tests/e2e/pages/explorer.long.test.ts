/// <reference lib="dom" />
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings } from '../../console/console-graph.ts';
import {
  insertAnaAndBento,
  startTestNetwork,
  type TestNetwork,
} from '../../support/networks/test-network.ts';
import { chromiumProgram, launchChromium } from '../../support/servers/chromium.ts';
import { addFailingScript } from '../../support/servers/failing-script.ts';

const PROGRAM = await chromiumProgram();
if (typeof PROGRAM === 'string') console.log(`skipped: the explorers' tests need Chromium: ${PROGRAM}`);
const SANDBOX = 'https://embeddable-sandbox.cdn.apollographql.com/**';
/** What a page shows in the end, on a busy machine too. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 });
const ATENDENTE = { httpCredentials: { username: 'atendente', password: 'atendente' } };
const PHONE = { width: 390, height: 844 };
const TWO = 'query Ana { cliente(id: "1") { nome } }\nquery Um($id: ID!) { cliente(id: $id) { nome } }';

describe.skipIf(typeof PROGRAM === 'string')('explorers in a browser', { timeout: 60_000 }, () => {
  let graph: TestNetwork;
  let browser: Browser;
  beforeAll(async () => {
    graph = await startTestNetwork({ transport: 'direct' });
    await insertAnaAndBento(graph.network);
    if (typeof PROGRAM !== 'string') browser = await launchChromium(PROGRAM);
  });
  afterAll(async () => {
    await browser?.close();
    await graph?.[Symbol.asyncDispose]();
  });

  /** Opens a page as `atendente`, and collects what goes wrong in it and who else is asked. */
  async function open(path: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ ...ATENDENTE, ...options });
    const page = await context.newPage();
    const problems: string[] = [];
    const operations: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(graph.url) && !url.startsWith('data:')) problems.push(url);
      if (url === `${graph.url}/graphql`)
        operations.push(request.postDataJSON().operationName ?? 'without a name');
    });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(graph.url + path);
    return { page, problems, operations, [Symbol.asyncDispose]: () => context.close() };
  }
  /** Runs what is in the editor, once it is there. */
  const run = async (page: Page) => {
    await editor(page).filter({ hasText: '{' }).waitFor();
    await page.getByRole('button', { name: /^Execute query/ }).click();
  };
  const editor = (page: Page) => page.locator('.graphiql-query-editor .view-lines');
  const result = (page: Page) => page.locator('.graphiql-response .view-lines');
  const link = (query: string, more: Record<string, string> = {}) =>
    `/graphiql?${new URLSearchParams({ query, ...more })}`;

  test('GraphiQL runs the one query with the credentials that the browser asked for, and asks nobody else', async () => {
    await using opened = await open('/graphiql');
    const { page, problems } = opened;
    await run(page);
    await soon(() => result(page).textContent()).toContain('Bento');

    expect(await page.getByText('atendente', { exact: true }).getAttribute('title')).toMatch(
      /^Logged in as atendente, who may: query, /,
    );
    expect(new URL(page.url()).search).toBe('');
    expect(problems).toEqual([]);
  });

  test('a script that a browser extension could not load leaves the page as it is', async () => {
    await using opened = await open('/graphiql');
    const { page } = opened;
    await editor(page).filter({ hasText: '{' }).waitFor();
    for (const address of ['https://extension.example/one.js', 'https://extension.example/two.js'])
      await page.evaluate(addFailingScript, address);

    expect(await editor(page).filter({ hasText: '{' }).count()).toBeGreaterThan(0);
    expect(await page.locator('#another-release').count()).toBe(0);
  });

  test('a page that came with the scripts of another release is loaded again once, and says so when that was no help', async () => {
    await using opened = await open('/graphiql');
    const { page } = opened;
    let pages = 0;
    // Router and page of one release, scripts of another: the page as the other release would have sent it.
    const fromOther = async (howOften: number) =>
      await page.route(
        '**/graphiql',
        async (route) => {
          pages += 1;
          const response = await route.fetch();
          const body = (await response.text()).replace(/main-\w+\.js/, 'main-OTHER.js');
          await route.fulfill({ response, body });
        },
        { times: howOften },
      );
    await fromOther(1);
    await page.goto(`${graph.url}/graphiql`);
    await editor(page).filter({ hasText: '{' }).waitFor();
    expect(pages).toBe(1);

    // Within a minute not again.
    await fromOther(2);
    await page.goto(`${graph.url}/graphiql`);
    await page.getByRole('alert').getByText('GraphiQL could not be loaded.').waitFor();
    expect(pages).toBe(2);
  });

  test('a tab from before a release says what to do where a part of GraphiQL is not there any more', async () => {
    await using opened = await open(link('{clientes{nodes{nome}}}'));
    const { page } = opened;
    await editor(page).filter({ hasText: 'clientes' }).waitFor();
    await page.route('**/graphiql/*.js', (route) => route.fulfill({ status: 404 }));
    await page.getByRole('button', { name: /^Prettify/ }).click();
    await page.getByRole('alert').getByText('the server has another release of it').waitFor();

    await page.unroute('**/graphiql/*.js');
    await page.getByRole('button', { name: 'Reload', exact: true }).click();
    await editor(page).filter({ hasText: 'clientes{nodes{nome}}' }).waitFor();
    expect(await page.locator('#another-release').count()).toBe(0);
  });

  test('workers mark what is wrong in an operation', async () => {
    await using opened = await open(link('{ clientes { nodes { sobrenome } } }'));
    await opened.page.locator('.squiggly-error').waitFor();
    expect(opened.problems).toEqual([]);
  });

  test('a link shows its operation and variables, runs nothing by itself, and runs the one it names', async () => {
    await using opened = await open(link(TWO, { variables: '{"id": "2"}', operationName: 'Um' }));
    const { page, problems, operations } = opened;
    await editor(page).filter({ hasText: 'query Um' }).waitFor();
    // What is chosen of two is kept in the address.
    await soon(() => new URL(page.url()).searchParams.get('operationName')).toBe('Um');
    expect(operations).toEqual(['IntrospectionQuery']);

    await run(page);
    await page.getByRole('menuitem', { name: 'Um' }).click();
    await soon(() => result(page).textContent()).toContain('Bento');
    expect(operations).toEqual(['IntrospectionQuery', 'Um']);
    expect(problems).toEqual([]);
  });

  test('what is written is in the address, which shows it again', async () => {
    await using opened = await open('/graphiql');
    const { page } = opened;
    await editor(page).click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('query Curta { clientes(first: 1) { nodes { nome } } }');
    await soon(() => new URL(page.url()).searchParams.get('query')).toBe(
      'query Curta { clientes(first: 1) { nodes { nome } } }',
    );
    const address = page.url();

    await using again = await open(address.slice(graph.url.length));
    await editor(again.page).filter({ hasText: 'query Curta' }).waitFor();
    await run(again.page);
    await soon(() => result(again.page).textContent()).toContain('Bento');
    expect([again.operations.at(-1), again.problems]).toEqual(['Curta', []]);
  });

  test('the explorer writes an operation from fields that are ticked', async () => {
    await using opened = await open(link('query Nomes { clientes(first: 2) { nodes { id } } }'));
    const { page, problems } = opened;
    await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();
    await page.locator('.graphiql-explorer-root').getByText('nome', { exact: true }).first().click();
    await soon(() => new URL(page.url()).searchParams.get('query')).toContain('nome');
    expect(problems).toEqual([]);
  });

  test('on a phone an operation is read, run, and its answer read, and nothing is cut off', async () => {
    await using opened = await open(link('{ clientes(first: 1) { nodes { nome } } }'), {
      viewport: PHONE,
      hasTouch: true,
      isMobile: true,
    });
    const { page, problems } = opened;
    await editor(page).filter({ hasText: 'clientes' }).waitFor();
    await run(page);
    await soon(() => result(page).textContent()).toContain('Bento');

    const boxes = await Promise.all(
      ['.graphiql-query-editor', '.graphiql-response', '.who'].map((part) =>
        page.locator(part).boundingBox(),
      ),
    );
    for (const box of boxes) {
      expect(box?.x ?? -1).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? PHONE.width + 1)).toBeLessThanOrEqual(PHONE.width);
    }
    // Wide enough for a line of an operation.
    expect(boxes[0]?.width).toBeGreaterThan(270);
    expect(boxes[1]?.width).toBeGreaterThan(270);
    expect(problems).toEqual([]);
  });

  test('on a phone the variables can be reached while a plugin is open: the answer does not cover them', async () => {
    await using opened = await open(
      `${link('query Um($id: ID!) { cliente(id: $id) { nome } }')}&variables=${encodeURIComponent('{"id": "1"}')}`,
      { viewport: PHONE, hasTouch: true, isMobile: true },
    );
    const { page } = opened;
    await run(page);
    await soon(() => result(page).textContent()).toContain('Ana');
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer').waitFor();

    // Fails where anything else is on top of them.
    await page.locator('.graphiql-editor-tool').first().click({ timeout: 5_000 });
  });

  test.each([
    { width: 'desktop', options: {} },
    { width: 'phone', options: { viewport: PHONE, hasTouch: true, isMobile: true } },
  ])('axe finds nothing in GraphiQL at $width width, in light and dark', async ({ options }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await using opened = await open(link('{ clientes(first: 1) { nodes { nome } } }'), {
        ...options,
        colorScheme,
      });
      const { page } = opened;
      await run(page);
      await soon(() => result(page).textContent()).toContain('Bento');
      await page.getByRole('button', { name: 'New tab' }).click();
      const current = () => page.locator('.graphiql-tabs [aria-current]').allTextContents();
      await soon(current).toEqual(['<untitled>']);
      const findings: Record<string, string[]> = { answer: await axeFindings(page) };
      for (const plugin of ['Documentation Explorer', 'History', 'GraphiQL Explorer']) {
        await page.getByRole('button', { name: `Show ${plugin}` }).click();
        await page.getByRole('button', { name: `Hide ${plugin}` }).waitFor();
        findings[plugin] = await axeFindings(page);
      }
      for (const dialog of ['settings', 'short keys']) {
        await page.getByRole('button', { name: `Open ${dialog} dialog` }).click();
        await page.getByRole('dialog').waitFor();
        findings[dialog] = await axeFindings(page);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      const none = { answer: [], 'Documentation Explorer': [], History: [], 'GraphiQL Explorer': [] };
      expect(findings).toEqual({ ...none, settings: [], 'short keys': [] });
    }
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing in a page that says what went wrong, in %s',
    async (colorScheme) => {
      await using context = await browser.newContext({ ...ATENDENTE, colorScheme });
      const page = await context.newPage();
      await page.goto(`${graph.url}/nowhere`);
      await page.getByRole('heading', { name: 'Nothing here' }).waitFor();

      expect(await axeFindings(page)).toEqual([]);
      const paper = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
      expect(paper).toBe('light dark');
    },
  );

  test('without credentials the page is not shown', async () => {
    await using context = await browser.newContext();
    const page = await context.newPage();
    const response = await page.goto(`${graph.url}/graphiql`).catch(() => null);

    expect(response?.status() ?? 401).toBe(401);
  });

  test('the Sandbox page starts Sandbox on this graph, whose queries need no header typed', async () => {
    await using context = await browser.newContext(ATENDENTE);
    const page = await context.newPage();
    // Sandbox itself is on Apollo's servers, which cannot be reached here: this stands in for its script, and does
    // what it does with its options, which is to send the query from this page with the browser's credentials.
    await page.route(SANDBOX, (route) =>
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
    expect(await page.textContent('#who')).toContain('Logged in as atendente');
  });

  test('while Sandbox loads, and without internet, the page says so and leads to GraphiQL', async () => {
    await using context = await browser.newContext(ATENDENTE);
    const page = await context.newPage();
    let fail = () => {};
    await page.route(SANDBOX, async (route) => {
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
    expect(await axeFindings(page)).toEqual([]);
    await page.click('#notice a');
    await page.getByRole('button', { name: /^Execute query/ }).waitFor();
  });
});
