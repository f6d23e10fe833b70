import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { insertInventario } from '../../subgraphs/inventario/fixtures.ts';
import { type ConsoleGraph, NO_BROWSER, startConsoleGraph } from './console-graph.ts';

describe.skipIf(NO_BROWSER !== null)('files that the console gives', () => {
  const saved = async (page: Page, press: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  };
  const buyMany = async ({ graph }: ConsoleGraph, howMany: number) => {
    await using db = openDatabase({ url: graph.network.databaseUrls.get('inventario') ?? '', poolSize: 1 });
    await insertInventario(
      db,
      Array.from({ length: howMany }, (_, place) => ({
        id: String(1_000 + place),
        clienteId: '2',
        produtoId: '10',
        // More than a page at one instant.
        adquiridoEm: new Date(Date.UTC(2026, 0, 1 + (place % 2))),
      })),
    );
  };

  test('every page of purchases is in a customer’s file, and there is none where a domain does not answer', async () => {
    await using running = await startConsoleGraph();
    await buyMany(running, 250);
    await using opened = await running.open('/clientes/2', { acceptDownloads: true });
    const { page } = opened;
    const button = page.getByRole('button', { name: 'Exportar dados' });
    const { text } = await saved(page, () => button.click());
    const { compras } = JSON.parse(text) as { compras: { id: string }[] };
    // 103 is there from the beginning.
    expect(compras.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual([
      103,
      ...Array.from({ length: 250 }, (_, place) => 1_000 + place),
    ]);

    const files: string[] = [];
    page.on('download', (download) => files.push(download.suggestedFilename()));
    // The second page of purchases cannot be had.
    await running.graph.network.subgraphs.get('catalogo')?.[Symbol.asyncDispose]();
    await button.click();
    await page.getByRole('alert').getByText('Sem resposta de Catálogo').first().waitFor();
    expect(await page.locator('.head').getByRole('alert').textContent()).toContain('Nada foi exportado');
    expect(files).toEqual([]);
  });

  test('all requests that a filter finds come as a file', async () => {
    await using running = await startConsoleGraph();
    await using asking = await running.open('/produtos/10', { user: 'atendente' });
    await asking.page.getByText('Quem comprou (').waitFor();
    await using opened = await running.open('/acessos/pedidos?usuario=atendente&erros=nao', {
      acceptDownloads: true,
    });
    const { page } = opened;
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByText('Baixar todos').waitFor();
          await page
            .getByText(/Nenhum pedido|Domínios/)
            .first()
            .waitFor();
          return await page.getByRole('table', { name: 'Pedidos' }).getByRole('row').count();
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(3);

    const csv = await saved(page, () => page.getByRole('link', { name: 'CSV', exact: true }).click());
    expect(csv.name).toBe('acessos.csv');
    const lines = csv.text.trim().split(/\r?\n/);
    expect(lines.slice(1).map((line) => line.includes('atendente'))).toEqual([true, true]);
    const ndjson = await saved(page, () => page.getByRole('link', { name: 'NDJSON' }).click());
    expect(
      ndjson.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).usuario),
    ).toEqual(['atendente', 'atendente']);
  });
});
