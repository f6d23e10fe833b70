/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { Resources } from '../../platform/process/ending/resources.ts';
import { insertAnaAndBento, startTestNetwork, type TestNetwork } from '../support/networks/test-network.ts';
import { chromiumProgram, launchChromium } from '../support/servers/chromium.ts';

/** Why there is no browser, in words; null when there is one. */
export const NO_BROWSER = await whyNone();
if (NO_BROWSER !== null) console.log(`skipped: the console's tests need Chromium: ${NO_BROWSER}`);

async function whyNone(): Promise<string | null> {
  const found = await chromiumProgram();
  return typeof found === 'string' ? found : null;
}

/** The graph with Ana and Bento, which answers trusted documents alone, and a browser. */
export interface ConsoleGraph extends AsyncDisposable {
  readonly graph: TestNetwork;
  readonly browser: Browser;
  /** Opens a page of the console as a user, whose password is the name. */
  open(path: string, options?: OpenOptions): Promise<OpenPage>;
}

export interface OpenOptions extends BrowserContextOptions {
  user?: string;
}

export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  /** What went wrong in the page by itself: exceptions, and what the content security policy has refused. */
  readonly problems: string[];
  /** Addresses outside the router that were asked. */
  readonly foreign: string[];
}

export async function startConsoleGraph(env: Record<string, string> = {}): Promise<ConsoleGraph> {
  await using opened = new Resources();
  const graph = opened.use(
    await startTestNetwork({
      transport: 'direct',
      env: { TRUSTED_DOCUMENTS: 'only', ACCESS_TRACKING: 'on', ACCESS_FLUSH_MS: '100', ...env },
    }),
  );
  await insertAnaAndBento(graph.network);
  const program = await chromiumProgram();
  if (typeof program === 'string') throw new Error(program);
  const browser = await launchChromium(program);
  opened.defer(() => browser.close());
  const resources = opened.move();
  return {
    graph,
    browser,
    open: (path, options) => openPage(browser, graph.url, path, options),
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

async function openPage(
  browser: Browser,
  url: string,
  path: string,
  { user = 'admin', ...options }: OpenOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    httpCredentials: { username: user, password: user },
    locale: 'pt-BR',
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  const foreign: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
  });
  await page.goto(`${url}/painel${path}`);
  return { page, problems, foreign, [Symbol.asyncDispose]: () => context.close() };
}

/** What axe finds on a page, in short: WCAG 2.2 AA and what it holds good besides. */
export async function axeFindings(page: Page): Promise<string[]> {
  // As the browser's tools do, and not as a script of the page, which its policy would refuse.
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await loaded.run(document);
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join(' | ')}`,
    );
  });
}

/** The text of a trusted document, which may be sent as it is. */
export async function trustedText(name: string): Promise<string> {
  const { operations } = JSON.parse(await readFile('schema/trusted-documents.json', 'utf8')) as {
    operations: { name: string; body: string }[];
  };
  const found = operations.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no trusted document ${name}`);
  return found.body;
}
