import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach } from 'vitest';

/** A program of this project that runs. */
export interface Started {
  process: ChildProcess;
  output(): string;
  errors(): string;
  /** What it said of errors itself, without npm's own lines. */
  complaints(): string[];
  /** Its exit code; null when a signal has ended it. */
  ended: Promise<number | null>;
}

/** What a failed test has left running. */
const running = new Set<Started>();
afterEach(async () => {
  for (const started of running) {
    signal(started, 'SIGTERM');
    await started.ended;
  }
});

/** `npm start`, as a shell would run it. */
export function npmRun(env: Record<string, string>): Started {
  return run('npm', ['start'], { env });
}

/** What an npm script runs, without npm, which takes half a second. */
export function runProgram(
  program: string,
  env: Record<string, string>,
  { uid }: { uid?: number } = {},
): Started {
  return run(process.execPath, ['dev/run.mjs', program], { env, uid });
}

function run(
  command: string,
  args: readonly string[],
  { env, uid }: { env: Record<string, string>; uid?: number | undefined },
): Started {
  const child = spawn(command, args, {
    env: { ...process.env, MYSQL_URL: '', IDENTITY_SECRET: '', LOG_LEVEL: 'silent', ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const started: Started = {
    process: child,
    output: () => output,
    errors: () => errors,
    complaints: () =>
      errors.split('\n').filter((line) => line !== '' && !/^npm (warn|error|notice)/.test(line)),
    ended: once(child, 'close').then(([code]) => {
      running.delete(started);
      return code as number | null;
    }),
  };
  running.add(started);
  return started;
}

/** Waits until it has said one of these on its standard output; throws when it ends before. */
export async function untilSaid(started: Started, ...texts: string[]): Promise<void> {
  const stream = started.process.stdout;
  let over = false;
  void started.ended.then(() => {
    over = true;
  });
  while (!texts.some((text) => started.output().includes(text))) {
    if (over || !stream) throw new Error(`it ended: ${started.errors()}`);
    await Promise.race([once(stream, 'data'), started.ended]);
  }
}

/** Resolves when everything is up; rejects when it has ended before. */
export function untilUp(started: Started): Promise<void> {
  return untilSaid(started, 'Ctrl-C stops everything.');
}

/** Signals the whole process group, as a terminal does. */
export function signal(started: Started, name: NodeJS.Signals): void {
  if (started.process.pid) process.kill(-started.process.pid, name);
}
