import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { testPrefix } from '../../tests/support/schemas/test-prefix.ts';
import { createSchemas, dropSchemas } from '../schemas/schemas.ts';
import { generateClientes, generateProdutos } from './generate.ts';
import { clearAll, seed, seededState, sizesFor } from './seed.ts';

const prefix = testPrefix();
let urls: Map<string, string>;
beforeAll(async () => {
  const definitions = await loadSubgraphs();
  urls = await createSchemas(inject('adminUrl'), definitions, prefix);
  for (const { name, migrations } of definitions) {
    await migrate(urls.get(name) ?? '', migrations);
  }
});
afterAll(async () => dropSchemas(inject('adminUrl'), await loadSubgraphs(), prefix));

async function one(name: string, sql: string): Promise<Record<string, unknown> | undefined> {
  await using database = openDatabase({ url: urls.get(name) ?? '', poolSize: 1 });
  const [row] = await database.read<Record<string, unknown>>(sql, []);
  return row;
}

test('the default size gives what the README promises, and every row passes the rules of the database', async () => {
  const done: number[] = [];
  expect(await seededState(urls)).toBe('empty');
  await seed(urls, sizesFor(1_000), (count) => done.push(count));

  expect(done).toEqual([1_000]);
  expect(await one('clientes', 'SELECT COUNT(*) AS n, COUNT(DISTINCT cpf) AS cpfs FROM cadastro')).toEqual({
    n: '1000',
    cpfs: '1000',
  });
  expect(
    await one(
      'enderecos',
      'SELECT COUNT(*) AS n, COUNT(DISTINCT cliente_principal) AS principais, MAX(id_cliente) AS ultimo FROM endereco',
    ),
  ).toEqual({ n: '2500', principais: '1000', ultimo: '1000' });
  expect(await one('catalogo', 'SELECT COUNT(*) AS n, COUNT(DISTINCT nome) AS nomes FROM catalogo')).toEqual({
    n: '300',
    nomes: '300',
  });
  expect(
    await one(
      'inventario',
      'SELECT COUNT(*) AS n, MAX(id_cliente) <= 1000 AS clientes, MAX(id_produto) <= 300 AS produtos FROM inventario',
    ),
  ).toEqual({
    n: '12000',
    clientes: '1',
    produtos: '1',
  });
  expect(await seededState(urls)).toBe('seeded');

  await clearAll(urls);
  expect(await seededState(urls)).toBe('empty');
});

test('a seed that was ended halfway is not taken for a whole one, and the next one makes it whole', async () => {
  const ended = new AbortController();
  const whole = sizesFor(2_000);
  const half = seed(urls, whole, () => ended.abort(), { interrupted: ended.signal });
  await expect(half).rejects.toThrow('aborted');
  expect(await one('clientes', 'SELECT COUNT(*) AS n FROM cadastro')).toEqual({ n: '1000' });
  expect(await seededState(urls)).toBe('unfinished');

  expect(await seed(urls, sizesFor(30), () => {})).toBe(true);
  expect(await seededState(urls)).toBe('seeded');
  expect(await one('clientes', 'SELECT COUNT(*) AS n FROM cadastro')).toEqual({ n: '30' });
  expect(await one('inventario', 'SELECT COUNT(*) AS n FROM inventario')).toEqual({ n: '360' });
});

test('of two at once one seeds, and data that is there is left alone unless it is to be replaced', async () => {
  await clearAll(urls);
  const both = await Promise.all([seed(urls, sizesFor(20), () => {}), seed(urls, sizesFor(20), () => {})]);
  expect(both.sort()).toEqual([false, true]);

  expect(await seed(urls, sizesFor(10), () => {})).toBe(false);
  expect(await one('clientes', 'SELECT COUNT(*) AS n FROM cadastro')).toEqual({ n: '20' });
  expect(await seed(urls, sizesFor(10), () => {}, { replace: true })).toBe(true);
  expect(await one('clientes', 'SELECT COUNT(*) AS n FROM cadastro')).toEqual({ n: '10' });
});

test('a seed that another has taken over, because it was away for too long, does not end the data as whole', async () => {
  await clearAll(urls);
  const late = seed(urls, sizesFor(1_500), () => {});
  const takenOver = async () => {
    await using database = openDatabase({ url: urls.get('clientes') ?? '', poolSize: 1 });
    await vi.waitFor(async () => {
      const { affectedRows } = await database.write(
        "UPDATE concessao SET vez = vez + 1, ate = NOW(3) WHERE nome = 'seed' AND ate > NOW(3)",
        [],
      );
      expect(affectedRows).toBe(1);
    }, 10_000);
  };

  const [outcome] = await Promise.allSettled([late, takenOver()]);

  expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'LeaseLost' } });
  expect(await seededState(urls)).not.toBe('seeded');
  expect(await seed(urls, sizesFor(10), () => {})).toBe(true);
});

test('the same sizes always give the same data', () => {
  const sizes = sizesFor(30);
  const all = () => {
    const produtos = generateProdutos(sizes);
    return { produtos, clientes: [...generateClientes(sizes, produtos)] };
  };

  expect(all()).toEqual(all());
});
