import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { withNetworkSecret } from '../../../platform/identity/keys/network-secret.ts';
import {
  type Env,
  readEnv,
  text,
  textOr,
  urlOf,
  type Variable,
} from '../../../platform/process/config/config.ts';
import { secretAlso } from '../../../platform/process/config/process-config.ts';
import { textOrFile } from '../../../platform/process/config/secret-files.ts';

/** Which files the users command edits. */
export interface UsersCliConfig {
  usersPath: string;
  groupsPath: string;
  /** Where routers learn who is revoked; null without one. */
  redis?: { url: string; caPath: string | null } | null;
  /** Shows users' references in the access log; null does not. */
  identitySecret: string | null;
  /** Another one that routers have in its place, while it is changed. */
  identitySecretAlso?: string | null;
  /** Of new hashes; by default that of bcrypt-hash.ts. */
  hashCost?: number;
}

/** How to call it from where this runs: the sources, or what was built from them. */
export const USERS_COMMAND = import.meta.url.endsWith('.ts')
  ? 'npm run users --'
  : 'node dist/router/users-cli.js';

/** The URL of a Redis, or of the file that `REDIS_URL_FILE` names; null when there is none. */
export function redisUrl(env: Env): Variable<string | null> {
  return v.pipe(textOrFile(env, 'REDIS_URL'), v.nullable(v.pipe(v.string(), urlOf(['redis:', 'rediss:']))));
}

/** Reads which files the users command edits. Throws a ConfigError with every problem. */
export function readUsersCliConfig(env: Env = process.env): UsersCliConfig {
  const given = withNetworkSecret(env);
  const values = readEnv(
    {
      USERS_PATH: textOr('.data/users.htpasswd'),
      USERS_GROUPS_PATH: text(),
      IDENTITY_SECRET: textOrFile(given, 'IDENTITY_SECRET'),
      IDENTITY_SECRET_ALSO: secretAlso(given),
      REDIS_URL: redisUrl(given),
      REDIS_CA_PATH: text(),
    },
    given,
  );
  return {
    usersPath: values.USERS_PATH,
    groupsPath: values.USERS_GROUPS_PATH ?? groupsFileOf(values.USERS_PATH),
    identitySecret: values.IDENTITY_SECRET,
    identitySecretAlso: values.IDENTITY_SECRET_ALSO,
    redis: values.REDIS_URL === null ? null : { url: values.REDIS_URL, caPath: values.REDIS_CA_PATH },
  };
}

/** The groups file that belongs to a users file when none is named. */
export function groupsFileOf(usersPath: string): string {
  return join(dirname(usersPath), 'groups.yaml');
}
