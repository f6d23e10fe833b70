import { open } from 'node:fs/promises';

/** Waits until the names in a folder are on its disk, so that a machine that loses its power has them. */
export async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}
