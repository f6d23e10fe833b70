import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { Machine } from './installation/machine.ts';
import type { MysqlServer } from './mysql-server.ts';
import { waitUntilReady } from './private/server-ready.ts';
import { SERVER_SETTINGS } from './private/server-settings.ts';
import { startGuarded } from './processes/guarded-process.ts';
import { run } from './processes/run.ts';

const IMAGE = 'mysql:8.4';
const PULL_TIMEOUT_MS = 600_000;
const READY_TIMEOUT_MS = 120_000;
const POLL_MS = 200;

/**
 * A server in a running Docker engine; null when there is no engine. The container goes when it is stopped or this
 * process ends; data of a `dataDirectory` stays in a volume. Throws StartError when the engine cannot run it.
 */
export async function startDockerMysql(
  { env }: Machine,
  options: { dataDirectory: string | null; progress(message: string): void },
): Promise<MysqlServer | null> {
  const docker = (...args: string[]) => run('docker', args, { env, timeoutMs: 10_000 });
  if ((await docker('info')).code !== 0) return null;
  options.progress(`starting ${IMAGE} in Docker`);
  if ((await docker('image', 'inspect', IMAGE)).code !== 0) {
    const pulled = await run('docker', ['pull', '--quiet', IMAGE], { env, timeoutMs: PULL_TIMEOUT_MS });
    if (pulled.code !== 0) throw new StartError(`Docker cannot fetch ${IMAGE}: ${pulled.stderr.trim()}`);
  }
  const name = `customer-graph-mysql-${randomBytes(6).toString('hex')}`;
  const password = await passwordFor(options.dataDirectory);
  // The client in the foreground passes SIGTERM on to the container, so the guard of other servers serves here too.
  const client = await startGuarded('docker', dockerArguments(name, options.dataDirectory), {
    env: { ...env, MYSQL_ROOT_PASSWORD: password },
    cwd: '/',
    folder: null,
  });
  const stop = async () => {
    await client.stop();
    await docker('rm', '--force', '--volumes', name);
  };
  const failure = () =>
    client.hasEnded() ? new StartError(`The ${IMAGE} container ended: ${client.output().trim()}`) : null;
  try {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    let port = '';
    for (; port === ''; await pause(POLL_MS)) {
      const failed = failure();
      if (failed) throw failed;
      if (Date.now() > deadline) throw new StartError(`Docker published no port of ${IMAGE}.`);
      port = /^127\.0\.0\.1:(\d+)$/m.exec((await docker('port', name, '3306/tcp')).stdout)?.[1] ?? '';
    }
    const adminUrl = `mysql://root:${password}@127.0.0.1:${port}/`;
    await waitUntilReady(adminUrl, READY_TIMEOUT_MS, failure);
    return {
      kind: 'docker',
      adminUrl,
      description: `${IMAGE} in Docker on port ${port}`,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The password comes from the environment, not from the command line, which every user can read. */
export function dockerArguments(name: string, dataDirectory: string | null): string[] {
  return [
    'run',
    '--rm',
    '--name',
    name,
    '--publish',
    '127.0.0.1::3306',
    '--env',
    'MYSQL_ROOT_PASSWORD',
    ...(dataDirectory === null ? [] : ['--volume', `${volumeOf(dataDirectory)}:/var/lib/mysql`]),
    IMAGE,
    ...SERVER_SETTINGS,
  ];
}

/** A volume outlives containers, and belongs to one data directory. */
function volumeOf(dataDirectory: string): string {
  return `customer-graph-${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 12)}`;
}

/** The image sets a password only on a new volume, so the one of a volume is kept. */
async function passwordFor(dataDirectory: string | null): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  if (dataDirectory === null) return password;
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const file = join(dataDirectory, 'docker-password');
  const present = await readFile(file, 'utf8').catch(() => '');
  if (present !== '') return present;
  await writeFile(file, password, { mode: 0o600 });
  return password;
}
