/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, type ConsoleGraph, NO_BROWSER, startConsoleGraph } from './console-graph.ts';

const HUGE = 'x'.repeat(300);

/** Addresses that somebody has written or cut off, with what the page says of each, and what it shows all the same. */
const ADDRESSES = [
  { path: '/vendas?de=xx', says: ['“de=xx” não é um dia como 2026-01-31.'], shows: 'Mais vendidos' },
  {
    path: '/vendas?de=2026-02-01&ate=2026-02-30&por=ANO&por=DIA',
    says: [
      '“ate=2026-02-30” não é um dia como 2026-01-31.',
      '“por” está mais de uma vez: conta o primeiro.',
      '“por=ANO” não é uma das escolhas. Conta “Mês”.',
    ],
    shows: 'Mais vendidos',
  },
  {
    path: '/vendas?de=2026-06-01&ate=2026-01-01',
    says: ['O período termina antes de começar'],
    shows: 'Vendas',
  },
  { path: '/vendas?de=0001-01-01&ate=9999-12-31', says: ['O período tem mais de dez anos'], shows: 'Vendas' },
  { path: '/vendas?de=0001-01-01&ate=0005-01-01', says: ['Há vendas entre 01/01/1990'], shows: 'Vendas' },
  {
    path: '/vendas?de=2024-01-01&ate=2026-01-01&por=DIA',
    says: ['Por dia o período tem no máximo 400 dias'],
    shows: 'Vendas',
  },
  { path: `/vendas?categoria=${HUGE}`, says: ['é longo demais: tem 300 caracteres'], shows: 'Mais vendidos' },
  {
    path: `/clientes?busca=${HUGE}&ordem=IDADE`,
    says: ['é longo demais', '“ordem=IDADE”'],
    shows: 'Bento Reis',
  },
  { path: '/clientes/abc', says: ['“abc” não é um id: ids são números'], shows: 'Cliente não encontrado' },
  { path: '/clientes/%E0%A4%A', says: ['“%E0%A4%A” não é um id'], shows: 'Cliente não encontrado' },
  { path: '/clientes/99999999999999999999', says: ['não é um id'], shows: 'Cliente não encontrado' },
  { path: '/clientes/abc/exclusao', says: ['“abc” não é um id'], shows: 'Exclusão' },
  { path: '/clientes/99', says: ['Não há cliente com o id 99.'], shows: 'Cliente não encontrado' },
  { path: '/produtos/-1', says: ['“-1” não é um id'], shows: 'Produto não encontrado' },
  { path: '/produtos/99', says: ['Não há produto com o id 99.'], shows: 'Produto não encontrado' },
  {
    path: `/produtos?texto=${HUGE}&precoMin=muito&ativo=talvez&ordem=x`,
    says: ['é longo demais', '“precoMin=muito” não é como 19,90.', '“ativo=talvez”', '“ordem=x”'],
    shows: 'Cafeteira',
  },
  {
    path: '/produtos?precoMin=20&precoMax=10',
    says: ['O preço começa acima de onde termina'],
    shows: 'Nenhum produto',
  },
  {
    path: '/acessos?periodo=9d&por=HORA&ordem=P100',
    says: ['“periodo=9d”', '“por=HORA”', '“ordem=P100”'],
    shows: 'Por operação',
  },
  {
    path: `/acessos/pedidos?usuario=${HUGE}&erros=1`,
    says: ['é longo demais', '“erros=1”'],
    shows: 'Baixar todos',
  },
  { path: `/acessos/auditoria?usuario=${HUGE}`, says: ['é longo demais'], shows: 'Quem viu' },
] as const;

describe.skipIf(NO_BROWSER !== null)('addresses of the console that nobody has got from it', () => {
  let running: ConsoleGraph;
  beforeAll(async () => {
    running = await startConsoleGraph();
  });
  afterAll(() => running?.[Symbol.asyncDispose]());

  test.each(ADDRESSES)('$path', async ({ path, says, shows }) => {
    await using opened = await running.open(path, { viewport: { width: 360, height: 740 } });
    const { page, problems } = opened;
    for (const text of [...says, shows]) await page.getByText(text).first().waitFor();
    await page.waitForLoadState('networkidle');

    expect(await page.getByText('Isto não pode ser pedido assim').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect({ wider, problems }).toEqual({ wider: 0, problems: [] });
  });

  test('a page opens without what was not understood, and keeps the rest', async () => {
    await using opened = await running.open('/vendas?de=xx&por=DIA&categoria=Casa');
    const { page } = opened;
    await page.getByRole('link', { name: 'Abrir sem isso' }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('?por=DIA&categoria=Casa');
    await page.getByRole('heading', { name: 'Mais vendidos' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test.each([
    { path: '/clientes', nav: 'Clientes', label: 'Buscar', typed: 'Bento', parameter: 'busca' },
    { path: '/produtos', nav: 'Produtos', label: 'Buscar', typed: 'Cafeteira', parameter: 'texto' },
    { path: '/vendas', nav: 'Vendas', label: 'Categoria', typed: 'Casa', parameter: 'categoria' },
    { path: '/acessos/pedidos', nav: 'Pedidos', label: 'Usuário', typed: 'bento', parameter: 'usuario' },
    { path: '/acessos/auditoria', nav: 'Auditoria', label: 'Quem viu', typed: 'bento', parameter: 'usuario' },
  ])(
    'a filter of $path goes with its address, by a link and by a step back',
    async ({ path, nav, label, typed, parameter }) => {
      await using opened = await running.open(path);
      const { page } = opened;
      const field = page.getByLabel(label, { exact: true });
      await field.fill(typed);
      const search = `?${new URLSearchParams({ [parameter]: typed })}`;
      await expect.poll(() => new URL(page.url()).search).toBe(search);

      await page.getByRole('navigation').getByRole('link', { name: nav, exact: true }).click();
      await expect.poll(() => field.inputValue()).toBe('');
      expect(new URL(page.url()).search).toBe('');
      await page.goBack();
      await expect.poll(() => field.inputValue()).toBe(typed);
      expect(new URL(page.url()).search).toBe(search);
    },
  );

  test('to go past the links of a page takes nothing from what was typed', async () => {
    await using opened = await running.open('/clientes/novo');
    const { page } = opened;
    const field = page.getByLabel('Nome completo');
    await field.fill('Caio');
    await page.getByRole('link', { name: 'Ir para o conteúdo' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).hash).toBe('#conteudo');
    await page.goBack();
    await expect.poll(() => new URL(page.url()).hash).toBe('');
    expect(await field.inputValue()).toBe('Caio');
  });
});
