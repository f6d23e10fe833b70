import type { Database } from '../../platform/database/database.ts';
import { type Lease, waitForLease } from '../../platform/database/housekeeping/lease.ts';
import { codeOf } from '../../platform/errors/error-code.ts';
import { hasClientes } from '../../subgraphs/clientes/fixtures.ts';

/** `unfinished` is what a seed has left that was ended halfway, or one that is at work. */
export type SeedState = 'empty' | 'unfinished' | 'seeded';

const WAIT_MS = 10 * 60_000;

/**
 * What is in the schemas that a seed would stand beside; nothing is in schemas without tables. That a seed is not
 * finished is a table beside the customers, which is there from before its first row until after its last: a schema is
 * the one place that is never kept without the data, or without which the data is kept.
 */
export async function seedState(clientes: Database): Promise<SeedState> {
  const [unfinished, any] = await Promise.all([isMarked(clientes), unlessNoTable(hasClientes(clientes))]);
  return unfinished ? 'unfinished' : any ? 'seeded' : 'empty';
}

/** Marks the data as unfinished; lasting, whatever ends this process next. */
export async function markSeedUnfinished(clientes: Database): Promise<void> {
  await clientes.write('CREATE TABLE IF NOT EXISTS seed_unfinished (id INT NOT NULL PRIMARY KEY)', []);
}

/** Marks the data as whole. */
export async function markFinished(clientes: Database): Promise<void> {
  await clientes.write('DROP TABLE IF EXISTS seed_unfinished', []);
}

/** Lets one process seed at a time, which checks the lease as it goes; it runs out when that process is killed. */
export async function seedLease(clientes: Database, onWaiting: () => void): Promise<Lease> {
  const lease = await waitForLease(clientes, 'seed', { withinMs: WAIT_MS, onWaiting });
  if (!lease) throw new Error('another process has been seeding these schemas for ten minutes');
  return lease;
}

async function isMarked(clientes: Database): Promise<boolean> {
  return await unlessNoTable(clientes.read('SELECT id FROM seed_unfinished', []).then(() => true));
}

async function unlessNoTable(answer: Promise<boolean>): Promise<boolean> {
  return await answer.catch((error) => {
    if (codeOf(error) === 'ER_NO_SUCH_TABLE') return false;
    throw error;
  });
}
