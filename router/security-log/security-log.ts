import type { Log } from '../../platform/process/logging/logging.ts';
import { loggableAddress } from '../auth/guesses/address-block.ts';
import type { LoginRefusal } from '../auth/login/basic-auth.ts';
import type { ClientIdentity } from '../usage/client-identity.ts';

/** Where a request came from. */
export interface AuditedRequest {
  requestId: string;
  address: string;
  client: ClientIdentity;
}

/** Writes what somebody may have to answer for into the log, one line each, without names and values. */
export interface SecurityLog {
  /** @param user the name that was tried; null when there was none to read */
  loginRefused(request: AuditedRequest, user: string | null, reason: LoginRefusal): void;
  /**
   * @param mutations names of the fields at its root
   * @param codes of the errors in its answer
   */
  mutation(
    request: AuditedRequest,
    user: string,
    mutations: readonly string[],
    codes: readonly string[],
  ): void;
  /**
   * @param fields where fields were kept back, as names of fields from the root: `cliente.email`; as `Cliente.email` where the
   *   whole operation was refused
   * @param denied how many there were, those in lists counted one by one
   */
  denied(request: AuditedRequest, user: string, fields: readonly string[], denied: number): void;
}

/**
 * Writes audit lines into a log.
 *
 * @param userRef what logs say instead of a user's name
 */
export function securityLog(log: Log, userRef: (user: string) => string): SecurityLog {
  const line = (what: string, { requestId, address, client }: AuditedRequest, user: string | null) => ({
    audit: what,
    requestId,
    ...(user === null ? {} : { userRef: userRef(user) }),
    address: loggableAddress(address),
    ...(client.name === null ? {} : { client: client.name }),
    ...(client.version === null ? {} : { clientVersion: client.version }),
  });
  return {
    loginRefused(request, user, reason) {
      log.info({ ...line('login refused', request, user), reason }, 'audit');
    },
    mutation(request, user, mutations, codes) {
      log.info({ ...line('mutation', request, user), mutations, codes }, 'audit');
    },
    denied(request, user, fields, denied) {
      log.info({ ...line('fields denied', request, user), fields, denied }, 'audit');
    },
  };
}
