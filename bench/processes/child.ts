import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { BUILT } from './build.ts';

/** A process of the benchmark. Disposing of it ends it and waits. */
export interface Child extends AsyncDisposable {
  readonly name: string;
  readonly pid: number;
  /** Sends a message and gives the next one that comes back. Throws StartError when the process ends before. */
  ask(message: object): Promise<unknown>;
}

export interface ChildOptions {
  name: string;
  /** From the root of the project: `router/main` for a program of this project, else with its extension `.mjs`. */
  script: string | NativeProgram;
  env: Readonly<Record<string, string>>;
  /** Answers 200 when the process is ready; without one it is ready at once. */
  ready?: { url: string; authorization: string };
}

/** A program that is not Node's. */
export interface NativeProgram {
  file: string;
  arguments: readonly string[];
  /** Where it runs. */
  folder: string;
}

/** Starts processes, all of them alike. */
export interface Launcher {
  start(options: ChildOptions): Promise<Child>;
  /** Of those that run. */
  pids(): readonly number[];
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

/** Runs compiled programs with the environment of production. */
export function createLauncher(): Launcher {
  const running = new Set<ChildProcess>();
  return {
    pids: () => [...running].flatMap(({ pid }) => pid ?? []),
    async start({ name, script, env, ready }) {
      const common = {
        // The threads of V8 as the image and `npm start` have them, for all contestants.
        env: {
          PATH: process.env.PATH,
          NODE_ENV: 'production',
          NODE_OPTIONS: '--v8-pool-size=0',
          ...env,
        },
        // In a group of its own: Ctrl-C in a terminal goes to the benchmark, which ends its processes in order.
        detached: true,
      };
      const child =
        typeof script === 'string'
          ? spawn(
              process.execPath,
              ['--import', `./${BUILT}/bench/processes/child-hook.js`, compiled(script)],
              {
                ...common,
                cwd: ROOT,
                stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
              },
            )
          : // `setpriv` (util-linux) becomes the program, which then ends with the benchmark however that ended.
            spawn('setpriv', ['--pdeathsig', 'KILL', script.file, ...script.arguments], {
              ...common,
              cwd: script.folder,
              stdio: ['ignore', 'ignore', 'pipe'],
            });
      running.add(child);
      child.once('close', () => running.delete(child));
      return await started(name, child, ready);
    },
  };
}

function compiled(script: string): string {
  return script.endsWith('.mjs') ? script : `${BUILT}/${script}.js`;
}

async function started(name: string, child: ChildProcess, ready: ChildOptions['ready']): Promise<Child> {
  let output = '';
  // Of a program that cannot be started; it has no pid then, which is told below.
  child.once('error', (error) => {
    output = error.message;
  });
  child.stderr?.on('data', (chunk) => {
    output = (output + chunk).slice(-4_000);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const { pid } = child;
  if (pid === undefined) throw new StartError(`${name} could not be started.`);
  const running: Child = {
    name,
    pid,
    async ask(message) {
      child.send(message);
      const answer = await Promise.race([once(child, 'message'), ended]);
      if (!answer) throw new StartError(`${name} ended: ${output.trim() || 'it said nothing'}`);
      return answer[0];
    },
    async [Symbol.asyncDispose]() {
      if (isOver()) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(late);
    },
  };
  try {
    if (ready) await untilReady(name, ready, isOver, () => output.trim() || 'it said nothing');
  } catch (error) {
    await running[Symbol.asyncDispose]();
    throw error;
  }
  return running;
}

async function untilReady(
  name: string,
  { url, authorization }: NonNullable<ChildOptions['ready']>,
  isOver: () => boolean,
  output: () => string,
): Promise<void> {
  for (const deadline = Date.now() + READY_TIMEOUT_MS; Date.now() < deadline; ) {
    if (isOver()) throw new StartError(`${name} ended while starting: ${output()}`);
    const answers = await fetch(url, {
      headers: { authorization, 'apollo-require-preflight': 'true', accept: 'application/json' },
      signal: AbortSignal.timeout(2_000),
    }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new StartError(`${name} was not ready within ${READY_TIMEOUT_MS / 1000} s: ${output()}`);
}
