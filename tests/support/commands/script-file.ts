import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SCRIPTS = join(ROOT, '.build/scripts');

/**
 * What Node is given to run a text as a TypeScript program of this project, compiled as its programs are: a loader that
 * compiles each module when it is imported would take longer than most of these run. Imports are as from the project's
 * root; arguments follow.
 */
export function scriptArguments(text: string): string[] {
  const moved = text.replace(/(from |import\()(['"])\.\//g, '$1$2../../');
  const path = join(SCRIPTS, `${createHash('sha256').update(moved).digest('hex').slice(0, 16)}.ts`);
  mkdirSync(SCRIPTS, { recursive: true });
  // Whole or not at all: another test may run the same one.
  const unfinished = `${path}.${randomUUID()}`;
  writeFileSync(unfinished, moved);
  renameSync(unfinished, path);
  return [join(ROOT, 'dev/run.mjs'), path];
}
