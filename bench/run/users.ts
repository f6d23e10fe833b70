import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupsFileOf } from '../../router/auth/user-files/config.ts';
import { addUser } from '../../router/auth/user-files/users-editor.ts';
import type { BenchUsers } from '../contestants/contestant.ts';

/** Makes this many users with passwords of this run in files of this run; disposing removes them. */
export async function createBenchUsers(count: number): Promise<BenchUsers & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'customer-graph-bench-'));
  const usersPath = join(folder, 'users.htpasswd');
  const files = { usersPath, groupsPath: groupsFileOf(usersPath), identitySecret: null };
  const add = async (name: string) => {
    const password = randomBytes(18).toString('base64url');
    await addUser(files, name, ['escrita'], () => Promise.resolve(password));
    return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  };
  const first = await add('bench');
  const others: string[] = [];
  for (let number = 2; number <= count; number += 1) others.push(await add(`bench-${number}`));
  return {
    usersPath,
    authorizations: [first, ...others],
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
