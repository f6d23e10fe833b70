import { createSchemas } from '../../dev/schemas/schemas.ts';
import { clearAll, seed, sizesFor } from '../../dev/seed/seed.ts';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { removeInventarioAfter } from '../../subgraphs/inventario/fixtures.ts';
import type { QueryData } from '../questions/queries.ts';

/** Seeded schemas for a number of customers. */
export interface BenchData {
  clientes: number;
  /** Of schema and user names: each number of customers has schemas of its own on the same server. */
  prefix: string;
  databaseUrls: ReadonlyMap<string, string>;
  query: QueryData;
}

const SAY_EVERY_MS = 2_000;
const PAGE = 100;

/** Creates and seeds the schemas, or finds them as an earlier run has left them. */
export async function prepareData(
  adminUrl: string,
  clientes: number,
  { say, signal }: { say(text: string): void; signal: AbortSignal },
): Promise<BenchData> {
  const definitions = await loadSubgraphs();
  const prefix = `b${clientes}_`;
  const databaseUrls = await createSchemas(adminUrl, definitions, prefix);
  for (const { name, migrations } of definitions) await migrate(databaseUrls.get(name) ?? '', migrations);
  await removeInventario(databaseUrls, clientes);
  if (!(await isComplete(databaseUrls, clientes))) {
    await clearAll(databaseUrls);
    await seedWithProgress(databaseUrls, clientes, say, signal);
  }
  return { clientes, prefix, databaseUrls, query: await queryData(databaseUrls, clientes) };
}

/** Removes what mutations of a run have written, so that every run meets the same data. */
export async function removeInventario(
  databaseUrls: ReadonlyMap<string, string>,
  clientes: number,
): Promise<void> {
  await using inventario = open(databaseUrls, 'inventario');
  await removeInventarioAfter(inventario, sizesFor(clientes).inventario);
  await inventario.write('DELETE FROM idempotencia', []);
  await inventario.write('DELETE FROM referencia', []);
}

/** Whether a seed came to its end: its last rows are there. */
async function isComplete(databaseUrls: ReadonlyMap<string, string>, clientes: number): Promise<boolean> {
  await using opened = new Resources();
  const sizes = sizesFor(clientes);
  const checks = [
    { name: 'clientes', table: 'cadastro', count: sizes.clientes },
    { name: 'enderecos', table: 'endereco', count: sizes.enderecos },
    { name: 'inventario', table: 'inventario', count: sizes.inventario },
  ];
  const complete = await Promise.all(
    checks.map(async ({ name, table, count }) => {
      const database = opened.use(open(databaseUrls, name));
      const [row] = await database.read<{ quantos: string }>(`SELECT COUNT(*) AS quantos FROM ${table}`, []);
      return Number(row?.quantos) === count;
    }),
  );
  return !complete.includes(false);
}

async function seedWithProgress(
  databaseUrls: ReadonlyMap<string, string>,
  clientes: number,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const started = Date.now();
  let saidAt = started;
  await seed(databaseUrls, sizesFor(clientes), (done) => {
    signal.throwIfAborted();
    if (Date.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = Date.now();
    const left = ((saidAt - started) / done) * (clientes - done);
    say(`seeding: ${done} of ${clientes} customers, about ${Math.ceil(left / 1000)} s to go`);
  });
  say(`seeded ${clientes} customers in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** The server's version as it says itself, such as `11.8.3-MariaDB`. */
export async function serverVersion({ databaseUrls }: BenchData): Promise<string> {
  await using database = open(databaseUrls, 'clientes');
  const [row] = await database.read<{ version: string }>('SELECT VERSION() AS version', []);
  return row?.version ?? 'unknown';
}

/** What the questions ask about, as the schemas have it: throws a RangeError where they have too few customers. */
export async function queryData(
  databaseUrls: ReadonlyMap<string, string>,
  clientes: number,
): Promise<QueryData> {
  await using catalogo = open(databaseUrls, 'catalogo');
  await using cadastro = open(databaseUrls, 'clientes');
  const produtos = await catalogo.read<{ id: string; preco: string; ativo: number }>(
    'SELECT id, preco, ativo FROM catalogo ORDER BY preco, id',
    [],
  );
  const [first] = await cadastro.read<{ em: Date }>(
    'SELECT criado_em AS em FROM cadastro ORDER BY criado_em LIMIT 1 OFFSET 30',
    [],
  );
  const [last] = await cadastro.read<{ em: Date }>('SELECT MAX(criado_em) AS em FROM cadastro', []);
  if (!first || !last) throw new RangeError('the benchmark needs at least 31 customers');
  return {
    clientes,
    produtos: produtos.length,
    produtosAtivos: produtos.filter(({ ativo }) => ativo === 1).map(({ id }) => id),
    precos: produtos.slice(0, produtos.length - PAGE).map(({ preco }) => preco),
    registered: { from: first.em.getTime(), to: last.em.getTime() },
  };
}

function open(databaseUrls: ReadonlyMap<string, string>, name: string): Database {
  return openDatabase({ url: databaseUrls.get(name) ?? '', poolSize: 1, statementTimeoutMs: 10 * 60_000 });
}
