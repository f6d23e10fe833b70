import { unwatchFile, watchFile } from 'node:fs';
import { dirname, join } from 'node:path';
import { DEVELOPMENT_USERS } from '../../platform/identity/development-users.ts';
import { ConfigError } from '../../platform/process/config.ts';
import type { Log } from '../../platform/process/logging.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { HashedUsers, type UserDirectory } from './user-directory.ts';
import { readUsers, type User, UsersFileError } from './users-file.ts';

export interface UsersConfig {
  usersPath: string | null;
  groupsPath: string | null;
  production: boolean;
  log: Log;
}

const POLL_MS = 500;
/** The development passwords are no secret; their hashes need not be slow. */
const DEVELOPMENT_COST = 4;

/** The groups file that belongs to a users file when none is named. */
export function groupsFileOf(usersPath: string): string {
  return join(dirname(usersPath), 'groups.yaml');
}

/**
 * Opens the users of the configured files and follows their changes, or gives the development users when there is no
 * file. In production it refuses to go without a file, without a user, or with a development user's password.
 */
export async function openUserDirectory(config: UsersConfig): Promise<UserDirectory & AsyncDisposable> {
  const { usersPath, production } = config;
  if (usersPath === null) {
    if (production) throw new ConfigError(['USERS_PATH is not set: production needs an htpasswd file.']);
    const directory = await HashedUsers.create(await developmentUsers());
    return Object.assign(directory, { [Symbol.asyncDispose]: async () => {} });
  }
  return await followUsersFiles(usersPath, config.groupsPath ?? groupsFileOf(usersPath), config);
}

async function developmentUsers(): Promise<Map<string, User>> {
  const users = new Map<string, User>();
  for (const { user: name, password, group, scopes } of DEVELOPMENT_USERS) {
    users.set(name, { name, hash: await hashPassword(password, DEVELOPMENT_COST), groups: [group], scopes });
  }
  return users;
}

async function followUsersFiles(
  usersPath: string,
  groupsPath: string,
  { production, log }: UsersConfig,
): Promise<UserDirectory & AsyncDisposable> {
  const load = async () => {
    const users = await readUsers(usersPath, groupsPath);
    if (production) await refuseDevelopmentPasswords(users, usersPath);
    return users;
  };
  const directory = await HashedUsers.create(
    await load().catch((error) => {
      throw error instanceof UsersFileError ? new ConfigError([error.message]) : error;
    }),
  );
  let queue = Promise.resolve();
  const reload = async () => {
    try {
      const users = await load();
      directory.replace(users);
      log.info({ users: users.size }, 'users reloaded');
    } catch (error) {
      const reason =
        error instanceof UsersFileError || error instanceof ConfigError ? error.message : 'unexpected';
      log.error({ reason }, 'users not reloaded; those from before stay');
    }
  };
  const listener = () => {
    queue = queue.then(reload);
  };
  // Polled, because a watch misses files that are replaced by a rename or mounted into a container.
  for (const path of [usersPath, groupsPath])
    watchFile(path, { interval: POLL_MS, persistent: false }, listener);
  return Object.assign(directory, {
    async [Symbol.asyncDispose]() {
      for (const path of [usersPath, groupsPath]) unwatchFile(path, listener);
      await queue;
    },
  });
}

async function refuseDevelopmentPasswords(users: ReadonlyMap<string, User>, path: string): Promise<void> {
  if (users.size === 0) {
    throw new ConfigError([`${path} has no user: \`npm run users -- add NAME --group leitura\` adds one.`]);
  }
  for (const { user: name, password } of DEVELOPMENT_USERS) {
    const user = users.get(name);
    if (user && (await verifyPassword(password, user.hash))) {
      throw new ConfigError([
        `${path} has the development user "${name}" with its known password: change it with \`npm run users -- passwd ${name}\`.`,
      ]);
    }
  }
}
