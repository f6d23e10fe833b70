import { dirname, join } from 'node:path';
import { withNetworkSecret } from '../../platform/identity/network-secret.ts';
import { type Env, readEnv, text, textOr } from '../../platform/process/config.ts';
import { textOrFile } from '../../platform/process/secret-files.ts';

/** Which files the users command edits. */
export interface UsersCliConfig {
  usersPath: string;
  groupsPath: string;
  /** Shows users' references in the access log; null does not. */
  identitySecret: string | null;
  /** Of new hashes; by default that of bcrypt-hash.ts. */
  hashCost?: number;
}

/** How to call it from where this runs: the sources, or what was built from them. */
export const USERS_COMMAND = import.meta.url.endsWith('.ts')
  ? 'npm run users --'
  : 'node dist/router/users-cli.js';

/** Reads which files the users command edits. Throws a ConfigError with every problem. */
export function readUsersCliConfig(env: Env = process.env): UsersCliConfig {
  const given = withNetworkSecret(env);
  const values = readEnv(
    {
      USERS_PATH: textOr('.data/users.htpasswd'),
      USERS_GROUPS_PATH: text(),
      IDENTITY_SECRET: textOrFile(given, 'IDENTITY_SECRET'),
    },
    given,
  );
  return {
    usersPath: values.USERS_PATH,
    groupsPath: values.USERS_GROUPS_PATH ?? groupsFileOf(values.USERS_PATH),
    identitySecret: values.IDENTITY_SECRET,
  };
}

/** The groups file that belongs to a users file when none is named. */
export function groupsFileOf(usersPath: string): string {
  return join(dirname(usersPath), 'groups.yaml');
}
