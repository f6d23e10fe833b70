import type { IdentitySecrets } from '../../platform/process/config/derived-keys.ts';
import { ConfigError } from '../../platform/process/ending/config-error.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { readTextFile } from '../../platform/process/files/text-file.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import { SharedStore } from '../../platform/sharing/shared-store.ts';
import { openUserDirectory } from '../auth/users/open-users.ts';
import { Revocations } from '../auth/users/revocations.ts';
import type { UserDirectory } from '../auth/users/user-directory.ts';
import type { RouterConfig } from '../config/config.ts';

const MAX_CA_BYTES = 1024 * 1024;
/** Of one command, which waits as long as people do. */
export const COMMAND_TIMEOUT_MS = 2_000;

/** What routers share when `REDIS_URL` is set; null, said once in the log, when each goes by what it knows itself. */
export async function openSharedStore(
  { redis, identitySecret, identitySecretAlso }: Pick<RouterConfig, 'redis' | keyof IdentitySecrets>,
  log: Log,
): Promise<SharedStore | null> {
  if (redis === null) {
    log.info(
      'limits of requests, cost and guessing, and persisted queries, are of this process alone: REDIS_URL shares them between routers',
    );
    return null;
  }
  const { url, caPath, timeoutMs } = redis;
  const ca = caPath === null ? null : await readCa(caPath);
  const secrets = { secret: identitySecret, secretAlso: identitySecretAlso };
  return await SharedStore.open({ url, ca, timeoutMs, ...secrets, log });
}

/** What a router shares with others, and its users without those who were revoked at any of them. */
export async function openSharedUsers(
  config: RouterConfig,
  log: Log,
): Promise<{ shared: SharedStore | null; users: UserDirectory } & AsyncDisposable> {
  await using opened = new Resources();
  const shared = await openSharedStore(config, log);
  if (shared) opened.use(shared);
  const revocations = shared && opened.use(await Revocations.follow(shared, log));
  const isRevoked = (user: string) => revocations?.isRevoked(user) ?? false;
  const users = opened.use(await openUserDirectory({ ...config, log, isRevoked }));
  const resources = opened.move();
  return { shared, users, [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose]() };
}

async function readCa(path: string): Promise<string> {
  const read = await readTextFile(path, MAX_CA_BYTES);
  if (read.kind === 'unreadable')
    throw new ConfigError([`REDIS_CA_PATH: ${path} cannot be read (${read.why}).`]);
  if (!read.text.includes('-----BEGIN CERTIFICATE-----'))
    throw new ConfigError([`REDIS_CA_PATH: ${path} has no certificate in PEM.`]);
  return read.text;
}
