import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../dev/mysql/processes/free-port.ts';
import { type GuardedProcess, startGuarded } from '../../../dev/mysql/processes/guarded-process.ts';
import { StartError } from '../../../platform/process/ending/start-error.ts';
import { natsProgram } from './nats-program.ts';

/** A NATS server with JetStream on loopback, which ends with this process. */
export interface NatsServer extends AsyncDisposable {
  readonly port: number;
  /** Without a user. */
  readonly url: string;
  /** Ends it without warning (SIGKILL); `restart` brings it back. */
  kill(): Promise<void>;
  /**
   * Starts it again on the same port and data; ends it first when it runs.
   *
   * @param settings other ones than it had
   */
  restart(settings?: ServerSettings): Promise<void>;
  /** Ends it, and removes everything that it has stored. */
  lose(): Promise<void>;
  /** Ends it, and copies what it has stored to a folder. */
  copyTo(folder: string): Promise<void>;
  /** Ends it, and puts back what it had stored when it was copied. */
  rollBackTo(folder: string): Promise<void>;
}

/** What a server is to be like. */
export interface ServerSettings {
  /** More of its configuration, such as users. */
  more?: string;
  /** The limits of JetStream; null runs it without. */
  jetStream?: string | null;
}

const READY_TRIES = 200;
const LIMITS = 'max_memory_store: 64MB, max_file_store: 1GB';

/**
 * Starts a server. Throws when there is none to be had; see `natsProgram`.
 *
 * @param settings more of its configuration, such as users
 * @param configuration a file in place of what it would have, of which the port is replaced
 */
export async function startNats(settings = '', configuration?: string): Promise<NatsServer> {
  const found = await natsProgram();
  if (found.kind === 'none') throw new StartError(`there is no NATS server: ${found.why}`);
  const folder = await mkdtemp(join(tmpdir(), 'nats-'));
  const store = join(folder, 'store');
  const port = await freePort();
  const file = join(folder, 'server.conf');
  const write = ({ more = settings, jetStream = LIMITS }: ServerSettings) =>
    writeFile(
      file,
      `host: 127.0.0.1\nport: ${port}\n${jetStream === null ? '' : `jetstream { store_dir: "${store}", ${jetStream} }`}\n${more}\n`,
    );
  await write({});
  const args = ['-c', configuration ?? file, '-a', '127.0.0.1', '-p', String(port)];
  const launch = async () => {
    const started = await startGuarded(found.program, args, {
      env: process.env,
      cwd: folder,
      folder,
    });
    await waitUntilReady(started, port);
    return started;
  };
  let server = await launch();
  const end = async (signal: NodeJS.Signals) => {
    server.signal(signal);
    await server.ended;
  };
  const lose = async () => {
    await end('SIGKILL');
    await rm(store, { recursive: true, force: true });
  };
  return {
    port,
    url: `nats://127.0.0.1:${port}`,
    kill: () => end('SIGKILL'),
    async restart(changed) {
      await end('SIGTERM');
      await server.release();
      if (changed) await write(changed);
      server = await launch();
    },
    lose,
    async copyTo(target) {
      await end('SIGTERM');
      await cp(store, target, { recursive: true });
    },
    async rollBackTo(copy) {
      await lose();
      await cp(copy, store, { recursive: true });
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

async function waitUntilReady(server: GuardedProcess, port: number): Promise<void> {
  for (let tries = 1; !(await answers(port)); tries += 1) {
    if (server.hasEnded() || tries === READY_TRIES)
      throw new StartError(`the NATS server does not start: ${server.output().slice(-500)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Whether it greets those who connect. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', () => end(true));
    socket.once('error', () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });
}
