import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../platform/process/logging/logging.ts';
import { type Backlog, fileBacklog, memoryBacklog } from './backlog.ts';

const MAX_BYTES = 1_000;
const log = createLog('test', 'silent');

async function folderOf(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'backlog-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** A line of a hundred bytes with its end. */
const line = (number: number) => `${number}`.padEnd(99, '.');
const add = (backlog: Backlog, number: number) => backlog.add(Buffer.from(line(number)));
const first = async (backlog: Backlog, most: number) =>
  (await backlog.first(most)).map((one) => Buffer.from(one).toString());

async function all(backlog: Backlog): Promise<string[]> {
  const lines: string[] = [];
  for (let some = await first(backlog, 3); some.length > 0; some = await first(backlog, 3)) {
    lines.push(...some);
    for (const _line of some) await backlog.removeFirst();
  }
  return lines;
}

test.each(['a file', 'memory'])(
  'in %s there is room again for what was taken, however much waits, and never more than there may be',
  async (where) => {
    const folder = await folderOf();
    await using backlog =
      where === 'memory' ? memoryBacklog(MAX_BYTES) : await fileBacklog(folder, MAX_BYTES, log);
    for (let number = 0; number < 10; number += 1) expect(await add(backlog, number)).toBe(true);
    if (where === 'a file') expect(await add(backlog, 10)).toBe(false);
    // As after an outage: those that are taken make room for those that come.
    for (let number = 10; number < 40; number += 2) {
      for (const taken of [number - 10, number - 9]) {
        expect(await first(backlog, 1)).toEqual([line(taken)]);
        await backlog.removeFirst();
      }
      for (const added of [number, number + 1]) expect(await add(backlog, added)).toBe(true);
      if (where === 'a file')
        expect((await stat(join(folder, 'accesses.ndjson'))).size).toBeLessThanOrEqual(MAX_BYTES);
    }

    expect(await all(backlog)).toEqual(Array.from({ length: 10 }, (_, index) => line(30 + index)));
  },
);

test('what waits in a file that was written anew is there for the next process, in its order', async () => {
  const folder = await folderOf();
  {
    await using backlog = await fileBacklog(folder, MAX_BYTES, log);
    for (let number = 0; number < 10; number += 1) await add(backlog, number);
    for (let number = 0; number < 6; number += 1) await backlog.removeFirst();
    await add(backlog, 10);
  }
  // As a process that was killed meanwhile has left it.
  await writeFile(join(folder, 'accesses.ndjson.next'), line(6));
  await using next = await fileBacklog(folder, MAX_BYTES, log);

  expect(await all(next)).toEqual([6, 7, 8, 9, 10].map(line));
  expect(await readdir(folder)).not.toContain('accesses.ndjson.next');
});
