/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConsoleGraph, NO_BROWSER, startConsoleGraph, trustedText } from './console-graph.ts';

describe.skipIf(NO_BROWSER !== null)('customers in the console', () => {
  let running: ConsoleGraph;
  beforeAll(async () => {
    running = await startConsoleGraph();
  });
  afterAll(() => running?.[Symbol.asyncDispose]());

  test('search as it is typed, a customer, an edit, a conflict with both versions, and erasure', async () => {
    await using opened = await running.open('/');
    const { page, problems, foreign } = opened;
    await page.getByLabel('Buscar').pressSequentially('ana p');
    await page.getByRole('link', { name: 'Ana Prado' }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Bento Reis' }).count()).toBe(0);
    await expect.poll(() => new URL(page.url()).search).toBe('?busca=ana+p');

    await page.getByRole('link', { name: 'Ana Prado' }).click();
    await page.getByRole('heading', { name: 'Ana Prado' }).waitFor();
    await page.getByText('Rua da Casa').waitFor();
    await page.getByRole('heading', { name: 'Compras (3)' }).waitFor();
    expect(await page.getByText('529.982.247-25').count()).toBe(1);
    // 179.90 + 3 × 24.10 + 25.00
    expect(await page.locator('dd', { hasText: '277,20' }).count()).toBe(1);

    await page.getByRole('button', { name: 'Editar', exact: true }).click();
    await page.getByLabel('Nome completo').fill('A');
    await page.getByLabel('E-mail').fill('nada');
    await page.getByRole('button', { name: 'Gravar' }).click();
    await page.locator('input[name=email][aria-invalid=true]').waitFor();
    expect(await page.locator('input[name=nome]').getAttribute('aria-invalid')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('nome');

    await page.getByLabel('Nome completo').fill('Ana Prado Lima');
    await page.getByLabel('E-mail').fill('ana@exemplo.com.br');
    const other = await running.graph.query(await trustedText('PainelAtualizarCliente'), {
      variables: { entrada: { id: '1', versao: 1, nome: 'Ana P.', telefone: '+5581987654321' } },
    });
    expect(other.body.data.atualizarCliente.__typename).toBe('ClienteGravado');
    await page.getByRole('button', { name: 'Gravar' }).click();
    const dialog = page.getByRole('dialog', { name: 'Alterado por outra pessoa' });
    await dialog.waitFor();
    expect(await dialog.getByRole('radio', { name: 'Sua versão Ana Prado Lima' }).isChecked()).toBe(true);
    expect(await dialog.getByRole('radio', { name: 'Versão atual Ana P.' }).isChecked()).toBe(false);
    expect(await dialog.getByRole('radio', { name: 'Versão atual +5581987654321' }).isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'Gravar o escolhido' }).click();
    await page.getByRole('heading', { name: 'Ana Prado Lima' }).waitFor();
    await page.getByText('+5581987654321').waitFor();

    await page.getByRole('button', { name: 'Excluir…' }).click();
    const erase = page.getByRole('button', { name: 'Excluir para sempre' });
    expect(await erase.isDisabled()).toBe(true);
    await page.getByLabel('Para confirmar').fill('Ana Prado Lima');
    await erase.click();
    await page.getByText('Concluída: todos os domínios confirmaram.').waitFor();
    await page.getByText('Clientes: apagado').waitFor();

    await page.goto(`${running.graph.url}/painel/clientes/1`);
    await page.getByRole('heading', { name: 'Cliente não encontrado' }).waitFor();
    expect({ problems, foreign }).toEqual({ problems: [], foreign: [] });
  });

  test('a customer is registered, and what the server says of a field stands at it', async () => {
    await using opened = await running.open('/clientes/novo');
    const { page } = opened;
    await page.getByLabel('Nome completo').fill('Caio Nunes');
    await page.getByLabel('E-mail').fill('caio@exemplo.com.br');
    await page.getByLabel('CPF').fill('111.111.111-11');
    await page.getByRole('button', { name: 'Cadastrar' }).click();
    const cpf = page.locator('input[name=cpf][aria-invalid=true]');
    await cpf.waitFor();
    const [described = ''] = ((await cpf.getAttribute('aria-describedby')) ?? '').split(' ');
    expect(await page.locator(`[id="${described}"]`).textContent()).not.toBe('');

    await page.getByLabel('CPF').fill('168.995.350-09');
    await page.getByRole('button', { name: 'Cadastrar' }).click();
    await page.getByRole('heading', { name: 'Caio Nunes' }).waitFor();
  });

  test('all personal data of a customer come as one file', async () => {
    await using opened = await running.open('/clientes/2', { acceptDownloads: true });
    const { page } = opened;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Exportar dados' }).click(),
    ]);
    const exported = JSON.parse(await readFile(await download.path(), 'utf8'));

    expect(download.suggestedFilename()).toBe('cliente-2.json');
    expect(exported).toMatchObject({
      cliente: { id: '2', nome: 'Bento Reis', enderecos: [] },
      compras: [{ id: '103', quantidade: 2, total: '50.00', produto: { nome: 'Caneca' } }],
    });
    expect(JSON.stringify(exported)).not.toContain('__typename');
  });

  test('a user with fewer rights sees the rest, and is told', async () => {
    await using opened = await running.open('/clientes/2', { user: 'leitor' });
    const { page } = opened;
    await page.getByRole('heading', { name: 'Bento Reis' }).waitFor();
    await page.getByText('seu usuário não tem permissão para ver esses dados').waitFor();
    await page.getByText('Seu usuário não tem permissão para ver quem viu').waitFor();

    expect(await page.locator('.user').textContent()).toContain('leitor');
    expect(await page.locator('dd', { hasText: 'sem permissão' }).count()).toBe(4);
    expect(await page.getByRole('button', { name: /Editar|Excluir|Exportar/ }).count()).toBe(0);
    await page.getByRole('heading', { name: 'Compras (1)' }).waitFor();
  });

  test('a search that another one follows is given up', async () => {
    await using opened = await running.open('/clientes');
    const { page } = opened;
    await page.getByRole('link', { name: 'Bento Reis' }).waitFor();
    const given: string[] = [];
    page.on('requestfailed', (request) => given.push(request.failure()?.errorText ?? ''));
    let answer = () => {};
    await page.route('**/graphql', async (route) => {
      const { variables } = route.request().postDataJSON();
      if (variables.filtro?.texto !== 'be') return await route.continue();
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      await route.abort().catch(() => {});
    });
    await page.getByLabel('Buscar').fill('be');
    await page.waitForRequest((request) => request.postDataJSON()?.variables?.filtro?.texto === 'be');
    await page.getByLabel('Buscar').fill('bento');
    await expect.poll(() => given).toEqual(['net::ERR_ABORTED']);
    answer();
    await page.getByRole('link', { name: 'Bento Reis' }).waitFor();
  });
});
