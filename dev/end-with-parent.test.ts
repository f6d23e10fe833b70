import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { runScript } from '../tests/support/commands/run-script.ts';

const HOOK = fileURLToPath(new URL('end-with-parent.mjs', import.meta.url));

/** Starts a program that goes on for ever, and says its pid. */
const PARENT = `
  import { spawn } from 'node:child_process';
  const program = "setInterval(() => {}, 1_000); console.log('runs');";
  const child = spawn(process.execPath, ['--import', ${JSON.stringify(HOOK)}, '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    detached: true,
  });
  child.stdout.once('data', () => console.log('child ' + child.pid + ' runs'));`;

test('a program ends when whoever started it is killed', async () => {
  const parent = runScript(PARENT);
  await parent.said('runs');
  const pid = Number(/\d+/.exec(parent.output())?.[0]);
  expect(process.kill(pid, 0)).toBe(true);

  parent.process.kill('SIGKILL');

  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 10_000 });
});
