import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { freshConsole } from '../../dev/console-files.ts';
import { createLog } from '../../platform/process/logging.ts';
import { subgraphUrlVariable } from '../../platform/process/process-config.ts';
import { openUserDirectory } from '../../router/auth/open-users.ts';
import { readRouterConfig } from '../../router/config.ts';
import { startRouter } from '../../router/router-server.ts';
import { TEST_SECRET } from '../support/test-subgraph.ts';
import { NO_BROWSER, startConsoleGraph } from './console-graph.ts';

test.skipIf(NO_BROWSER !== null)(
  'the console works where each request goes to another one of two routers',
  { timeout: 120_000 },
  async () => {
    await using running = await startConsoleGraph();
    const config = readRouterConfig({
      IDENTITY_SECRET: TEST_SECRET,
      NODE_ENV: 'development',
      ROUTER_PORT: '0',
      TRUSTED_DOCUMENTS: 'only',
      ...Object.fromEntries(
        [...running.graph.network.subgraphs.values()].map(({ name, url }) => [
          subgraphUrlVariable(name),
          url ?? '',
        ]),
      ),
    });
    const log = createLog('router', 'silent');
    await using users = await openUserDirectory({ ...config, log });
    await using second = await startRouter({ config, log, users, consoleFiles: freshConsole });
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

/** Sends each request to the next of the servers, as a load balancer does that keeps nobody at one. */
async function startAlternating(
  urls: readonly string[],
): Promise<AsyncDisposable & { url: string; sent: readonly number[] }> {
  const sent = urls.map(() => 0);
  let next = 0;
  const server: Server = createServer((request, response) => {
    const place = next++ % urls.length;
    sent[place] = (sent[place] ?? 0) + 1;
    const target = new URL(request.url ?? '/', urls[place]);
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
    sent,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
