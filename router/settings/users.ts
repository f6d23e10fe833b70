import { keyPath } from '../../platform/identity/config.ts';
import {
  choice,
  type Env,
  isForDevelopment,
  required,
  setting,
  text,
  textOr,
  type Variable,
} from '../../platform/process/config/config.ts';
import { USERS_COMMAND } from '../auth/user-files/config.ts';
import type { ValuesOf } from './settings.ts';

/** Who the users are, what becomes of what they may not see, and who tells the subgraphs. */
export interface UsersConfig {
  /** The file with the key that signs identities; null takes that of a development network. */
  identityKeyPath: string | null;
  /** htpasswd file; null serves the development users. */
  usersPath: string | null;
  /** Groups and their scopes; null is `groups.yaml` beside the users file. */
  groupsPath: string | null;
  realm: string;
  /** Whether an operation is refused that selects what its user may not see, instead of leaving that out. */
  rejectDenied: boolean;
}

/** The variables of `users` and `identity` in the file. */
export function usersVariables(env: Env) {
  const development = isForDevelopment(env);
  return {
    IDENTITY_KEY_PATH: setting(
      'identity.keyPath',
      "the router's private key (Ed25519, PEM) that signs identities; followed when it changes; in development one of the secret",
      keyPath(development),
    ),
    USERS_PATH: setting(
      'users.path',
      'htpasswd file (bcrypt, argon2id, scrypt), see [users](users.md); followed when it changes; in development without it the development users',
      usersPath(development),
    ),
    USERS_GROUPS_PATH: setting(
      'users.groupsPath',
      'groups, their scopes and users; by default `groups.yaml` beside the users file',
      text(),
    ),
    BASIC_AUTH_REALM: setting('users.realm', 'what browsers show when they ask', textOr('customer graph')),
    UNAUTHORIZED_FIELDS: setting(
      'users.unauthorizedFields',
      'what becomes of fields that a user may not see: `null` leaves them out, `reject` refuses the operation',
      choice(['null', 'reject'], 'null'),
    ),
  };
}

/** Where the users are and what holds for them, by the values of the variables. */
export function usersConfig(values: ValuesOf<typeof usersVariables>): UsersConfig {
  return {
    identityKeyPath: values.IDENTITY_KEY_PATH,
    usersPath: values.USERS_PATH,
    groupsPath: values.USERS_GROUPS_PATH,
    realm: values.BASIC_AUTH_REALM,
    rejectDenied: values.UNAUTHORIZED_FIELDS === 'reject',
  };
}

/** Only in development there are users without a file. */
function usersPath(development: boolean): Variable<string | null> {
  if (development) return text();
  return required(`name an htpasswd file; \`${USERS_COMMAND} add ana --group leitura\` makes one`);
}
