/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { insertInventario } from '../../subgraphs/inventario/fixtures.ts';
import { axeFindings, type ConsoleGraph, NO_BROWSER, startConsoleGraph } from './console-graph.ts';

/** Each page that asks the graph, by what it shows once it has everything. */
const PAGES = [
  { path: '/clientes', shows: ['Bento Reis'] },
  { path: '/clientes?busca=bento', shows: ['Bento Reis'] },
  { path: '/clientes/1', shows: ['Rua da Casa', 'Compras (3)', 'Quem viu'] },
  { path: '/clientes/1/exclusao', shows: ['Ninguém pediu a exclusão'] },
  { path: '/produtos', shows: ['Cafeteira'] },
  { path: '/produtos/11', shows: ['Quem comprou (3 compras)'] },
  { path: '/vendas?de=2026-01-01&ate=2026-03-31', shows: ['Mais vendidos'] },
  { path: '/acessos', shows: ['Por operação'] },
  { path: '/acessos/pedidos', shows: ['Domínios'] },
  { path: '/acessos/auditoria', shows: [/De quem|Ninguém, até agora/] },
  { path: '/saude', shows: ['Catálogo: pronto'] },
] as const;

describe.skipIf(NO_BROWSER !== null)('what pages of the console show in place of what they have not', () => {
  let running: ConsoleGraph;
  beforeAll(async () => {
    running = await startConsoleGraph();
  });
  afterAll(() => running?.[Symbol.asyncDispose]());

  test.each(PAGES)(
    '$path: that it is loading, then that nothing came, then all of it',
    async ({ path, shows }) => {
      await using opened = await running.open('/nada', { viewport: { width: 360, height: 740 } });
      const { page, problems } = opened;
      let fail = () => {};
      const failed = new Promise<void>((resolve) => {
        fail = resolve;
      });
      let isAway = true;
      let ask = () => {};
      const asked = new Promise<void>((resolve) => {
        ask = resolve;
      });
      await page.route('**/graphql', async (route) => {
        if (!isAway) return await route.continue();
        ask();
        await failed;
        await route.abort();
      });
      await page.goto(`${running.graph.url}/painel${path}`);
      // The page itself is there then, and not only the frame around it.
      await asked;
      await page.getByText('Carregando…').first().waitFor();
      expect(await axeFindings(page)).toEqual([]);

      fail();
      await page
        .getByRole('alert')
        .getByText('O servidor não respondeu. Verifique a conexão e tente de novo.')
        .first()
        .waitFor();
      await expect.poll(() => page.getByText('Carregando…').count()).toBe(0);
      expect(await axeFindings(page)).toEqual([]);

      isAway = false;
      for (let tries = 0; tries < 5 && (await retryButtons(page).count()) > 0; tries += 1) {
        const before = await retryButtons(page).count();
        await retryButtons(page).first().click();
        await expect.poll(() => retryButtons(page).count()).toBeLessThan(before);
      }
      for (const text of shows) await page.getByText(text).first().waitFor();
      expect({ alerts: await page.getByRole('alert').count(), problems }).toEqual({
        alerts: 0,
        problems: [],
      });
    },
  );

  test.each([
    { path: '/clientes?busca=zzzz', says: ['Nenhum cliente encontrado.'] },
    { path: '/clientes?busca=z', says: ['Digite ao menos duas letras.'] },
    { path: '/clientes/2', says: ['Sem endereços.'] },
    { path: '/clientes/99', says: ['Cliente não encontrado'] },
    { path: '/produtos?texto=zzzz', says: ['Nenhum produto encontrado.'] },
    { path: '/produtos/99', says: ['Produto não encontrado'] },
    { path: '/vendas?de=2001-01-01&ate=2001-01-31', says: ['Nenhuma venda neste período.'] },
    { path: '/acessos/pedidos?usuario=ninguem', says: ['Nenhum pedido encontrado.'] },
  ])('$path has nothing, and says so', async ({ path, says }) => {
    await using opened = await running.open(path);
    const { page, problems } = opened;
    for (const text of says) await page.getByText(text).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await axeFindings(page)).toEqual([]);
    expect({ alerts: await page.getByRole('alert').count(), problems }).toEqual({ alerts: 0, problems: [] });
  });

  test.each([
    { path: '/clientes', label: 'Buscar', value: 'ana', shows: 'Bento Reis' },
    { path: '/produtos', label: 'Buscar', value: 'zzzz', shows: 'Cafeteira' },
    { path: '/vendas?de=2026-01-01&ate=2026-03-31', label: 'Categoria', value: 'Livros', shows: 'Cafeteira' },
    { path: '/acessos', label: 'Agrupar por', value: 'USUARIO', shows: 'Por operação' },
    { path: '/acessos/pedidos', label: 'Usuário', value: 'ninguem', shows: 'PainelAcessos' },
    { path: '/acessos/auditoria', label: 'Quem viu', value: 'ninguem', shows: 'Ana' },
  ])(
    '$path shows nothing of other filters where nothing came for these',
    async ({ path, label, value, shows }) => {
      await using opened = await running.open('/clientes/1');
      const { page, problems } = opened;
      // That somebody was shown whose data, and by a request.
      await page.getByRole('heading', { name: 'Ana' }).waitFor();
      await expect
        .poll(async () => {
          await page.goto(`${running.graph.url}/painel${path}`);
          await page.waitForLoadState('networkidle');
          return page.getByRole('main').getByText(shows).count();
        })
        .toBeGreaterThan(0);

      await page.route('**/graphql', (route) => route.abort());
      const field = page.getByLabel(label, { exact: true });
      if (label === 'Agrupar por') await field.selectOption(value);
      else await field.fill(value);
      await page.getByRole('alert').getByText('O servidor não respondeu.').first().waitFor();

      await expect.poll(() => page.getByRole('main').getByText(shows).count()).toBe(0);
      expect({ retries: await retryButtons(page).count(), problems }).toEqual({ retries: 1, problems: [] });
    },
  );

  test('groups of accesses are called what they are until others have come', async () => {
    await using opened = await running.open('/acessos');
    const { page } = opened;
    await page.getByRole('heading', { name: 'Por operação' }).waitFor();
    let goOn = () => {};
    const going = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await page.route('**/graphql', async (route) => {
      await going;
      await route.continue();
    });
    const asked = page.waitForRequest('**/graphql');
    await page.getByLabel('Agrupar por').selectOption('USUARIO');
    await asked;
    await page.getByRole('heading', { name: 'Por operação' }).waitFor();
    await page.getByRole('columnheader', { name: 'Operação' }).waitFor();

    goOn();
    await page.getByRole('heading', { name: 'Por usuário' }).waitFor();
    await page.getByRole('cell', { name: 'admin' }).waitFor();
  });

  test('how far an erasure is is asked again by itself while its domain does not answer', async () => {
    await using opened = await running.open('/nada');
    const { page } = opened;
    let isAway = true;
    await page.route('**/graphql', (route) => {
      const message = 'The subgraph is unavailable.';
      const extensions = { code: 'SUBGRAPH_UNAVAILABLE', serviceName: 'clientes' };
      return isAway
        ? route.fulfill({
            json: { data: { exclusao: null }, errors: [{ message, path: ['exclusao'], extensions }] },
          })
        : route.continue();
    });
    await page.goto(`${running.graph.url}/painel/clientes/1/exclusao`);
    await page.getByRole('alert').getByText('Sem resposta de Clientes.').waitFor();

    isAway = false;
    await page.getByText('Ninguém pediu a exclusão do cliente 1.').waitFor();
  });

  test('who has logged in is asked again where the router was too busy to say, and the page is there meanwhile', async () => {
    await using opened = await running.open('/nada');
    const { page, problems } = opened;
    let asked = 0;
    await page.route('**/painel/sessao', (route) => {
      asked += 1;
      const errors = [{ message: 'Try again later.', extensions: { code: 'SERVICE_UNAVAILABLE' } }];
      if (asked === 1) return route.fulfill({ status: 503, json: { errors } });
      return asked === 2 ? route.abort() : route.continue();
    });
    await page.goto(`${running.graph.url}/painel/clientes/2`);
    await page.getByRole('heading', { name: 'Bento Reis' }).waitFor();

    await page.locator('.user').getByText('admin').waitFor();
    await page.getByRole('button', { name: 'Editar', exact: true }).waitFor();
    expect({ asked, problems }).toEqual({ asked: 3, problems: [] });
  });
});

const retryButtons = (page: Page) => page.getByRole('button', { name: 'Tentar de novo' });

const partly = (domain: string) =>
  `Resposta parcial. Sem resposta de ${domain}: o que vem dali falta nesta página.`;
const SALES = '/vendas?de=2026-01-01&ate=2026-03-31';

test.skipIf(NO_BROWSER !== null)(
  'with domains stopped each page shows what the others have, and says which ones are missing',
  { timeout: 120_000 },
  async () => {
    await using own = await startConsoleGraph();
    const stop = (...names: string[]) =>
      Promise.all(names.map((name) => own.graph.network.subgraphs.get(name)?.[Symbol.asyncDispose]()));
    /** A page shows all of this, has these alerts in this order, and nothing that axe finds. */
    const expectPage = async (path: string, { shows, alerts }: { shows: string[]; alerts: string[] }) => {
      await using opened = await own.open(path);
      const { page, problems } = opened;
      const alert = page.getByRole('alert');
      await expect.poll(() => alert.locator('p').allTextContents(), { message: path }).toEqual(alerts);
      await expect.poll(() => page.getByText('Carregando…').count()).toBe(0);
      for (const text of shows) await page.getByText(text).last().waitFor();
      expect(await axeFindings(page), path).toEqual([]);
      expect({ retries: await retryButtons(page).count(), problems }).toEqual({
        retries: alerts.length,
        problems: [],
      });
    };

    await stop('catalogo', 'acessos', 'enderecos');
    await expectPage('/clientes', { shows: ['Bento Reis'], alerts: [] });
    await expectPage('/clientes/1', {
      shows: ['529.982.247-25', 'indisponível', 'Compras (3)'],
      alerts: [partly('Endereços'), partly('Catálogo'), partly('Catálogo'), 'Sem resposta de Acessos.'],
    });
    await expectPage('/produtos', { shows: ['Produtos'], alerts: ['Sem resposta de Catálogo.'] });
    await expectPage('/produtos/11', { shows: ['Produto'], alerts: ['Sem resposta de Catálogo.'] });
    await expectPage(SALES, { shows: ['indisponível', '147,30'], alerts: [partly('Catálogo')] });
    for (const path of ['/acessos', '/acessos/pedidos', '/acessos/auditoria', '/saude'])
      await expectPage(path, { shows: [], alerts: ['Sem resposta de Acessos.'] });

    await stop('clientes', 'inventario');
    for (const path of ['/clientes', '/clientes/1', '/clientes/1/exclusao'])
      await expectPage(path, { shows: [], alerts: ['Sem resposta de Clientes.'] });
    await expectPage(SALES, { shows: [], alerts: ['Sem resposta de Compras.'] });
  },
);

test.skipIf(NO_BROWSER !== null)(
  'a product whose buyers or their names are away is shown without them',
  { timeout: 60_000 },
  async () => {
    await using own = await startConsoleGraph();
    await own.graph.network.subgraphs.get('clientes')?.[Symbol.asyncDispose]();
    await using opened = await own.open('/produtos/11');
    const { page } = opened;
    await page.getByText(partly('Clientes')).waitFor();
    await page.getByRole('heading', { name: 'Quem comprou (3 compras)' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await own.graph.network.subgraphs.get('inventario')?.[Symbol.asyncDispose]();
    await page.reload();
    await page.getByRole('heading', { name: 'Caneca' }).waitFor();
    await page.getByText('Sem resposta de Compras.').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
  },
);

test.skipIf(NO_BROWSER !== null)(
  'while the names of customers are away the audit calls nobody erased',
  { timeout: 60_000 },
  async () => {
    await using own = await startConsoleGraph();
    await using seen = await own.open('/clientes/1');
    await seen.page.getByRole('heading', { name: 'Ana Prado' }).waitFor();
    await using opened = await own.open('/acessos/auditoria');
    const { page } = opened;
    await expect
      .poll(async () => {
        await page.reload();
        await page.getByText(/De quem|Ninguém, até agora/).waitFor();
        return await page.getByRole('cell', { name: 'Ana Prado' }).count();
      })
      .toBeGreaterThan(0);

    await own.graph.network.subgraphs.get('clientes')?.[Symbol.asyncDispose]();
    await page.reload();
    await page.getByText(partly('Clientes')).waitFor();
    await page.getByRole('cell', { name: 'excluído ou indisponível' }).first().waitFor();
    expect(await page.getByRole('cell', { name: 'excluído', exact: true }).count()).toBe(0);
  },
);

test.skipIf(NO_BROWSER !== null)(
  'why the next page of a list does not come is said, and it comes when it is asked for again',
  { timeout: 60_000 },
  async () => {
    await using own = await startConsoleGraph();
    await using database = openDatabase({
      url: own.graph.network.databaseUrls.get('inventario') ?? '',
      poolSize: 1,
    });
    await insertInventario(
      database,
      Array.from({ length: 12 }, (_, index) => ({
        id: String(200 + index),
        clienteId: '1',
        produtoId: '11',
      })),
    );
    await using opened = await own.open('/produtos/11');
    const { page, problems } = opened;
    const rows = page.getByRole('table', { name: 'Quem comprou' }).locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(10);
    const more = page.getByRole('button', { name: 'Mostrar mais' });

    await page.route('**/graphql', (route) => route.abort(), { times: 1 });
    await more.click();
    await page
      .getByRole('alert')
      .getByText('O servidor não respondeu. Verifique a conexão e tente de novo.')
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await rows.count()).toBe(10);

    const unavailable = { code: 'SUBGRAPH_UNAVAILABLE', serviceName: 'clientes' };
    await page.route(
      '**/graphql',
      async (route) => {
        const answer = await (await route.fetch()).json();
        await route.fulfill({
          json: { ...answer, errors: [{ message: 'The subgraph is unavailable.', extensions: unavailable }] },
        });
      },
      { times: 1 },
    );
    await more.click();
    await page.getByRole('alert').getByText('Sem resposta de Clientes.').waitFor();
    expect(await rows.count()).toBe(10);

    await more.click();
    await expect.poll(() => rows.count()).toBe(15);
    expect({ alerts: await page.getByRole('alert').count(), problems }).toEqual({ alerts: 0, problems: [] });
  },
);
