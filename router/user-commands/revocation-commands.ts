import { pino } from 'pino';
import type { SharedStore } from '../../platform/sharing/shared-store.ts';
import { nameProblem } from '../auth/credentials/user-name.ts';
import type { UsersCliConfig } from '../auth/user-files/config.ts';
import { UsersFileError } from '../auth/user-files/users-file-error.ts';
import { MAX_REVOKED, restore, revoke, revokedAmong } from '../auth/users/revocations.ts';
import { COMMAND_TIMEOUT_MS, openSharedStore } from '../shared-store/open-shared-store.ts';

/** Tells every router to refuse a user for some days. Throws UsersFileError when they cannot be told. */
export async function revokeUser(config: UsersCliConfig, name: string, days: number): Promise<void> {
  const wrong = nameProblem(name);
  if (wrong !== null) throw new UsersFileError(`No user can be called that: ${wrong}.`);
  await using store = await openStore(config);
  if (await revoke(store, name, days)) return;
  throw new UsersFileError(
    `${name} was not revoked: Redis did not take it (${store.problem}), or ${MAX_REVOKED} users are revoked already.`,
  );
}

/** Takes the revocation of a user back. Throws UsersFileError when nobody revoked it, or the routers cannot be told. */
export async function restoreUser(config: UsersCliConfig, name: string): Promise<void> {
  await using store = await openStore(config);
  const restored = await restore(store, name);
  if (restored === null) throw new UsersFileError(`Redis does not answer: ${store.problem}.`);
  if (!restored) throw new UsersFileError(`${name} was not revoked; nothing was changed.`);
}

/** Which of some users are revoked; null where nothing is shared. Throws UsersFileError when nobody says. */
export async function revokedOf(
  config: UsersCliConfig,
  names: readonly string[],
): Promise<ReadonlySet<string> | null> {
  if (!config.redis) return null;
  await using store = await openStore(config);
  const revoked = await revokedAmong(store, names);
  if (revoked === null) throw new UsersFileError(`Redis does not answer: ${store.problem}.`);
  return revoked;
}

async function openStore({
  redis,
  identitySecret,
  identitySecretAlso = null,
}: UsersCliConfig): Promise<SharedStore> {
  if (!redis) {
    throw new UsersFileError(
      'REDIS_URL is not set: give the one that the routers have. Without Redis `remove` takes a user out at every router that follows the users file.',
    );
  }
  if (identitySecret === null) {
    throw new UsersFileError(
      'IDENTITY_SECRET is not set: give the one that the routers have, which keeps names out of Redis.',
    );
  }
  const config = { redis: { ...redis, timeoutMs: COMMAND_TIMEOUT_MS }, identitySecret, identitySecretAlso };
  const store = await openSharedStore(config, pino({ level: 'silent' }));
  if (store?.isUp) return store;
  const problem = store?.problem;
  await store?.[Symbol.asyncDispose]();
  throw new UsersFileError(
    `Redis does not answer: ${problem}. Look at REDIS_URL, REDIS_CA_PATH and the server.`,
  );
}
