import { lutimes, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withFileLock } from './file-lock.ts';

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lock-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** As a process leaves it that was killed a minute ago. */
async function leaveLock(path: string): Promise<void> {
  await symlink('of-a-killed-process', path);
  const before = Date.now() / 1_000 - 60;
  await lutimes(path, before, before);
}

test('what is done under one lock is done one after the other, and nothing is left', async () => {
  const folder = await newFolder();
  let inside = 0;
  let most = 0;
  const work = () =>
    withFileLock(join(folder, 'lock'), async ({ check }) => {
      inside += 1;
      most = Math.max(most, inside);
      await check();
      inside -= 1;
    });

  await Promise.all(Array.from({ length: 10 }, work));
  await expect(withFileLock(join(folder, 'lock'), () => Promise.reject(new Error('own')))).rejects.toThrow(
    'own',
  );
  await work();

  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

test('the lock of a process that was killed is taken over, by one at a time', async () => {
  const folder = await newFolder();
  const path = join(folder, 'lock');
  await leaveLock(path);
  let inside = 0;
  let most = 0;

  await Promise.all(
    Array.from({ length: 10 }, () =>
      withFileLock(path, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await readdir(folder);
        inside -= 1;
      }),
    ),
  );

  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

test('who was stopped for so long that another one took over is told, and removes nothing of it', async () => {
  const folder = await newFolder();
  const path = join(folder, 'lock');

  await expect(
    withFileLock(path, async ({ check }) => {
      await rm(path);
      await symlink('of-the-next-one', path);
      await check();
    }),
  ).rejects.toThrow('was taken over meanwhile');

  expect(await readdir(folder)).toEqual(['lock']);
});
