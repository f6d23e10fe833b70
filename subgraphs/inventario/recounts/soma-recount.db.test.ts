import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { migrate } from '../../../platform/database/migrations/migrations.ts';
import { SubgraphFailure } from '../../../platform/peers/answers/subgraph-failure.ts';
import type { Peer } from '../../../platform/peers/peer.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { findWrongSomas } from '../../../tests/support/schemas/wrong-somas.ts';
import { contagemStore } from '../contagens/contagem-store.ts';
import { clearInventario, insertInventario } from '../fixtures.ts';
import { type InventarioStore, inventarioStore } from '../inventario-store.ts';
import { nameCategorias } from '../somas/name-categorias.ts';
import { type SomaStore, somaStore } from '../somas/soma-store.ts';
import { subgraph } from '../subgraph.ts';
import { recountContagem } from './contagem-recount.ts';
import { keepSomas, recountSomas } from './soma-recount.ts';

const WRITERS = 8;
const PERIODO = { de: '2026-01-01', ate: '2026-12-31', categoria: null };
const REQUEST = { deadline: null };

// No subgraph runs on this schema: its own recount would get in the way.
const prefix = testPrefix();
let database: Database;
let inventario: InventarioStore;
let soma: SomaStore;
beforeAll(async () => {
  const url = (await createSchemas(inject('adminUrl'), [subgraph], prefix)).get('inventario') ?? '';
  await migrate(url, subgraph.migrations);
  database = openDatabase({ url, poolSize: WRITERS + 2 });
  inventario = inventarioStore(database);
  soma = somaStore(database);
});
beforeEach(async () => {
  await clearInventario(database);
  await database.write(
    "UPDATE recontagem_de_soma SET ate_produto = 0, ate_dia = '1000-01-01', corrigidas = 0",
    [],
  );
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), [subgraph], prefix);
});

/** Records a purchase as the release before does, which knows neither categories nor sums. */
async function insertUnsummed(produtoId: number, on = database): Promise<void> {
  await on.write(
    "INSERT INTO inventario (id_cliente, id_produto, quantidade, preco_unitario, adquirido_em, criado_em, atualizado_em) VALUES (1, ?, 2, 1.25, '2026-03-01 02:30:00.000', NOW(3), NOW(3))",
    [String(produtoId)],
  );
}

function capturedLog() {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ base: null, timestamp: false }, { write: (line) => lines.push(JSON.parse(line)) });
  return { lines, log };
}

const going = () => new AbortController().signal;

test('purchases from before there were sums are summed up in steps; until then there is an error and no wrong sum', async () => {
  const older = testPrefix();
  const url = (await createSchemas(inject('adminUrl'), [subgraph], older)).get('inventario') ?? '';
  await migrate(
    url,
    Object.fromEntries(Object.entries(subgraph.migrations).filter(([name]) => name < '0014')),
  );
  await using upgraded = openDatabase({ url, poolSize: 2 });
  for (const produtoId of [1, 2, 2, 3]) {
    await insertUnsummed(produtoId, upgraded);
    await recountContagem(upgraded);
  }

  await migrate(url, subgraph.migrations);
  await upgraded.write("DELETE FROM knex_migrations WHERE name = '0014-sum-purchases'", []);
  await migrate(url, subgraph.migrations);
  const somas = somaStore(upgraded);
  await expect(somas.findMaisAdquiridos(PERIODO, REQUEST)).rejects.toThrow(/still being summed up/);
  expect(await recountSomas(upgraded, { produtos: 1, aquisicoes: 1 })).toEqual({
    corrected: 1,
    isComplete: false,
  });
  await expect(somas.findByProdutoIds(['1'], REQUEST)).rejects.toThrow(/still being summed up/);
  const { lines, log } = capturedLog();
  await keepSomas(upgraded, log, going());

  expect(await findWrongSomas(upgraded)).toEqual([]);
  expect(await somas.findMaisAdquiridos(PERIODO, REQUEST)).toEqual([
    { produtoId: '2', aquisicoes: 2, quantidade: 4, total: '5.00' },
    { produtoId: '1', aquisicoes: 1, quantidade: 2, total: '2.50' },
    { produtoId: '3', aquisicoes: 1, quantidade: 2, total: '2.50' },
  ]);
  expect(lines).toEqual([expect.objectContaining({ msg: 'all purchases are summed up' })]);
  expect(await corrigidas(upgraded)).toBe('0');
  await dropSchemas(inject('adminUrl'), [subgraph], older);
});

async function corrigidas(on: Database): Promise<string | undefined> {
  const [row] = await on.read<{ corrigidas: string }>('SELECT corrigidas FROM recontagem_de_soma', []);
  return row?.corrigidas;
}

test('a recount corrects sums that are wrong, missing and of nothing, on each level, and tells it once', async () => {
  const at = (produtoId: string, id: number) => ({
    id: String(id),
    clienteId: '1',
    produtoId,
    categoria: 'Cozinha',
  });
  await insertInventario(database, [at('1', 1), at('2', 2), at('3', 3), at('3', 4)]);
  await insertUnsummed(1);
  await database.write('DELETE FROM inventario WHERE id_produto = 2', []);
  await database.write(
    'UPDATE aquisicao_soma SET total = total + 0.01 WHERE nivel = 2 AND id_produto = 3',
    [],
  );
  await database.write('DELETE FROM aquisicao_soma WHERE nivel = 1', []);
  expect((await findWrongSomas(database)).length).toBeGreaterThan(0);
  const { lines, log } = capturedLog();

  await keepSomas(database, log, going());
  await keepSomas(database, log, going());

  expect(await findWrongSomas(database)).toEqual([]);
  expect(lines).toEqual([expect.objectContaining({ msg: 'sums of purchases corrected' })]);
  expect(await corrigidas(database)).toBe(String(lines[0]?.somas));
});

test.each([
  ['some at a time', 1_000],
  // Those that have more purchases than a step is to look up.
  ['one at a time, month by month', 3],
])('steps of a recount go through all products, %s, and all days', async (_what, aquisicoes) => {
  await insertInventario(
    database,
    Array.from({ length: 40 }, (_, n) => ({
      id: String(n + 1),
      clienteId: '1',
      produtoId: String((n % 5) + 1),
      adquiridoEm: new Date(Date.UTC(2026, 0, 1 + n, 12)),
    })),
  );
  await database.write('UPDATE aquisicao_soma SET unidades = unidades + nivel', []);
  await database.write('DELETE FROM aquisicao_soma WHERE id_produto = 2', []);
  await database.write(
    "INSERT INTO aquisicao_soma (nivel, inicio, categoria, id_produto, fatia, aquisicoes, unidades, total) VALUES (3, '2020-01-01', 'Cozinha', 3, 0, 1, 1, 1), (3, '2028-01-01', 'Cozinha', 3, 0, 1, 1, 1)",
    [],
  );

  let steps = 0;
  do {
    await recountSomas(database, { produtos: 2, aquisicoes });
    steps += 1;
  } while ((await findWrongSomas(database)).length > 0 && steps < 20);

  expect(await findWrongSomas(database)).toEqual([]);
  expect(steps).toBeGreaterThan(3);
});

test('recounts beside purchases, corrections and reversals correct just what nobody summed up', async () => {
  let corrected = 0;
  let writing = WRITERS;
  const novo = (produtoId: string, n: number) => ({
    clienteId: '1',
    produtoId,
    categoria: 'Cozinha',
    quantidade: 1 + (n % 3),
    precoUnitario: '1.10',
    adquiridoEm: new Date(Date.UTC(2026, n % 5, 1 + n)),
  });
  const contagem = contagemStore(database);
  const write = async (writer: number) => {
    for (let n = 0; n < 40; n += 1) {
      const first = novo(String(1 + ((writer + n) % 3)), n);
      const next = { ...first, quantidade: 7, adquiridoEm: new Date(Date.UTC(2026, (n + 1) % 5, 1)) };
      const id = await database.transaction(async (transaction) => {
        const inserted = await inventario.insert(transaction, first);
        await contagem.add(transaction, first.produtoId);
        await soma.change(transaction, { come: [first] });
        return inserted;
      });
      if (n % 2 === 0) {
        await database.transaction(async (transaction) => {
          await inventario.update(transaction, id, next);
          await soma.change(transaction, { come: [next], go: [first] });
        });
      }
      if (n % 4 === 0) {
        await database.transaction(async (transaction) => {
          await inventario.delete(transaction, id);
          await contagem.subtract(transaction, first.produtoId);
          await soma.change(transaction, { go: [next] });
        });
      }
      if (writer === 0 && n === 20) await insertUnsummed(2);
    }
    writing -= 1;
  };
  const recount = async () => {
    while (writing > 0) {
      // Not in one step: `corrected += await ...` would add to what it was before the other one's.
      const more = await recountSomas(database);
      corrected += more?.corrected ?? 0;
    }
  };

  await Promise.all([...Array.from({ length: WRITERS }, (_, writer) => write(writer)), recount(), recount()]);
  const last = await recountSomas(database);

  expect(corrected + (last?.corrected ?? 0)).toBe(1);
  expect(await findWrongSomas(database)).toEqual([]);
});

test('a day that is past becomes one slice, and one of now stays as purchases write it', async () => {
  const now = new Date();
  const contagem = contagemStore(database);
  for (const adquiridoEm of [new Date('2026-03-01T12:00:00.000Z'), now]) {
    for (let n = 0; n < 30; n += 1) {
      const aquisicao = {
        clienteId: '1',
        produtoId: '1',
        categoria: 'Cozinha',
        quantidade: 1,
        precoUnitario: '1.10',
        adquiridoEm,
      };
      await database.transaction(async (transaction) => {
        await inventario.insert(transaction, aquisicao);
        await contagem.add(transaction, '1');
        await soma.change(transaction, { come: [aquisicao] });
      });
    }
  }
  const slices = () =>
    database.read<{ inicio: string; fatias: string; aquisicoes: string; folded: string }>(
      `SELECT inicio, COUNT(*) AS fatias, SUM(aquisicoes) AS aquisicoes, SUM(fatia = 255) AS folded
         FROM aquisicao_soma WHERE nivel = 1 GROUP BY inicio ORDER BY inicio`,
      [],
    );
  const [before, today] = await slices();
  expect(Number(before?.fatias)).toBeGreaterThan(1);

  expect(await recountSomas(database)).toMatchObject({ corrected: 0 });

  expect(await slices()).toEqual([{ ...before, fatias: '1', folded: '1' }, today]);
  expect(await findWrongSomas(database)).toEqual([]);
});

/** A catalogue that knows categories of some products, and the products that it was asked for. */
function catalogoWith(categorias: Record<string, string | null>) {
  const asked: string[] = [];
  const peer: Peer = {
    name: 'catalogo',
    async post({ variables }) {
      const { r } = variables as { r: [{ id: string }] };
      asked.push(r[0].id);
      const categoria = categorias[r[0].id];
      if (categoria === undefined) throw new SubgraphFailure('catalogo', 'unreachable');
      return { data: { _entities: [categoria === null ? null : { categoria }] } };
    },
  };
  return { peer, asked };
}

test('purchases without a category get that of their product, and their sums with them', async () => {
  for (const produtoId of [1, 1, 2, 3]) await insertUnsummed(produtoId);
  await insertInventario(database, [{ id: '90', clienteId: '1', produtoId: '1', categoria: 'Antiga' }]);
  while ((await recountSomas(database))?.corrected !== 0);
  const { peer, asked } = catalogoWith({ 1: 'Cozinha', 2: 'Café', 3: null });

  await nameCategorias({ database, soma, catalogo: peer }, going());

  expect(await findWrongSomas(database)).toEqual([]);
  expect(
    await database.read(
      'SELECT id_produto AS produto, categoria FROM inventario ORDER BY id_produto, categoria',
      [],
    ),
  ).toEqual([
    { produto: '1', categoria: 'Antiga' },
    { produto: '1', categoria: 'Cozinha' },
    { produto: '1', categoria: 'Cozinha' },
    { produto: '2', categoria: 'Café' },
    { produto: '3', categoria: '' },
  ]);
  expect(asked.toSorted()).toEqual(['1', '2', '3']);
});
