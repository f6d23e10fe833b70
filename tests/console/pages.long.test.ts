/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { axeFindings, type ConsoleGraph, NO_BROWSER, startConsoleGraph } from './console-graph.ts';

/** Every page, by what it shows once it has everything. */
const PAGES = [
  { path: '/clientes', shows: 'Bento Reis' },
  { path: '/clientes/novo', shows: 'Data de nascimento' },
  { path: '/clientes/1', shows: 'Rua da Casa' },
  { path: '/clientes/1/exclusao', shows: 'Ninguém pediu a exclusão' },
  { path: '/produtos', shows: 'Cafeteira' },
  { path: '/produtos/novo', shows: 'SKU' },
  { path: '/produtos/11', shows: 'Quem comprou (3 compras)' },
  { path: '/vendas?de=2026-01-01&ate=2026-03-31', shows: 'Cafeteira' },
  { path: '/acessos', shows: 'Por operação' },
  { path: '/acessos/pedidos', shows: 'Domínios' },
  { path: '/acessos/auditoria', shows: 'De quem' },
  { path: '/saude', shows: 'Catálogo: pronto' },
  { path: '/nada', shows: 'Página não encontrada' },
] as const;
const PHONE = { width: 360, height: 740 };
/** Of a browser's own margins. */
const A4 = { width: 718, height: 1047 };

describe.skipIf(NO_BROWSER !== null)('pages of the console', () => {
  let running: ConsoleGraph;
  beforeAll(async () => {
    running = await startConsoleGraph();
  });
  afterAll(() => running?.[Symbol.asyncDispose]());

  test.each(PAGES)(
    '$path: axe finds nothing in light and dark, nothing is refused, a phone does not scroll sideways',
    async ({ path, shows }) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await using opened = await running.open(path, { colorScheme });
        const { page, problems, foreign } = opened;
        await page.getByText(shows).first().waitFor();
        await page.waitForLoadState('networkidle');

        expect(await axeFindings(page)).toEqual([]);
        await page.setViewportSize(PHONE);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(await axeFindings(page)).toEqual([]);
        expect({ wider, problems, foreign }).toEqual({ wider: 0, problems: [], foreign: [] });
      }
    },
  );

  test.each(PAGES)(
    '$path on paper is black on white, whole, and has nothing to press',
    async ({ path, shows }) => {
      await using opened = await running.open(path, { colorScheme: 'dark', viewport: A4 });
      const { page } = opened;
      await page.getByText(shows).first().waitFor();
      await page.emulateMedia({ media: 'print' });

      const paper = await page.evaluate(() => ({
        background: getComputedStyle(document.body).backgroundColor,
        cutOff: document.documentElement.scrollWidth - innerWidth,
        scrolled: Array.from(document.querySelectorAll('.scroll')).filter(
          (one) => getComputedStyle(one).overflowX !== 'visible',
        ).length,
        pressed: Array.from(document.querySelectorAll<HTMLElement>('button, .button, nav a')).filter(
          (one) => one.offsetParent,
        ).length,
      }));
      expect(paper).toEqual({ background: 'rgb(255, 255, 255)', cutOff: 0, scrolled: 0, pressed: 0 });
    },
  );

  test.each(['/acessos', '/acessos?periodo=30d', '/vendas?de=2026-01-01&ate=2026-03-31&por=DIA'])(
    'on a phone nothing that is written below a chart of %s covers its neighbour',
    async (path) => {
      await using opened = await running.open(path, { viewport: PHONE });
      const { page } = opened;
      await page.addInitScript(noteCanvasTexts);
      await page.reload();
      await page.locator('canvas').nth(1).waitFor();

      const labels = await page.evaluate(
        () => (globalThis as unknown as { canvasTexts: CanvasText[] }).canvasTexts,
      );
      const below = labels.filter(({ text }) => /^\d\d\/\d\d\/\d{4}/.test(text));
      expect(below.length).toBeGreaterThan(2);
      const covered = below.filter((one) =>
        below.some((other) => other.canvas === one.canvas && other.from > one.from && other.from < one.to),
      );
      expect(covered).toEqual([]);
    },
  );

  test('dialogs: axe finds nothing, Escape closes them, and the focus is where it was', async () => {
    for (const name of ['Editar', 'Excluir…', 'Novo endereço', 'Registrar compra']) {
      await using opened = await running.open('/clientes/1', { colorScheme: 'dark' });
      const { page } = opened;
      const button = page.getByRole('button', { name, exact: true });
      await button.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    }
  });

  test('with the keyboard alone one gets to a customer', async () => {
    await using opened = await running.open('/clientes');
    const { page } = opened;
    await page.getByRole('link', { name: 'Bento Reis' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Ir para o conteúdo');
    await page.getByRole('link', { name: 'Bento Reis' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Bento Reis' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('conteudo');
  });

  test('sales are drawn by the numbers that SQL has', async () => {
    await using opened = await running.open('/vendas?de=2026-02-01&ate=2026-02-28&por=MES');
    const { page } = opened;
    await page.getByRole('heading', { name: 'Mais vendidos' }).waitFor();
    await page.getByText('Ver como tabela').first().click();
    await using db = openDatabase({
      url: running.graph.network.databaseUrls.get('inventario') ?? '',
      poolSize: 1,
    });
    const [sums] = await db.read<{ aquisicoes: number; quantidade: string; total: string }>(
      // Days are those of São Paulo, three hours behind UTC.
      `select count(*) as aquisicoes, sum(quantidade) as quantidade, sum(quantidade * preco_unitario) as total
      from inventario where adquirido_em >= '2026-02-01 03:00:00' and adquirido_em < '2026-03-01 03:00:00'`,
      [],
    );
    const money = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' }).format(
      // A DECIMAL, as the driver writes it.
      sums?.total as `${number}`,
    );

    const row = page.getByRole('table', { name: 'Vendas por período' }).first().getByRole('row').nth(1);
    expect(await row.getByRole('cell').allTextContents()).toEqual([
      '01/02/2026',
      '28/02/2026',
      String(sums?.aquisicoes),
      String(sums?.quantidade),
      money,
    ]);
    expect(await page.locator('.u-over').count()).toBe(2);
  });

  test('the analysis counts what was asked, as SQL does', { timeout: 60_000 }, async () => {
    await using asking = await running.open('/produtos', { user: 'atendente' });
    await asking.page.getByRole('link', { name: 'Cafeteira' }).click();
    await asking.page.getByText('Quem comprou (1 compra)').waitFor();
    await using db = openDatabase({
      url: running.graph.network.databaseUrls.get('acessos') ?? '',
      poolSize: 1,
    });
    const kept = async () => {
      const [row] = await db.read<{ requests: number }>(
        "select count(*) as requests from acesso where usuario = 'atendente'",
        [],
      );
      return Number(row?.requests);
    };
    await expect.poll(kept, { timeout: 20_000 }).toBe(3);

    await using opened = await running.open('/acessos?por=USUARIO');
    const { page } = opened;
    const cells = page
      .getByRole('table', { name: 'Acessos por usuário' })
      .getByRole('row', { name: /^atendente/ })
      .getByRole('cell');
    // Sums come some seconds after the requests.
    await expect
      .poll(
        async () => {
          await page.getByRole('button', { name: 'Atualizar' }).click();
          return (await cells.allTextContents()).slice(0, 3);
        },
        { timeout: 25_000, interval: 500 },
      )
      .toEqual(['atendente', '3', '0']);
  });

  test('a price is changed, a product taken off sale and put on it again', async () => {
    await using opened = await running.open('/produtos?texto=cane');
    const { page } = opened;
    await expect.poll(() => page.getByRole('link', { name: 'Cafeteira' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Caneca' }).click();
    await page.getByRole('button', { name: 'Editar', exact: true }).click();
    await page.getByLabel('Preço em reais').fill('caro');
    await page.getByRole('button', { name: 'Gravar' }).click();
    await page.locator('input[aria-invalid=true]').waitFor();
    await page.getByLabel('Preço em reais').fill('1.026,50');
    await page.getByRole('button', { name: 'Gravar' }).click();
    await page.locator('dd', { hasText: '1.026,50' }).waitFor();

    await page.getByRole('button', { name: 'Descontinuar' }).click();
    await page.getByText('não: descontinuado').waitFor();
    await page.getByRole('button', { name: 'Reativar' }).click();
    await page.getByRole('button', { name: 'Descontinuar' }).waitFor();
  });

  test('with a domain down the page shows the rest and says what is missing', async () => {
    await using own = await startConsoleGraph();
    await own.graph.network.subgraphs.get('enderecos')?.[Symbol.asyncDispose]();
    await using opened = await own.open('/clientes/1');
    const { page } = opened;
    await page.getByText('Sem resposta de Endereços').waitFor();

    await page.getByRole('heading', { name: 'Ana Prado' }).waitFor();
    await page.getByRole('heading', { name: 'Compras (3)' }).waitFor();
    expect(await page.getByText('indisponível').count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);

    await own.graph.network.subgraphs.get('clientes')?.[Symbol.asyncDispose]();
    await page.goto(`${own.graph.url}/painel/clientes`);
    await page.getByText('Sem resposta de Clientes').waitFor();
    await page.getByRole('button', { name: 'Tentar de novo' }).waitFor();
  });
});

/** What is written onto a canvas: from where to where, in its pixels. */
interface CanvasText {
  canvas: number;
  text: string;
  from: number;
  to: number;
}

/** In the page: writes down what is written onto canvases, in the middle of each place, as uPlot writes below its horizontal axis. */
function noteCanvasTexts(): void {
  const texts: CanvasText[] = [];
  Object.assign(globalThis, { canvasTexts: texts });
  const canvases: HTMLCanvasElement[] = [];
  const { prototype } = CanvasRenderingContext2D;
  const { fillText } = prototype;
  prototype.fillText = function (this: CanvasRenderingContext2D, text, x, ...more) {
    if (!canvases.includes(this.canvas)) canvases.push(this.canvas);
    const half = this.measureText(text).width / 2;
    texts.push({ canvas: canvases.indexOf(this.canvas), text, from: x - half, to: x + half });
    fillText.call(this, text, x, ...more);
  };
}
