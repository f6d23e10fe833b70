/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import {
  axeFindings,
  type ConsoleGraph,
  NO_BROWSER,
  startConsoleGraph,
  trustedText,
} from './console-graph.ts';

/** Names as long as they may be, without a place to break them, of other scripts, and with what is markup elsewhere. */
const NAMES = [
  'Pneumoultramicroscopicossilicovulcanoconiótico'.repeat(3).slice(0, 120),
  '😀'.repeat(119).concat('a'),
  '<b onclick="alert(1)">Zé</b> & "Filhos"',
  '=HYPERLINK("http://exemplo.com.br")',
  'محمد بن عبد الله آل سعود',
  'Ana  de\u00a0\u00a0Souza',
] as const;

describe.skipIf(NO_BROWSER !== null)('texts that people have written', () => {
  let running: ConsoleGraph;
  const ids: string[] = [];
  beforeAll(async () => {
    running = await startConsoleGraph();
    const create = await trustedText('PainelCriarCliente');
    for (const [place, nome] of NAMES.entries()) {
      const email = `${'l'.repeat(60)}${place}@${'d'.repeat(63)}.${'e'.repeat(63)}.com.br`;
      const entrada = { nome, email, cpf: cpfOf(9_000 + place) };
      const { body } = await running.graph.query(create, { variables: { entrada } });
      ids.push(body.data.criarCliente.cliente.id);
    }
  });
  afterAll(() => running?.[Symbol.asyncDispose]());

  test('a customer is shown as written, and no page is wider than a phone', async () => {
    for (const [place, nome] of NAMES.entries()) {
      await using opened = await running.open(`/clientes/${ids[place]}`, {
        viewport: { width: 360, height: 740 },
      });
      const { page, problems } = opened;
      await page.getByText('Cliente desde').waitFor();
      await page.waitForLoadState('networkidle');
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await page.locator('h1').textContent()).toBe(nome);
      expect({ nome, wider, problems, axe: await axeFindings(page) }).toEqual({
        nome,
        wider: 0,
        problems: [],
        axe: [],
      });
    }
  });

  test.each(['/clientes?ordem=RECENTE', '/acessos/auditoria'])(
    'in %s a long name leaves the other columns in sight',
    async (path) => {
      await using opened = await running.open(path);
      const { page } = opened;
      await page.getByRole('link', { name: NAMES[0] }).first().waitFor();
      await page.waitForLoadState('networkidle');
      const hidden = await page.locator('.scroll').evaluate((table) => table.scrollWidth - table.clientWidth);
      expect(hidden).toBe(0);
    },
  );

  test('a name is typed as it looks to erase its customer', async () => {
    await using opened = await running.open(`/clientes/${ids[5]}`);
    const { page } = opened;
    await page.getByRole('button', { name: 'Excluir…' }).click();
    const erase = page.getByRole('button', { name: 'Excluir para sempre' });
    await page.getByLabel('Para confirmar').fill('Ana de Sousa');
    expect(await erase.isDisabled()).toBe(true);
    await page.getByLabel('Para confirmar').fill('Ana de Souza');
    await erase.click();
    await page.getByText('Concluída: todos os domínios confirmaram.').waitFor();
  });
});
