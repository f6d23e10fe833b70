import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Schemas } from './schemas.ts';

const KILL_AT_STEP = fileURLToPath(new URL('kill-at-step.mjs', import.meta.url));

export interface RunBackupOptions {
  /** Kills it when it has said this. */
  killedAt?: RegExp;
  /** Kills it before it makes, opens, renames or removes a file under a folder for the so-manieth time. */
  killedAtStep?: { under: string; step: number };
  /** How large a file may become, in KiB. */
  maxFileKib?: number;
}

/** Runs the command as a process of its own, and gives its exit code or the signal that ended it. */
export async function runBackup(
  { urls }: Pick<Schemas, 'urls'>,
  args: readonly string[],
  { killedAt, killedAtStep, maxFileKib }: RunBackupOptions = {},
): Promise<{ ended: number | string | null; said: string }> {
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH };
  for (const [name, url] of urls) env[`DATABASE_URL_${name.toUpperCase()}`] = url;
  const program = [process.execPath, 'dev/run.mjs', 'backup/cli.ts', ...args];
  if (killedAtStep) {
    program.splice(1, 0, '--import', KILL_AT_STEP);
    Object.assign(env, { KILLED_UNDER: killedAtStep.under, KILLED_AT_STEP: String(killedAtStep.step) });
  }
  if (maxFileKib !== undefined)
    // In blocks of 512 bytes.
    program.unshift('sh', '-c', `ulimit -f ${2 * maxFileKib} && exec "$@"`, 'sh');
  const [command = '', ...rest] = program;
  const child = spawn(command, rest, { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
      if (killedAt?.test(said)) child.kill('SIGKILL');
    });
  }
  return await new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ ended: code ?? signal, said }));
  });
}
