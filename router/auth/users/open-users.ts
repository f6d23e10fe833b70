import { DEVELOPMENT_USERS } from '../../../platform/identity/requests/development-users.ts';
import { deriveKey } from '../../../platform/process/config/derived-keys.ts';
import { ConfigError } from '../../../platform/process/ending/config-error.ts';
import { followFiles } from '../../../platform/process/files/follow-files.ts';
import type { Log } from '../../../platform/process/logging/logging.ts';
import { hashPassword } from '../hashes/bcrypt-hash.ts';
import { hashKindOf, verifyPassword } from '../hashes/hash-kinds.ts';
import { groupsFileOf, USERS_COMMAND } from '../user-files/config.ts';
import type { Groups } from '../user-files/groups-file.ts';
import type { Htpasswd } from '../user-files/htpasswd-file.ts';
import { readGroups, readHtpasswd, strangers, type User, usersOf } from '../user-files/users-file.ts';
import { UsersFileError } from '../user-files/users-file-error.ts';
import { HashedUsers, type HashedUsersOptions, type UserDirectory } from './user-directory.ts';

export interface OpenUsersConfig {
  usersPath: string | null;
  groupsPath: string | null;
  /** Makes unknown users take the same time in every router that has it. */
  identitySecret: string;
  /** Whether the development users and their passwords may be served. */
  forDevelopment: boolean;
  log: Log;
  /** Whether a user of the files is none any more, for now. */
  isRevoked?: (user: string) => boolean;
  /** When a file that could not be read is tried again, milliseconds; by default a minute. */
  retryMs?: number;
}

const RETRY_MS = 60_000;
/** Complaints about one file in the log; the rest is counted. */
const MAX_REPORTED = 20;
/** The development passwords are no secret; their hashes need not be slow. */
const DEVELOPMENT_COST = 4;

/**
 * Opens the users of the configured files and follows their changes, or gives the development users when there is no
 * file. Where it is not for development it refuses to go without a file, without a user, or with a development user's password.
 */
export async function openUserDirectory(config: OpenUsersConfig): Promise<UserDirectory & AsyncDisposable> {
  const { usersPath, forDevelopment } = config;
  if (usersPath === null) {
    if (!forDevelopment)
      throw new ConfigError(['USERS_PATH is not set: only development goes without an htpasswd file.']);
    const directory = await HashedUsers.create(await developmentUsers(), optionsOf(config));
    return Object.assign(directory, { [Symbol.asyncDispose]: async () => {} });
  }
  return await followUsersFiles({
    ...config,
    usersPath,
    groupsPath: config.groupsPath ?? groupsFileOf(usersPath),
  });
}

/** Throws a ConfigError with everything that keeps the users of these files from being served. */
export async function checkUsersFiles(usersPath: string, groupsPath: string | null): Promise<void> {
  await firstFiles(usersPath, groupsPath ?? groupsFileOf(usersPath));
}

async function developmentUsers(): Promise<Map<string, User>> {
  const users = new Map<string, User>();
  for (const { user: name, password, group, scopes } of DEVELOPMENT_USERS) {
    const hashes = [await hashPassword(password, DEVELOPMENT_COST)];
    users.set(name, { name, hashes, groups: [group], scopes });
  }
  return users;
}

function optionsOf({ identitySecret, isRevoked }: OpenUsersConfig): HashedUsersOptions {
  return { decoyKey: deriveKey(identitySecret, 'unknown-users'), ...(isRevoked ? { isRevoked } : {}) };
}

/** What the two files say, each as it was when it could last be read. */
interface Files {
  htpasswd: Htpasswd;
  groups: Groups;
}

type FollowedConfig = OpenUsersConfig & { usersPath: string; groupsPath: string };

async function followUsersFiles(config: FollowedConfig): Promise<UserDirectory & AsyncDisposable> {
  const { usersPath, groupsPath, forDevelopment, log } = config;
  let files = await firstFiles(usersPath, groupsPath);
  tell(files, config);
  let users = usersOf(files.htpasswd, files.groups);
  if (!forDevelopment) await refuseUnsafe(users, files.htpasswd, config);
  else if (users.size === 0) log.warn({ file: usersPath }, 'there is no user, so nobody can log in');
  const directory = await HashedUsers.create(users, {
    ...optionsOf(config),
    verify: (password, hash) => verifyOrLog(password, hash, log),
  });
  directory.replace(users, { linesLeftOut: files.htpasswd.problems.length, filesNotRead: 0 });
  directory.groupScopes = scopesOf(files.groups);

  let retry: NodeJS.Timeout | undefined;
  const reload = async () => {
    clearTimeout(retry);
    const [htpasswd, groups] = await Promise.all([
      again(usersPath, readHtpasswd, files.htpasswd, NO_USERS, log),
      again(groupsPath, readGroups, files.groups, new Map(), log),
    ]);
    files = { htpasswd: htpasswd.content, groups: groups.content };
    if (htpasswd.kept || groups.kept) retry = setTimeout(listener, config.retryMs ?? RETRY_MS).unref();
    tell(files, config);
    users = usersOf(files.htpasswd, files.groups);
    const known = forDevelopment ? 0 : await leaveOutDevelopmentUsers(users, log);
    directory.replace(users, {
      linesLeftOut: files.htpasswd.problems.length + known,
      filesNotRead: [htpasswd, groups].filter(({ kept }) => kept).length,
    });
    directory.groupScopes = scopesOf(files.groups);
    if (users.size === 0) log.error({ file: usersPath }, 'there is no user any more, so nobody can log in');
    log.info({ users: users.size }, 'users reloaded');
  };
  let queue = Promise.resolve();
  const listener = () => {
    queue = queue.then(reload).catch((error: unknown) => {
      // Whatever was not done by then is done next time; a rejected queue would follow no change any more.
      retry = setTimeout(listener, config.retryMs ?? RETRY_MS).unref();
      log.error({ err: error }, 'the users could not be reloaded; they are tried again');
    });
  };
  const unfollow = followFiles([usersPath, groupsPath], listener);
  return Object.assign(directory, {
    async [Symbol.asyncDispose]() {
      unfollow();
      await queue;
      clearTimeout(retry);
    },
  });
}

function scopesOf(groups: Groups): Set<string> {
  return new Set([...groups.values()].flatMap(({ scopes }) => scopes));
}

const NO_USERS: Htpasswd = { hashes: new Map(), names: new Set(), problems: [] };

async function firstFiles(usersPath: string, groupsPath: string): Promise<Files> {
  const [htpasswd, groups] = await Promise.allSettled([readHtpasswd(usersPath), readGroups(groupsPath)]);
  if (htpasswd.status === 'fulfilled' && groups.status === 'fulfilled') {
    return { htpasswd: htpasswd.value, groups: groups.value };
  }
  const reasons = [htpasswd, groups].flatMap((result) =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  const unexpected = reasons.find((reason) => !(reason instanceof UsersFileError));
  if (unexpected !== undefined) throw unexpected;
  throw new ConfigError(reasons.map(({ message }: UsersFileError) => message));
}

/**
 * What a file says now. Nothing when it was removed: whoever removes it wants nobody in. What it said before when it
 * cannot be read, which may pass by itself.
 */
async function again<Content>(
  path: string,
  read: (path: string) => Promise<Content>,
  before: Content,
  nothing: Content,
  log: Log,
): Promise<{ content: Content; kept: boolean }> {
  try {
    return { content: await read(path), kept: false };
  } catch (error) {
    const known = error instanceof UsersFileError ? error : null;
    if (known?.missing) {
      log.error({ file: path }, 'the file was removed; nothing that it said counts any more');
      return { content: nothing, kept: false };
    }
    log.error(
      { file: path, reason: known?.message ?? 'unexpected' },
      'the file cannot be used; what it said before goes on',
    );
    return { content: before, kept: true };
  }
}

/** Logs what in the files was left out: by line and place, because a name or a hash is nothing for a log. */
function tell({ htpasswd, groups }: Files, { usersPath, groupsPath, log }: FollowedConfig): void {
  const told = (problems: readonly object[], file: string, message: string) => {
    for (const problem of problems.slice(0, MAX_REPORTED)) log.warn({ file, ...problem }, message);
    const more = problems.length - MAX_REPORTED;
    if (more > 0) log.warn({ file, more }, `${message}, and more such`);
  };
  told(htpasswd.problems, usersPath, 'a line of the users file is left out');
  told(
    strangers(htpasswd, groups).map(({ group, place }) => ({ group, place })),
    groupsPath,
    `a group has a name that is no user's; \`${USERS_COMMAND} list\` says which`,
  );
}

async function refuseUnsafe(
  users: ReadonlyMap<string, User>,
  { problems }: Htpasswd,
  { usersPath: path, log }: FollowedConfig,
): Promise<void> {
  if (users.size === 0) {
    throw new ConfigError([
      `${path} has no user: \`${USERS_COMMAND} add NAME --group leitura\` adds one.`,
      ...problems.slice(0, MAX_REPORTED).map(({ line, reason }) => `${path}, line ${line}: ${reason}.`),
    ]);
  }
  const known = await developmentUsersIn(users, log);
  if (known.length === 0) return;
  throw new ConfigError(
    known.map(
      (name) =>
        `${path} has the development user "${name}" with its known password: change it with \`${USERS_COMMAND} passwd ${name}\`.`,
    ),
  );
}

/** How many there were. */
async function leaveOutDevelopmentUsers(users: Map<string, User>, log: Log): Promise<number> {
  const known = await developmentUsersIn(users, log);
  for (const name of known) {
    users.delete(name);
    log.error({ user: name }, 'a development user with its known password is left out');
  }
  return known.length;
}

/** The development users that have their known password here. */
async function developmentUsersIn(users: ReadonlyMap<string, User>, log: Log): Promise<string[]> {
  const known: string[] = [];
  for (const { user: name, password } of DEVELOPMENT_USERS) {
    for (const hash of users.get(name)?.hashes ?? []) {
      if (await verifyOrLog(password, hash, log)) known.push(name);
    }
  }
  return [...new Set(known)];
}

/** Whether the password is the one that was hashed. A hash that cannot be computed has no password, and is logged. */
async function verifyOrLog(password: string, hash: string, log: Log): Promise<boolean> {
  try {
    return await verifyPassword(password, hash);
  } catch (error) {
    log.error(
      { err: error, kind: hashKindOf(hash)?.name },
      'a hash cannot be computed, so its password is refused',
    );
    return false;
  }
}
