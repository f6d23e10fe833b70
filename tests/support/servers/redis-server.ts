import { mkdtemp } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { thisMachine } from '../../../dev/mysql/installation/machine.ts';
import { freePort } from '../../../dev/mysql/processes/free-port.ts';
import { type GuardedProcess, startGuarded } from '../../../dev/mysql/processes/guarded-process.ts';
import { run } from '../../../dev/mysql/processes/run.ts';
import { StartError } from '../../../platform/process/ending/start-error.ts';
import { debianPrograms } from './debian-programs.ts';

/** A Redis of a test, on loopback. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Sends a signal, such as SIGSTOP. */
  signal(signal: NodeJS.Signals): void;
  /** Ends it as a crash does; `start` brings another one, which is empty. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** What redis-cli prints, without the last line break. */
  cli(...args: string[]): Promise<string>;
}

export interface RedisPrograms {
  server: string;
  cli: string;
  env: NodeJS.ProcessEnv;
}

const PROGRAMS = 'usr/bin';
const READY_TRIES = 200;

/** Redis on the PATH, or from Debian's packages in the cache folder. Returns in words why there is none. */
export async function redisPrograms(
  progress: (message: string) => void = (message) => console.log(message),
): Promise<RedisPrograms | string> {
  const { env } = thisMachine();
  const runs = async (program: string, inEnv: NodeJS.ProcessEnv) =>
    (await run(program, ['--version'], { env: inEnv, timeoutMs: 10_000 })).code === 0;
  if ((await runs('redis-server', env)) && (await runs('redis-cli', env)))
    return { server: 'redis-server', cli: 'redis-cli', env };
  const found = await debianPrograms(
    {
      name: 'redis',
      packages: ['redis-server', 'redis-tools'],
      described: 'redis-server (2 MB)',
      isComplete: (root, inEnv) => runs(join(root, PROGRAMS, 'redis-server'), inEnv),
    },
    progress,
  );
  if (typeof found === 'string') return found;
  const { root } = found;
  return {
    server: join(root, PROGRAMS, 'redis-server'),
    cli: join(root, PROGRAMS, 'redis-cli'),
    env: found.env,
  };
}

/** Starts one that keeps nothing on disk. @param settings further settings, such as `--requirepass` and a password */
export async function startRedis(
  programs: RedisPrograms,
  {
    settings = [],
    cliArguments = [],
  }: { settings?: readonly string[]; cliArguments?: readonly string[] } = {},
): Promise<RedisServer> {
  const port = await freePort();
  let server: GuardedProcess | null = null;
  const cli = async (...args: string[]) => {
    const given = ['-p', String(port), ...cliArguments, ...args];
    const { code, stdout, stderr } = await run(programs.cli, given, { env: programs.env, timeoutMs: 10_000 });
    if (code !== 0) throw new Error(`redis-cli ${args[0]}: ${stderr || stdout}`);
    return stdout.replace(/\n$/, '');
  };
  const start = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'redis-'));
    const ports = settings.includes('--tls-port')
      ? ['--port', '0', '--tls-port', String(port)]
      : ['--port', String(port)];
    const given = [
      ...settings.filter((one) => one !== '--tls-port'),
      ...ports,
      ...['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
    ];
    server = await startGuarded(programs.server, given, { env: programs.env, cwd: folder, folder });
    for (let tries = 0; !(await answers(port)); tries += 1) {
      if (server.hasEnded() || tries === READY_TRIES)
        throw new StartError(`Redis does not start: ${server.output().slice(-500)}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    signal: (signal) => server?.signal(signal),
    async crash() {
      server?.signal('SIGKILL');
      await server?.stop();
    },
    start,
    cli,
    async [Symbol.asyncDispose]() {
      // One that is stopped would not end.
      server?.signal('SIGCONT');
      await server?.stop();
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
