import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupsFileOf } from '../router/auth/open-users.ts';
import { addUser } from '../router/auth/users-editor.ts';
import type { BenchUser } from './contestants/contestant.ts';

/** Makes a user with a password of this run in files of this run; disposing removes them. */
export async function createBenchUser(): Promise<BenchUser & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'customer-graph-bench-'));
  const usersPath = join(folder, 'users.htpasswd');
  const password = randomBytes(18).toString('base64url');
  const files = { usersPath, groupsPath: groupsFileOf(usersPath), identitySecret: null };
  await addUser(files, 'bench', ['escrita'], () => Promise.resolve(password));
  return {
    usersPath,
    authorization: `Basic ${Buffer.from(`bench:${password}`).toString('base64')}`,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
