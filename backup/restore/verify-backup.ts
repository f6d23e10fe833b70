import { StartError } from '../../platform/process/ending/start-error.ts';
import { connectTo } from '../domains/connect-to.ts';
import type { World } from '../domains/domains.ts';
import { DamagedBackup } from '../files/damaged-backup.ts';
import { readManifest } from '../files/manifest.ts';
import type { Progress } from '../progress.ts';
import { emptySchema, loadSchema, tablesOf } from './load-schema.ts';
import { domainBackup, expectKey, expectWhole } from './restore-backup.ts';

export interface VerifyBackupOptions {
  folder: string;
  /** Whether each dump is loaded too, one after the other, into the scratch schema of `world`. */
  load: boolean;
  world: Pick<World, 'scratch' | 'ca'>;
  identities: readonly string[] | null;
  progress: Progress;
}

/** Gives what is wrong with a backup, an empty list for nothing. Changes nothing but the scratch schema, which is empty again. */
export async function verifyBackup(options: VerifyBackupOptions): Promise<string[]> {
  const { folder, load, progress } = options;
  const manifest = await readManifest(folder);
  // Before hours of reading.
  if (load) expectKey(manifest, options.identities);
  const problems: string[] = [];
  const whole: string[] = [];
  for (const [name, domain] of Object.entries(manifest.domains)) {
    const problem = await problemOf(() => expectWhole({ name, folder, manifest: domain }, progress));
    if (problem === null) {
      whole.push(name);
      const rows = Object.values(domain.tables).reduce((sum, table) => sum + table.rows, 0);
      progress.done(`${name}: the file is whole (${rows} rows, ${domain.bytes} bytes)`);
    } else problems.push(problem);
  }
  if (!load) return problems;
  await using scratch = await options.world.scratch();
  await using connection = await connectTo({ url: scratch.url, ca: options.world.ca });
  if ((await tablesOf(connection)).length > 0)
    throw new StartError(`The scratch schema ${connection.schema} is not empty: name another one.`);
  for (const name of whole) {
    const problem = await problemOf(async () => {
      try {
        await loadSchema(connection, domainBackup(name, manifest, options), progress);
      } finally {
        await emptySchema(connection);
      }
    });
    if (problem === null) progress.done(`${name}: it loads, and every table has its rows`);
    else problems.push(problem);
  }
  return problems;
}

async function problemOf(check: () => Promise<void>): Promise<string | null> {
  try {
    await check();
    return null;
  } catch (error) {
    if (error instanceof DamagedBackup) return error.message;
    throw error;
  }
}
