import { type Database, openDatabase } from '../../platform/database/database.ts';
import { Resources } from '../../platform/process/resources.ts';
import { clearProdutos, insertProdutos } from '../../subgraphs/catalogo/fixtures.ts';
import { clearClientes, hasClientes, insertClientes } from '../../subgraphs/clientes/fixtures.ts';
import { clearEnderecos, insertEnderecos } from '../../subgraphs/enderecos/fixtures.ts';
import { clearInventario, insertInventario } from '../../subgraphs/inventario/fixtures.ts';
import { codeOf } from '../mysql/server-ready.ts';
import type { SeedSizes } from './generate.ts';

/** The sizes for a number of customers, in the proportions of the default. */
export function sizesFor(clientes: number): SeedSizes {
  return { clientes, enderecos: Math.round(clientes * 2.5), produtos: 300, inventario: clientes * 12 };
}

export const DEFAULT_CLIENTES = 1_000;

/** Fills the four migrated schemas. Reports the customers done so far. */
export async function seed(
  databaseUrls: ReadonlyMap<string, string>,
  sizes: SeedSizes,
  onProgress: (done: number) => void,
): Promise<void> {
  // Loaded when there is something to generate: `npm start` asks only whether there is.
  const { generateClientes, generateProdutos } = await import('./generate.ts');
  await withDatabases(databaseUrls, async ({ clientes, enderecos, catalogo, inventario }) => {
    const produtos = generateProdutos(sizes);
    await insertProdutos(catalogo, produtos);
    let done = 0;
    for (const batch of generateClientes(sizes, produtos)) {
      await Promise.all([
        insertClientes(clientes, batch.clientes),
        insertEnderecos(enderecos, batch.enderecos),
        insertInventario(inventario, batch.inventario),
      ]);
      done += batch.clientes.length;
      onProgress(done);
    }
  });
}

/** Whether there is anything in the schemas that a seed would stand beside; nothing is in schemas without tables. */
export async function isSeeded(databaseUrls: ReadonlyMap<string, string>): Promise<boolean> {
  return await withDatabases(databaseUrls, ({ clientes }) => hasClientes(clientes)).catch((error) => {
    if (codeOf(error) === 'ER_NO_SUCH_TABLE') return false;
    throw error;
  });
}

/** Removes all data of the four domains. */
export async function clearAll(databaseUrls: ReadonlyMap<string, string>): Promise<void> {
  await withDatabases(databaseUrls, async ({ clientes, enderecos, catalogo, inventario }) => {
    await clearInventario(inventario);
    await clearEnderecos(enderecos);
    await clearProdutos(catalogo);
    await clearClientes(clientes);
  });
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
