import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { StartError } from '../../../platform/process/ending/start-error.ts';

/** A program that does not outlive this process, however this process ends. */
export interface GuardedProcess {
  readonly pid: number;
  /** Settles when the program has ended, for whatever reason. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** The end of what it wrote, at most 20 000 characters. */
  output(): string;
  signal(signal: NodeJS.Signals): void;
  /** Ends it (SIGTERM, and SIGKILL after 10 s), removes the folder that goes with it, and waits for both. */
  stop(): Promise<void>;
  /** After it has ended: gives up the guard and keeps the folder. */
  release(): Promise<void>;
}

/** Marks the guard in a process list; the argument after it is the pid of the process it works for. */
export const GUARD_NAME = 'customer-graph-guard';

/**
 * Between us and the program stands a shell in a session of its own, so that Ctrl-C in a terminal does not reach a
 * server before the programs that use it. It ends the program when its standard input closes, which happens however
 * this process ends, SIGKILL included; then it removes the folder, unless it is told to `keep` it.
 */
const GUARD = `
folder=$2
shift 2
exec 3<&0
"$@" </dev/null 3<&- >&2 &
program=$!
trap '' PIPE
trap 'kill -TERM $program 2>/dev/null' TERM INT HUP
echo "pid $program"
(
  trap - TERM INT HUP
  while read -r line <&3; do :; done
  kill -TERM $program 2>/dev/null
  tries=0
  while kill -0 $program 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill -KILL $program 2>/dev/null
) &
watcher=$!
while wait $program; code=$?; [ $code -gt 128 ] && kill -0 $program 2>/dev/null; do :; done
kill -TERM $watcher 2>/dev/null
echo ended
while read -r line <&3; do [ "$line" = keep ] && folder=; done
cd /
[ -z "$folder" ] || rm -rf -- "$folder"
`;

/** Starts a program under guard. `folder`, when there is one, is removed when the program is stopped. */
export async function startGuarded(
  command: string,
  args: readonly string[],
  { env, cwd, folder }: { env: NodeJS.ProcessEnv; cwd: string; folder: string | null },
): Promise<GuardedProcess> {
  const shell = spawn(
    '/bin/sh',
    ['-c', GUARD, GUARD_NAME, String(process.pid), folder ?? '', command, ...args],
    {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env,
      cwd,
    },
  );
  let output = '';
  shell.stderr.on('data', (chunk) => {
    output = (output + chunk).slice(-20_000);
  });
  shell.stdin.on('error', () => {
    // The guard is gone; `closed` tells.
  });
  const closed = new Promise<void>((resolve) => shell.once('close', () => resolve()));
  let over = false;
  const { promise: ended, resolve: end } = withResolver();
  const pid = await new Promise<number>((resolve, reject) => {
    createInterface(shell.stdout).on('line', (line) => {
      if (line.startsWith('pid ')) resolve(Number(line.slice(4)));
      if (line === 'ended') end();
    });
    shell.once('error', reject);
    shell.once('close', () => {
      end();
      reject(new StartError(`${command} could not be started.`));
    });
    ended.then(() => {
      over = true;
    }, reject);
  });
  const finish = async (lastWord: string) => {
    shell.stdin.end(lastWord);
    await closed;
  };
  return {
    pid,
    ended,
    hasEnded: () => over,
    output: () => output,
    signal(signal) {
      if (!over) process.kill(pid, signal);
    },
    stop: () => finish(''),
    release: () => finish('keep\n'),
  };
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
