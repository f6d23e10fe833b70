import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { freshConsole } from '../../dev/network/console-files.ts';
import { subgraphUrlVariable } from '../../platform/process/config/process-config.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { openUserDirectory } from '../../router/auth/users/open-users.ts';
import { readRouterConfig } from '../../router/config/config.ts';
import type { ConsoleFiles } from '../../router/console/console-files.ts';
import { startRouter } from '../../router/router-server.ts';
import { TEST_SECRET } from '../support/networks/test-subgraph.ts';
import { addFailingScript } from '../support/servers/failing-script.ts';
import { type ConsoleGraph, NO_BROWSER, startConsoleGraph } from './console-graph.ts';

test.skipIf(NO_BROWSER !== null)(
  'the console works where each request goes to another one of two routers',
  { timeout: 120_000 },
  async () => {
    await using running = await startConsoleGraph();
    await using second = await startSecond(running, freshConsole);
    await using balancer = await startAlternating([running.graph.url, second.url]);

    await using context = await running.browser.newContext({
      httpCredentials: { username: 'admin', password: 'admin' },
      locale: 'pt-BR',
    });
    const page = await context.newPage();
    const failed: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400 && response.status() !== 401) failed.push(response.url());
    });
    page.on('pageerror', (error) => failed.push(error.message));
    await page.goto(`${balancer.url}/painel/clientes`);
    await page.getByRole('link', { name: 'Ana Prado' }).click();
    for (const name of ['Ana Um', 'Ana Dois', 'Ana Tres', 'Ana Quatro']) {
      await page.getByRole('button', { name: 'Editar', exact: true }).click();
      await page.getByLabel('Nome completo').fill(name);
      await page.getByRole('button', { name: 'Gravar' }).click();
      // What the one has written the other one gives.
      await page.getByRole('heading', { name }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name }).waitFor();
      await page.getByRole('heading', { name: 'Compras (3)' }).waitFor();
    }
    expect(failed).toEqual([]);
    expect(Math.min(...balancer.sent)).toBeGreaterThan(10);
  },
);

test.skipIf(NO_BROWSER !== null).each(['to the next release', 'back to the release before'])(
  'a page whose files went with its router is loaded again, %s, at the page that was asked for',
  { timeout: 120_000 },
  async (way) => {
    await using running = await startConsoleGraph();
    await using second = await startSecond(running, nextRelease);
    const urls = [running.graph.url, second.url];
    if (way !== 'to the next release') urls.reverse();
    const [before = '', after = ''] = urls;
    const serving = [before];
    await using balancer = await startAlternating(serving);
    await using context = await running.browser.newContext({
      httpCredentials: { username: 'admin', password: 'admin' },
      locale: 'pt-BR',
    });
    const page = await context.newPage();
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    await page.goto(`${balancer.url}/painel/clientes`);
    await page.getByRole('link', { name: 'Ana Prado' }).waitFor();
    serving[0] = after;
    await page.getByRole('link', { name: 'Produtos' }).click();
    await page.getByRole('heading', { name: 'Produtos', level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/painel/produtos');
    expect(loads).toBe(2);

    // So soon again is no reload: two releases in turn would have the page load without end.
    serving[0] = before;
    await page.getByRole('link', { name: 'Vendas' }).click();
    await page.getByText('Esta página não pôde ser mostrada.').waitFor();
    expect(loads).toBe(2);
    await page.getByRole('button', { name: 'Recarregar' }).click();
    await page.getByRole('heading', { name: 'Vendas', level: 1 }).waitFor();
    expect(loads).toBe(3);
  },
);

test.skipIf(NO_BROWSER !== null)(
  'a page that came with the scripts of another release is loaded again once, and says so when that was no help',
  { timeout: 120_000 },
  async () => {
    await using running = await startConsoleGraph();
    await using second = await startSecond(running, nextRelease);
    const after = second.url;
    let pages = 0;
    // While routers are replaced: the page is the new one's, and its files are asked of the old one.
    let filesOf = (_page: number) => running.graph.url;
    await using balancer = await startBalancer(({ url: path = '', headers }) => {
      const isFile = path.startsWith('/painel/assets/');
      // Before, the browser asks without credentials.
      const isPage = path === '/painel/produtos' && headers.authorization !== undefined;
      if (isPage) pages += 1;
      return isFile ? filesOf(pages) : after;
    });
    await using context = await running.browser.newContext({
      httpCredentials: { username: 'admin', password: 'admin' },
      locale: 'pt-BR',
    });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) problems.push(message.text());
    });

    await page.goto(`${balancer.url}/painel/produtos`);
    const notice = page.getByRole('alert');
    await notice.getByText('O painel não pôde ser carregado').waitFor();
    expect(pages).toBe(2);
    filesOf = () => after;
    await page.getByRole('button', { name: 'Recarregar' }).click();
    await page.getByRole('heading', { name: 'Produtos', level: 1 }).waitFor();
    expect(pages).toBe(3);

    // A browser of somebody else, whom the balancer sends to the new one in time.
    await using other = await running.browser.newContext({
      httpCredentials: { username: 'admin', password: 'admin' },
    });
    pages = 0;
    filesOf = (at) => (at === 1 ? running.graph.url : after);
    const otherPage = await other.newPage();
    await otherPage.goto(`${balancer.url}/painel/produtos`);
    await otherPage.getByRole('heading', { name: 'Produtos', level: 1 }).waitFor();
    expect({ pages, address: new URL(otherPage.url()).pathname, problems }).toEqual({
      pages: 2,
      address: '/painel/produtos',
      problems: [],
    });
  },
);

test.skipIf(NO_BROWSER !== null)(
  'a script that a browser extension could not load leaves the page as it is',
  { timeout: 120_000 },
  async () => {
    await using running = await startConsoleGraph();
    await using opened = await running.open('/clientes/novo');
    const { page } = opened;
    await page.getByLabel('Nome completo').fill('Carla Dias');
    // Twice: the first one would load the page again, and the second one say that it could not be loaded.
    for (const address of ['https://extension.example/one.js', 'https://extension.example/two.js'])
      await page.evaluate(addFailingScript, address);

    expect(await page.getByLabel('Nome completo').inputValue()).toBe('Carla Dias');
    expect(await page.getByRole('alert').count()).toBe(0);
  },
);

/** The console with every file under another name, as after a change that all of them import. */
async function nextRelease(): Promise<ConsoleFiles> {
  const { page, assets } = await freshConsole();
  const renamed = (text: string) => text.replace(/-([A-Z0-9]{8})\.(js|css)/g, '-$1N.$2');
  return {
    page: renamed(page),
    assets: new Map(
      [...assets].map(([name, { plain }]) => [
        renamed(name),
        { plain: Buffer.from(renamed(plain.toString())), brotli: null },
      ]),
    ),
  };
}

/** Another router on the same domains, with a console of its own. */
async function startSecond(
  { graph }: ConsoleGraph,
  consoleFiles: () => Promise<ConsoleFiles>,
): Promise<AsyncDisposable & { url: string }> {
  await using opened = new Resources();
  const config = readRouterConfig({
    IDENTITY_SECRET: TEST_SECRET,
    NODE_ENV: 'development',
    ROUTER_PORT: '0',
    TRUSTED_DOCUMENTS: 'only',
    ...Object.fromEntries(
      [...graph.network.subgraphs.values()].map(({ name, url }) => [subgraphUrlVariable(name), url ?? '']),
    ),
  });
  const log = createLog('router', 'silent');
  const users = opened.use(await openUserDirectory({ ...config, log }));
  const { url } = opened.use(await startRouter({ config, log, users, consoleFiles }));
  const resources = opened.move();
  return { url, [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose]() };
}

/** Sends each request to the next of the servers, as a load balancer does that keeps nobody at one. */
async function startAlternating(
  urls: readonly string[],
): Promise<AsyncDisposable & { url: string; sent: readonly number[] }> {
  const sent = urls.map(() => 0);
  let next = 0;
  const balancer = await startBalancer(() => {
    const place = next++ % urls.length;
    sent[place] = (sent[place] ?? 0) + 1;
    return urls[place] ?? '';
  });
  return { ...balancer, sent };
}

/** Sends each request to the server that `choose` names. */
async function startBalancer(
  choose: (request: IncomingMessage) => string,
): Promise<AsyncDisposable & { url: string }> {
  const server: Server = createServer((request, response) => {
    const target = new URL(request.url ?? '/', choose(request));
    const onward = httpRequest(target, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // A server that listens on TCP has an address of this shape.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
