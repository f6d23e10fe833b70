import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const mayMount = spawnSync('unshare', ['-m', 'true']).status === 0;
if (!mayMount) console.log('skipped: mounting a folder read only needs root');
const LINE = `ana:$2b$12$${'a'.repeat(53)}\n`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-problem-'));
  await writeFile(join(folder, 'users'), LINE);
  await writeFile(join(folder, 'groups.yaml'), 'leitura: { scopes: [query], users: [ana] }\n');
});
afterEach(() => rm(folder, { recursive: true }));

/** What the command says when it changes a password, where something was mounted before; in a name space of its own. */
function changePassword(mount: string): string {
  const command = `${mount} && exec "$NODE" dev/run.mjs router/users-cli.ts passwd ana`;
  const { stderr } = spawnSync('unshare', ['-m', 'sh', '-c', command], {
    encoding: 'utf8',
    input: 'uma senha longa\n',
    env: { ...process.env, NODE: process.execPath, FOLDER: folder, USERS_PATH: join(folder, 'users') },
  });
  return stderr;
}

describe.skipIf(!mayMount)('what is mounted', () => {
  test.each([
    [
      'read only',
      'mount --bind "$FOLDER" "$FOLDER" && mount -o remount,ro,bind "$FOLDER"',
      /users cannot be replaced \(EROFS\): .* is mounted read only here.*`docker compose run --rm users`/,
    ],
    [
      'as one file',
      'mount --bind "$FOLDER/users" "$FOLDER/users"',
      /users cannot be replaced \(EBUSY\): it is mounted by itself\. Mount .* in its place/,
    ],
  ])('%s says so, and leaves the users and no other file', async (_how, mount, message) => {
    expect(changePassword(mount)).toMatch(message);
    expect(await readFile(join(folder, 'users'), 'utf8')).toBe(LINE);
    expect(await readdir(folder)).toEqual(['groups.yaml', 'users']);
  });
});
