import { type Env, EnvReader } from '../../platform/process/config.ts';
import { groupsFileOf } from './open-users.ts';

/** Which files `npm run users` edits. */
export interface UsersCliConfig {
  usersPath: string;
  groupsPath: string;
  /** Shows users' references in the access log; null does not. */
  identitySecret: string | null;
}

export function readUsersCliConfig(env: Env = process.env): UsersCliConfig {
  const reader = new EnvReader(env);
  const usersPath = reader.text('USERS_PATH') ?? '.data/users.htpasswd';
  return {
    usersPath,
    groupsPath: reader.text('USERS_GROUPS_PATH') ?? groupsFileOf(usersPath),
    identitySecret: reader.text('IDENTITY_SECRET'),
  };
}
