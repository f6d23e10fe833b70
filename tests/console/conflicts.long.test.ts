import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConsoleGraph, NO_BROWSER, startConsoleGraph, trustedText } from './console-graph.ts';

describe.skipIf(NO_BROWSER !== null)('two people write the same in the console', () => {
  let running: ConsoleGraph;
  beforeAll(async () => {
    running = await startConsoleGraph();
  });
  afterAll(() => running?.[Symbol.asyncDispose]());

  const somebodyElse = async (document: string, entrada: object) => {
    const { body } = await running.graph.query(await trustedText(document), { variables: { entrada } });
    expect(body.errors).toBeUndefined();
  };

  test('who discards leaves a customer as the other one has written it', async () => {
    await using opened = await running.open('/clientes/2');
    const { page } = opened;
    await page.getByRole('button', { name: 'Editar', exact: true }).click();
    await page.getByLabel('Nome completo').fill('Bento de Cá');
    await somebodyElse('PainelAtualizarCliente', { id: '2', versao: 1, nome: 'Bento de Lá' });
    await page.getByRole('button', { name: 'Gravar' }).click();
    await page.getByRole('button', { name: 'Descartar as minhas mudanças' }).click();

    await page.getByRole('heading', { name: 'Bento de Lá' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.reload();
    await page.getByRole('heading', { name: 'Bento de Lá' }).waitFor();
  });

  test('a price that somebody else has changed is shown beside the own one, and the chosen one is kept', async () => {
    await using opened = await running.open('/produtos/11');
    const { page } = opened;
    await page.getByRole('button', { name: /preço/i }).click();
    await page.getByLabel('Preço em reais').fill('31,00');
    await somebodyElse('PainelAtualizarProduto', { id: '11', versao: 1, preco: '32.00' });
    await page.getByRole('button', { name: 'Gravar' }).click();
    const dialog = page.getByRole('dialog', { name: 'Alterado por outra pessoa' });
    await dialog.getByRole('radio', { name: 'Versão atual 32,00' }).waitFor();
    expect(await dialog.getByRole('radio', { name: 'Sua versão 31,00' }).isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'Gravar o escolhido' }).click();

    await dialog.waitFor({ state: 'detached' });
    await page.locator('dd', { hasText: '31,00' }).waitFor();
  });
});
