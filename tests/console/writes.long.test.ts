/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import {
  axeFindings,
  type ConsoleGraph,
  NO_BROWSER,
  startConsoleGraph,
  trustedText,
} from './console-graph.ts';

describe.skipIf(NO_BROWSER !== null)('what is written in the console', () => {
  let running: ConsoleGraph;
  beforeAll(async () => {
    running = await startConsoleGraph();
  });
  afterAll(() => running?.[Symbol.asyncDispose]());

  /** What somebody else writes meanwhile, and what it became. */
  const somebodyElse = async (document: string, entrada: object) => {
    const { body } = await running.graph.query(await trustedText(document), { variables: { entrada } });
    const result = body.data?.criarEndereco ?? body.data?.atualizarEndereco;
    expect({ errors: body.errors, result: result?.__typename }).toEqual({ result: 'EnderecoGravado' });
    return String(result?.endereco.id);
  };
  const rows = async (domain: string, sql: string) => {
    await using db = openDatabase({ url: running.graph.network.databaseUrls.get(domain) ?? '', poolSize: 1 });
    return await db.read(sql, []);
  };
  const table = (page: Page, name: string) => page.getByRole('table', { name });

  test('an address: what the server says of fields at them, then written, changed beside somebody else, made principal and deleted', async () => {
    await using opened = await running.open('/clientes/1');
    const { page, problems } = opened;
    await page.getByRole('button', { name: 'Novo endereço' }).click();
    const dialog = page.getByRole('dialog', { name: 'Novo endereço' });
    await dialog.getByLabel('Tipo').selectOption('Entrega');
    await dialog.getByLabel('Logradouro').fill('Travessa Nova');
    await dialog.getByLabel('Número').fill('7');
    await dialog.getByLabel('Bairro').fill('Carmo');
    await dialog.getByLabel('Cidade').fill('Olinda');
    await dialog.getByLabel('UF').fill('xx');
    await dialog.getByLabel('CEP').fill('5302');
    await dialog.getByRole('button', { name: 'Gravar' }).click();
    await dialog.locator('input[name=uf][aria-invalid=true]').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('cep');
    // What was entered stays.
    expect(await dialog.getByLabel('Logradouro').inputValue()).toBe('Travessa Nova');
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel('UF').fill('pe');
    await dialog.getByLabel('CEP').fill('53020-140');
    await dialog.getByRole('button', { name: 'Gravar' }).click();
    const row = table(page, 'Endereços').getByRole('row', { name: /Travessa Nova/ });
    await row.getByText('Entrega').waitFor();
    await dialog.waitFor({ state: 'detached' });

    await row.getByRole('button', { name: 'Editar' }).click();
    await page.getByLabel('Logradouro').fill('Travessa Velha');
    const [{ id = '' } = {}] = (await rows(
      'enderecos',
      "select id from endereco where logradouro = 'Travessa Nova'",
    )) as { id?: string }[];
    await somebodyElse('PainelAtualizarEndereco', {
      id,
      versao: 1,
      tipo: 'OUTRO',
      logradouro: 'Travessa Outra',
    });
    await page.getByRole('button', { name: 'Gravar' }).click();
    const conflict = page.getByRole('dialog', { name: 'Alterado por outra pessoa' });
    await conflict.getByRole('radio', { name: 'Versão atual Outro' }).waitFor();
    expect(await conflict.getByRole('radio', { name: 'Sua versão Travessa Velha' }).isChecked()).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await conflict.getByRole('button', { name: 'Gravar o escolhido' }).click();
    const changed = table(page, 'Endereços').getByRole('row', { name: /Outro.*Travessa Velha/ });
    await changed.waitFor();

    await changed.getByRole('button', { name: 'Tornar principal' }).click();
    await changed.getByText('(principal)').waitFor();
    await changed.getByRole('button', { name: 'Excluir' }).click();
    const question = page.getByRole('dialog', { name: 'Excluir endereço?' });
    await question.getByText('Travessa Velha, 7').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await question.getByRole('button', { name: 'Excluir' }).click();
    await changed.waitFor({ state: 'detached' });
    expect(await table(page, 'Endereços').getByText('(principal)').count()).toBe(1);
    expect(problems).toEqual([]);
  });

  test('an address that somebody else has changed is not deleted unseen', async () => {
    const id = await somebodyElse('PainelCriarEndereco', {
      clienteId: '2',
      tipo: 'COMERCIAL',
      logradouro: 'Rua Nova',
      numero: '1',
      bairro: 'Centro',
      cidade: 'Recife',
      uf: 'PE',
      cep: '50010-000',
    });
    await using opened = await running.open('/clientes/2');
    const { page } = opened;
    await page.getByRole('button', { name: 'Excluir: Rua Nova' }).click();
    await somebodyElse('PainelAtualizarEndereco', { id, versao: 1, numero: '77' });
    const question = page.getByRole('dialog', { name: 'Excluir endereço?' });
    await question.getByRole('button', { name: 'Excluir' }).click();
    await question.getByText('Outra pessoa alterou isto').waitFor();
    await question.getByText('Rua Nova, 77').waitFor();
    await question.getByRole('button', { name: 'Excluir' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await rows('enderecos', 'select id from endereco where id_cliente = 2')).toEqual([]);
  });

  test('a purchase is recorded once, however often its button is pressed and its answer is lost', async () => {
    await using opened = await running.open('/clientes/2');
    const { page, problems } = opened;
    await page.getByRole('heading', { name: 'Compras (1)' }).waitFor();
    await page.getByRole('button', { name: 'Registrar compra' }).click();
    const dialog = page.getByRole('dialog', { name: 'Registrar compra' });
    await dialog.getByLabel('Unidades').fill('muitas');
    await dialog.getByRole('button', { name: 'Registrar' }).click();
    await dialog.locator('input[name=quantidade][aria-invalid=true]').waitFor();
    await dialog.getByLabel('Unidades').fill('2');
    await dialog.getByRole('button', { name: 'Registrar' }).click();
    await dialog.locator('select[aria-invalid=true]').waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await dialog.getByLabel('Procurar produto').fill('cafe');
    await dialog.getByLabel('Produto', { exact: true }).selectOption({ label: 'Cafeteira (R$ 189,90)' });
    // Carried out, and the answer lost on its way.
    let lost = 0;
    await page.route('**/graphql', async (route) => {
      if (route.request().postDataJSON().operationName !== 'PainelRegistrarAquisicao' || lost > 0)
        return await route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await dialog.getByRole('button', { name: 'Registrar' }).click();
    await dialog.getByText('O servidor não respondeu').waitFor();
    await dialog.locator('form').evaluate((form: HTMLFormElement) => {
      form.requestSubmit();
      form.requestSubmit();
    });
    await page.getByRole('heading', { name: 'Compras (2)' }).waitFor();
    await dialog.waitFor({ state: 'detached' });

    expect({ lost, problems }).toEqual({ lost: 1, problems: [] });
    expect(
      await rows(
        'inventario',
        'select quantidade, cast(preco_unitario as char) as preco from inventario where id_cliente = 2 and id_produto = 10',
      ),
    ).toEqual([{ quantidade: 2, preco: '189.90' }]);

    // 2 × 25.00 + 2 × 189.90
    await page.locator('dd', { hasText: '429,80' }).waitFor();
    await page.getByRole('button', { name: /^Estornar: Cafeteira/ }).click();
    const question = page.getByRole('dialog', { name: 'Estornar compra?' });
    await question.getByText('2 × Cafeteira').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await question.getByRole('button', { name: 'Estornar' }).click();
    await page.getByRole('heading', { name: 'Compras (1)' }).waitFor();
    await page.locator('dd', { hasText: '429,80' }).waitFor({ state: 'detached' });
  });

  test('with the keyboard alone a clerk records a purchase and reverses it', async () => {
    await using opened = await running.open('/clientes/2');
    const { page } = opened;
    const keys = page.keyboard;
    await page.getByRole('button', { name: 'Registrar compra' }).focus();
    await keys.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Registrar compra' });
    await dialog
      .getByLabel('Produto', { exact: true })
      .getByRole('option', { name: /Caneca/ })
      .waitFor({
        state: 'attached',
      });
    // From the search, where the dialog begins, to the choice, to the units.
    await keys.press('Tab');
    await keys.type('Caneca');
    await keys.press('Tab');
    await keys.press('Control+A');
    await keys.type('9');
    await keys.press('Enter');
    const row = table(page, 'Compras').getByRole('row', { name: /Caneca.*R\$.225,00/ });
    await row.waitFor();
    await dialog.waitFor({ state: 'detached' });
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toBe('Registrar compra');

    await row.getByRole('button', { name: /^Estornar/ }).focus();
    await keys.press('Enter');
    await page.getByRole('dialog', { name: 'Estornar compra?' }).waitFor();
    // The first of its buttons.
    await keys.press('Enter');
    await row.waitFor({ state: 'detached' });
    // The button is gone with its row: the focus goes to what the row was in, and not to the begin of the page.
    await expect.poll(focused, { timeout: 10_000 }).toMatch(/^Compras \(/);
  });

  test('a product is registered, unless another one has its SKU', async () => {
    await using opened = await running.open('/produtos');
    const { page } = opened;
    await page.getByRole('link', { name: 'Novo produto' }).click();
    await page.getByLabel('Nome').fill('Chaleira');
    await page.getByLabel('SKU').fill('CHA-1');
    await page.getByLabel('Categoria').fill('Cozinha');
    await page.getByLabel('Preço em reais').fill('muito');
    await page.getByRole('button', { name: 'Cadastrar' }).click();
    await page.locator('input[name=preco][aria-invalid=true]').waitFor();
    await page.getByLabel('Preço em reais').fill('1.020,5');
    await page.getByRole('button', { name: 'Cadastrar' }).click();
    await page.getByRole('heading', { name: 'Chaleira' }).waitFor();
    expect(await page.locator('dd', { hasText: '1.020,50' }).count()).toBe(1);

    await page.goto(`${running.graph.url}/painel/produtos/novo`);
    for (const [label, text] of [
      ['Nome', 'Outra'],
      ['SKU', 'CHA-1'],
      ['Categoria', 'Cozinha'],
      ['Preço em reais', '1'],
    ] as const)
      await page.getByLabel(label).fill(text);
    await page.getByRole('button', { name: 'Cadastrar' }).click();
    await page.getByRole('alert').getByText('SKU').waitFor();
  });

  test('who may not write is offered nothing to write', async () => {
    await using opened = await running.open('/clientes/2', { user: 'atendente' });
    const { page } = opened;
    await page.getByRole('heading', { name: 'Compras (' }).waitFor();
    await page.locator('.user', { hasText: 'atendente' }).waitFor();
    expect(
      await page.getByRole('button', { name: /Novo|Registrar|Corrigir|Estornar|Editar|Excluir/ }).count(),
    ).toBe(0);
    for (const [path, what] of [
      ['/clientes/novo', 'clientes'],
      ['/produtos/novo', 'produtos'],
    ]) {
      await page.goto(`${running.graph.url}/painel${path}`);
      await page.getByText(`Seu usuário não tem permissão para cadastrar ${what}.`).waitFor();
      expect(await page.getByRole('button', { name: 'Cadastrar' }).count()).toBe(0);
    }
  });
});
