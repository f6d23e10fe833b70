import { openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runScript } from '../../../tests/support/commands/run-script.ts';

test('a process whose log is on a full disk works on, says so once, and ends', async () => {
  const full = openSync('/dev/full', 'w');
  const { ended, errors } = runScript(
    `
    import { setTimeout as after } from 'node:timers/promises';
    import { createLog } from './platform/process/logging/logging.ts';
    const log = createLog('teste', 'info');
    for (let round = 0; round < 4; round += 1) {
      for (let line = 0; line < 100; line += 1) log.info({ line }, 'x'.repeat(100));
      await after(300);
    }
    process.exit(7);`,
    { stdio: ['ignore', full, 'pipe'] },
  );

  expect(await ended).toBe(7);
  expect(errors()).toBe('The log cannot be written (ENOSPC); it goes on when it can be.\n');
});

test('lines wait while there is no room, and what was too much is counted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'log-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'log');
  const { ended, errors } = runScript(
    `
    import { closeSync, openSync } from 'node:fs';
    import { setTimeout as after } from 'node:timers/promises';
    import { LogDestination } from './platform/process/logging/log-destination.ts';
    const fd = openSync('/dev/full', 'w');
    const destination = new LogDestination(fd);
    destination.write('first\\n');
    const line = 'x'.repeat(1_000_000) + '\\n';
    for (let number = 0; number < 7; number += 1) destination.write(line);
    await after(300);
    closeSync(fd);
    if (openSync(process.argv[2], 'w') !== fd) throw new Error('another descriptor');
    await after(900);
    destination.write('last\\n');`,
    { args: [file] },
  );

  expect(await ended).toBe(0);
  expect(errors()).toContain('ENOSPC');
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  expect(lines.map((line) => (line.length > 1_000 ? 'x' : line))).toEqual([
    'first',
    'x',
    'x',
    'x',
    'x',
    'x',
    expect.stringMatching(/"lost":2,"msg":"lines of the log were lost"/),
    'last',
  ]);
});

test('nothing is lost when a process ends at once', async () => {
  const { ended, output } = runScript(`
    import { createLog } from './platform/process/logging/logging.ts';
    const log = createLog('teste', 'info');
    for (let line = 0; line < 1_000; line += 1) log.info({ line }, 'x'.repeat(50));
    process.exit(0);`);

  expect(await ended).toBe(0);
  const numbers = output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).line);
  expect(numbers).toEqual(Array.from({ length: 1_000 }, (_, line) => line));
});
