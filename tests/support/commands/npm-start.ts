import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { freePorts } from '../../../dev/mysql/processes/free-port.ts';

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

/** Starts of the graph with a data folder and ports that are theirs alone. */
export interface OwnStarts {
  /** Removed after the tests of the file. */
  folder: string;
  firstPort: number;
  /** The address of the router. */
  router: string;
  /** `npm start` without npm, in the folder unless `env` names another one. */
  start(env?: Record<string, string>, options?: { uid?: number }): Started;
}

/** Makes what the starts of a test file have in common. Called once, at the top of the file. */
export async function ownStarts(): Promise<OwnStarts> {
  const firstPort = await freePorts(5);
  const folder = await mkdtemp(join(tmpdir(), 'npm-start-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return {
    folder,
    firstPort,
    router: `http://127.0.0.1:${firstPort}`,
    start: (env = {}, options = {}) =>
      runProgram(
        'dev/start/start.ts',
        { DATA_DIRECTORY: folder, FIRST_PORT: String(firstPort), ...env },
        options,
      ),
  };
}

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
