import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runScript } from '../../tests/support/commands/run-script.ts';
import { dataDirectoryProblem } from './data-directory-problem.ts';

const isRoot = process.geteuid?.() === 0;
if (!isRoot) console.log('skipped: a folder of another user needs root');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'data-directory-'));
});
afterAll(() => rm(folder, { recursive: true }));

// start-trouble.long.test.ts has `npm start` say it.
test.skipIf(!isRoot)('a data folder of another user says whose it is and what to run', async () => {
  await chmod(folder, 0o755);
  const directory = join(folder, 'of-root');
  await mkdir(join(directory, 'mysql'), { recursive: true });
  const { ended, output } = runScript(
    `import { dataDirectoryProblem } from './dev/start/data-directory-problem.ts';
     process.setgid(65_534);
     process.setuid(65_534);
     console.log(await dataDirectoryProblem(process.argv[2]));`,
    { args: [directory] },
  );

  expect(await ended).toBe(0);
  expect(output()).toMatch(
    new RegExp(
      `^The data folder ${directory} cannot be used: \\S+ may not be written by this user .*\`sudo chown -R 65534:65534 ${directory}\`, or set DATA_DIRECTORY to a folder of its own\\.\n$`,
    ),
  );
});

test('a folder that is there or can be made is none, and what lies in a file is', async () => {
  expect(await dataDirectoryProblem(folder)).toBeNull();
  expect(await dataDirectoryProblem(join(folder, 'deep/deeper'))).toBeNull();
  expect(await dataDirectoryProblem(join('/proc/version', 'data'))).toBe(
    'DATA_DIRECTORY is /proc/version/data, but /proc/version is no folder: set it to another one.',
  );
});
