import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runScript } from '../../../tests/support/commands/run-script.ts';

// start-trouble.long.test.ts has `npm start` end what fetches a server.
test('what a process runs when Ctrl-C ends it does not go on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'run-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const pidFile = join(folder, 'pid');
  const { process: parent, ended } = runScript(
    `import { run } from './dev/mysql/processes/run.ts';
     import { runProcess } from './platform/process/run/run-process.ts';
     await runProcess(async () => {
       await run('sh', ['-c', 'echo $$ >"$0.new"; mv "$0.new" "$0"; exec sleep 300', process.argv[2]]);
     });`,
    { args: [pidFile] },
  );
  await vi.waitFor(() => expect(existsSync(pidFile)).toBe(true), { timeout: 20_000 });
  const pid = Number(await readFile(pidFile, 'utf8'));
  expect(process.kill(pid, 0)).toBe(true);

  parent.kill('SIGINT');

  expect(await ended).toBe(130);
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 10_000 });
});
