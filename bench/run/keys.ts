import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addKey } from '../../platform/identity/keys/keys-folder.ts';

/** Makes a key for each part in a folder of this run; disposing removes it. */
export async function createBenchKeys(
  parts: readonly string[],
): Promise<{ keysFolder: string } & AsyncDisposable> {
  const keysFolder = await mkdtemp(join(tmpdir(), 'customer-graph-bench-keys-'));
  for (const part of parts) await addKey(keysFolder, part);
  return { keysFolder, [Symbol.asyncDispose]: () => rm(keysFolder, { recursive: true, force: true }) };
}
