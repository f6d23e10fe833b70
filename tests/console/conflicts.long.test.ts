import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  axeFindings,
  type ConsoleGraph,
  NO_BROWSER,
  startConsoleGraph,
  trustedText,
} from './console-graph.ts';

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
    await page.getByRole('button', { name: 'Editar', exact: true }).click();
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

  test('what a product is called is changed beside somebody else, what the server says of a field is at it', async () => {
    await using opened = await running.open('/produtos/10');
    const { page, problems } = opened;
    await page.getByRole('button', { name: 'Editar', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Editar Cafeteira' });
    await form.getByLabel('Nome').fill('C');
    await form.getByRole('button', { name: 'Gravar' }).click();
    await form.locator('input[name=nome][aria-invalid=true]').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await form.getByLabel('Nome').fill('Cafeteira grande');
    await form.getByLabel('Descrição').fill('Para doze xícaras');
    await somebodyElse('PainelAtualizarProduto', { id: '10', versao: 1, categoria: 'Copa' });
    await form.getByRole('button', { name: 'Gravar' }).click();
    const dialog = page.getByRole('dialog', { name: 'Alterado por outra pessoa' });
    expect(await dialog.getByRole('radio', { name: 'Versão atual Copa' }).isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'Gravar o escolhido' }).click();

    await page.getByRole('heading', { name: 'Cafeteira grande' }).waitFor();
    await page.locator('dd', { hasText: 'Copa' }).waitFor();
    await page.getByText('Para doze xícaras').waitFor();
    expect(problems).toEqual([]);
  });

  test('a purchase is corrected beside somebody else, and what its customer has spent follows', async () => {
    await using opened = await running.open('/clientes/2');
    const { page, problems } = opened;
    const row = page.getByRole('table', { name: 'Compras' }).getByRole('row', { name: /Caneca/ });
    await row.getByRole('button', { name: /^Corrigir/ }).click();
    const form = page.getByRole('dialog', { name: 'Corrigir compra de Caneca' });
    await form.getByLabel('Unidades').fill('muitas');
    await form.getByRole('button', { name: 'Gravar' }).click();
    await form.locator('input[name=quantidade][aria-invalid=true]').waitFor();
    await form.getByLabel('Unidades').fill('4');
    await form.getByLabel('Quando').fill('2999-01-01T00:00:00');
    await form.getByRole('button', { name: 'Gravar' }).click();
    // What is in the future the server refuses.
    await form.locator('input[name=adquiridoEm][aria-invalid=true]').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await form.getByLabel('Quando').fill('2025-03-04T10:20:30');
    await somebodyElse('PainelCorrigirAquisicao', { ...(await aquisicao()), precoUnitario: '30.00' });
    await form.getByRole('button', { name: 'Gravar' }).click();
    const dialog = page.getByRole('dialog', { name: 'Alterado por outra pessoa' });
    await dialog.getByRole('radio', { name: 'Versão atual 30,00' }).waitFor();
    await dialog.getByRole('button', { name: 'Gravar o escolhido' }).click();

    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /04\/03\/2025, 10:20:30.*Caneca.*4.*30,00.*120,00/ }).waitFor();
    await page.locator('dd', { hasText: '120,00' }).first().waitFor();
    expect(problems).toEqual([]);
  });

  /** The id and version of the one purchase of the customer 2. */
  const aquisicao = async () => {
    const { body } = await running.graph.query(await trustedText('PainelComprasDoCliente'), {
      variables: { id: '2', first: 1 },
    });
    const { id, versao } = body.data?.cliente.inventario.edges[0].node ?? {};
    return { id, versao };
  };
});
