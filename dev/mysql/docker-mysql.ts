import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import type { MysqlServer } from './provide-mysql.ts';
import { run } from './run.ts';

const IMAGE = 'mysql:8.4';
const READY_TIMEOUT_MS = 120_000;

/** A throw-away server in a running Docker engine; null when there is none. Its data goes with it. */
export async function startDockerMysql(progress: (message: string) => void): Promise<MysqlServer | null> {
  if ((await run('docker', ['info'], { timeoutMs: 10_000 })).code !== 0) return null;
  progress(`starting ${IMAGE} in Docker`);
  const password = randomBytes(24).toString('base64url');
  const started = await run('docker', dockerArguments(), {
    env: { ...process.env, MYSQL_ROOT_PASSWORD: password },
  });
  if (started.code !== 0) return null;
  const container = started.stdout.trim();
  const remove = async () => {
    await run('docker', ['rm', '--force', '--volumes', container]);
  };
  try {
    const port = (await run('docker', ['port', container, '3306/tcp'])).stdout.trim().split(':').pop();
    const adminUrl = `mysql://root:${password}@127.0.0.1:${port}/`;
    await waitUntilReady(adminUrl);
    return { adminUrl, description: `${IMAGE} in Docker on port ${port}`, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The password comes from the environment, not from the command line, which every user can read. */
export function dockerArguments(): string[] {
  return ['run', '--detach', '--rm', '--publish', '127.0.0.1:0:3306', '--env', 'MYSQL_ROOT_PASSWORD', IMAGE];
}

async function waitUntilReady(adminUrl: string): Promise<void> {
  for (const deadline = Date.now() + READY_TIMEOUT_MS; ; ) {
    try {
      const connection = await createConnection({ uri: adminUrl, connectTimeout: 2_000 });
      await connection.end();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
