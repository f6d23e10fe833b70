import { unwatchFile, watchFile } from 'node:fs';

const POLL_MS = 500;

/**
 * Calls back when one of some files may have changed, until what it returns is called. It polls, because a watch misses files that are
 * replaced by a rename or mounted into a container (docs/decisions/0004), and keeps no process from ending.
 */
export function followFiles(paths: readonly string[], onChange: () => void): () => void {
  // Of its own: who follows the same file with the same callback is told on.
  const listener = () => onChange();
  for (const path of paths) watchFile(path, { interval: POLL_MS, persistent: false }, listener);
  return () => {
    for (const path of paths) unwatchFile(path, listener);
  };
}
