import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { migrate } from '../../../platform/database/migrations/migrations.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { findUncounted } from '../../../tests/support/schemas/uncounted.ts';
import { clearInventario, insertInventario, removeInventarioAfter } from '../fixtures.ts';
import { type InventarioStore, inventarioStore } from '../inventario-store.ts';
import { keepContagem, recountContagem } from '../recounts/contagem-recount.ts';
import { subgraph } from '../subgraph.ts';
import { type ContagemStore, contagemStore } from './contagem-store.ts';

const WRITERS = 8;

// No subgraph runs on this schema: its own recount would get in the way.
const prefix = testPrefix();
let database: Database;
let inventario: InventarioStore;
let contagem: ContagemStore;
beforeAll(async () => {
  const url = (await createSchemas(inject('adminUrl'), [subgraph], prefix)).get('inventario') ?? '';
  await migrate(url, subgraph.migrations);
  database = openDatabase({ url, poolSize: WRITERS + 2 });
  inventario = inventarioStore(database);
  contagem = contagemStore(database);
});
beforeEach(() => clearInventario(database));
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), [subgraph], prefix);
});

/** Records a purchase as a release does that does not count. */
async function insertUncounted(produtoId: number, on = database): Promise<void> {
  await on.write(
    'INSERT INTO inventario (id_cliente, id_produto, quantidade, preco_unitario, adquirido_em, criado_em, atualizado_em) VALUES (1, ?, 1, 1, NOW(3), NOW(3), NOW(3))',
    [String(produtoId)],
  );
}

async function counts(...produtoIds: string[]): Promise<Record<string, string>> {
  const rows = await contagem.findByProdutoIds(produtoIds, { deadline: null });
  return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
}

test('the migration counts the purchases that are there, and does so again when it was ended half-way', async () => {
  const older = testPrefix();
  const url = (await createSchemas(inject('adminUrl'), [subgraph], older)).get('inventario') ?? '';
  const before = Object.entries(subgraph.migrations).filter(([name]) => name < '0008');
  await migrate(url, Object.fromEntries(before));
  await using upgraded = openDatabase({ url, poolSize: 1 });
  for (const produtoId of [1, 2, 2]) await insertUncounted(produtoId, upgraded);

  await migrate(url, subgraph.migrations);
  expect(await findUncounted(upgraded)).toEqual([]);
  await insertUncounted(3, upgraded);
  await upgraded.write("DELETE FROM knex_migrations WHERE name = '0008-count-purchases'", []);
  await migrate(url, subgraph.migrations);

  expect(await findUncounted(upgraded)).toEqual([]);
  expect(await recountContagem(upgraded)).toBe(0);
  await dropSchemas(inject('adminUrl'), [subgraph], older);
});

test('fixtures count what they insert and what they remove', async () => {
  const aquisicao = (id: number, produtoId: string) => ({ id: String(id), clienteId: '1', produtoId });
  await insertInventario(database, [aquisicao(1, '1'), aquisicao(2, '1'), aquisicao(3, '2')]);
  await insertInventario(database, [aquisicao(4, '1'), aquisicao(5, '3')]);
  await removeInventarioAfter(database, 3);

  expect(await counts('1', '2', '3')).toEqual({ 1: '2', 2: '1', 3: '0' });
});

test('no number is below zero, also when a purchase was reversed that nobody had counted', async () => {
  await database.transaction((transaction) => contagem.subtract(transaction, '1'));

  expect(await counts('1')).toEqual({ 1: '0' });
});

test('a recount corrects what is too low, too high and missing, and tells how many, once', async () => {
  const lines: string[] = [];
  const log = pino({ base: null, timestamp: false }, { write: (line) => lines.push(line) });
  await insertInventario(
    database,
    ['1', '2', '3'].map((id) => ({ id, clienteId: '1', produtoId: id })),
  );
  await insertUncounted(1);
  await database.write('DELETE FROM inventario WHERE id_produto = 2', []);
  await insertUncounted(4);

  await keepContagem(database, log);
  await keepContagem(database, log);

  expect(await counts('1', '2', '3', '4')).toEqual({ 1: '2', 2: '0', 3: '1', 4: '1' });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ produtos: 3, msg: 'numbers of purchases corrected' }),
  ]);
});

test.each([
  ['as many products as it may', { produtos: 2, aquisicoes: 1_000 }],
  ['as many purchases as it may', { produtos: 1_000, aquisicoes: 4 }],
  ['one product of too many purchases', { produtos: 1_000, aquisicoes: 1 }],
])('a recount takes %s, and the next one goes on from there', async (_what, limits) => {
  await insertInventario(
    database,
    Array.from({ length: 10 }, (_, n) => ({
      id: String(n + 1),
      clienteId: '1',
      produtoId: String((n % 5) + 1),
    })),
  );
  for (const produtoId of [1, 2, 3, 4, 5, 6, 7, 8, 9]) await insertUncounted(produtoId);

  const corrected: number[] = [];
  while ((await position()) !== '0' || corrected.length === 0) {
    corrected.push(await recountContagem(database, limits));
  }

  expect(Math.max(...corrected)).toBeLessThan(9);
  expect(corrected.reduce((sum, one) => sum + one, 0)).toBe(9);
  expect(await findUncounted(database)).toEqual([]);
});

async function position(): Promise<string | undefined> {
  const [row] = await database.read<{ ate: string }>('SELECT ate_produto AS ate FROM recontagem', []);
  return row?.ate;
}

test('recounts beside purchases and reversals of the same products correct just what nobody counted', async () => {
  const produtos = ['1', '2', '3'];
  let corrected = 0;
  let writing = WRITERS;
  const write = async (writer: number) => {
    for (let n = 0; n < 60; n += 1) {
      const produtoId = produtos[(writer + n) % 3] ?? '1';
      const novo = { clienteId: String(writer + 1), quantidade: 1, precoUnitario: '1.00' };
      const id = await database.transaction(async (transaction) => {
        const inserted = await inventario.insert(transaction, {
          ...novo,
          produtoId,
          categoria: 'Cozinha',
          adquiridoEm: new Date(),
        });
        await contagem.add(transaction, produtoId);
        return inserted;
      });
      if (n % 3 === 0) {
        await database.transaction(async (transaction) => {
          await inventario.delete(transaction, id);
          await contagem.subtract(transaction, produtoId);
        });
      }
      if (writer === 0 && n % 20 === 10) await insertUncounted(Number(produtoId));
    }
    writing -= 1;
  };
  const recount = async () => {
    while (writing > 0) {
      // Not in one step: `corrected += await ...` would add to what it was before the other one's.
      const more = await recountContagem(database);
      corrected += more;
    }
  };

  await Promise.all([...Array.from({ length: WRITERS }, (_, writer) => write(writer)), recount(), recount()]);
  corrected += await recountContagem(database);

  expect(corrected).toBeGreaterThan(0);
  expect(corrected).toBeLessThanOrEqual(3);
  expect(await findUncounted(database)).toEqual([]);
  const numbers = Object.values(await counts(...produtos));
  expect(numbers.reduce((sum, quantos) => sum + Number(quantos), 0)).toBe(WRITERS * 40 + 3);
});
