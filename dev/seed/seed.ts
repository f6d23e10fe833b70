import { type Database, openDatabase } from '../../platform/database/database.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { clearProdutos, insertProdutos } from '../../subgraphs/catalogo/fixtures.ts';
import { clearClientes, insertClientes } from '../../subgraphs/clientes/fixtures.ts';
import { clearEnderecos, insertEnderecos } from '../../subgraphs/enderecos/fixtures.ts';
import { clearInventario, insertInventario } from '../../subgraphs/inventario/fixtures.ts';
import type { SeedSizes } from './generate.ts';
import { markFinished, markSeedUnfinished, type SeedState, seedLease, seedState } from './seed-state.ts';

/** The sizes for a number of customers, in the proportions of the default. */
export function sizesFor(clientes: number): SeedSizes {
  return { clientes, enderecos: Math.round(clientes * 2.5), produtos: 300, inventario: clientes * 12 };
}

export const DEFAULT_CLIENTES = 1_000;

export interface SeedOptions {
  /** Deletes what is in the schemas first. */
  replace?: boolean;
  /** Ends the seed; what it has written goes when the next one begins. */
  interrupted?: AbortSignal;
  /** Told once, when another process seeds and this one waits for it. */
  onWaiting?: () => void;
}

/**
 * Fills the migrated schemas of the domains it knows, unless there is data in them already, and returns whether it did. What a seed has
 * left that was ended halfway is no such data, and is deleted. Reports the customers done so far.
 */
export async function seed(
  databaseUrls: ReadonlyMap<string, string>,
  sizes: SeedSizes,
  onProgress: (done: number) => void,
  { replace = false, interrupted, onWaiting = () => {} }: SeedOptions = {},
): Promise<boolean> {
  // Loaded when there is something to generate: `npm start` asks only whether there is.
  const { generateClientes, generateProdutos } = await import('./generate.ts');
  return await withDatabases(databaseUrls, async (databases) => {
    const { clientes, enderecos, catalogo, inventario } = databases;
    await using lease = await seedLease(clientes, onWaiting);
    const state = await seedState(clientes);
    if (state === 'seeded' && !replace) return false;
    await markSeedUnfinished(clientes);
    if (state !== 'empty') await clear(databases);
    const produtos = generateProdutos(sizes);
    await insertProdutos(catalogo, produtos);
    let done = 0;
    for (const batch of generateClientes(sizes, produtos)) {
      interrupted?.throwIfAborted();
      await lease.check();
      await Promise.all([
        insertClientes(clientes, batch.clientes),
        insertEnderecos(enderecos, batch.enderecos),
        insertInventario(inventario, batch.inventario),
      ]);
      done += batch.clientes.length;
      onProgress(done);
    }
    await lease.check();
    await markFinished(clientes);
    return true;
  });
}

/** What is in the schemas now. */
export async function seededState(databaseUrls: ReadonlyMap<string, string>): Promise<SeedState> {
  return await withDatabases(databaseUrls, ({ clientes }) => seedState(clientes));
}

/** Removes all data of these domains. */
export async function clearAll(databaseUrls: ReadonlyMap<string, string>): Promise<void> {
  await withDatabases(databaseUrls, clear);
}

async function clear({ clientes, enderecos, catalogo, inventario }: Databases): Promise<void> {
  await clearInventario(inventario);
  await clearEnderecos(enderecos);
  await clearProdutos(catalogo);
  await clearClientes(clientes);
}

interface Databases {
  clientes: Database;
  enderecos: Database;
  catalogo: Database;
  inventario: Database;
}

/** Nobody waits for an answer: a slow disk may take its time. */
const PATIENT = { statementTimeoutMs: 10 * 60_000, acquireTimeoutMs: 60_000 };

async function withDatabases<Result>(
  urls: ReadonlyMap<string, string>,
  work: (databases: Databases) => Promise<Result>,
): Promise<Result> {
  await using opened = new Resources();
  const open = (name: string) => {
    const url = urls.get(name);
    if (url === undefined) throw new Error(`there is no database of ${name}`);
    return opened.use(openDatabase({ url, poolSize: 2, ...PATIENT }));
  };
  return await work({
    clientes: open('clientes'),
    enderecos: open('enderecos'),
    catalogo: open('catalogo'),
    inventario: open('inventario'),
  });
}
