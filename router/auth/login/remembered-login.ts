import type { Identity } from '../../../platform/identity/callers/identity.ts';
import type { Credentials } from '../credentials/basic-credentials.ts';
import type { FailedLogins } from '../guesses/failed-logins.ts';
import type { UserDirectory } from '../users/user-directory.ts';

/**
 * The identity of whoever has logged in within some hours; null also for right credentials of who may not try them now: a
 * different answer would tell a guesser which ones are right.
 */
export function rememberedLogin(
  users: Pick<UserDirectory, 'remembered'>,
  failedLogins: FailedLogins,
  { address, credentials }: { address: string; credentials: Credentials },
): Identity | null {
  const identity = users.remembered(credentials);
  return identity && failedLogins.staysIn(address, identity.user) ? identity : null;
}
