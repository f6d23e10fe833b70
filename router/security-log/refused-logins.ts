import type { OnRefusedLogin } from '../auth/login/basic-auth.ts';
import { clientOf } from '../usage/client-identity.ts';
import type { SecurityLog } from './security-log.ts';
import type { StrangerLines } from './stranger-lines.ts';

/** Audits each refused login, as far as there may be lines. */
export function logRefusedLogins(
  audit: SecurityLog,
  lines: Pick<StrangerLines, 'admitsLogin'>,
): OnRefusedLogin {
  return ({ id: requestId, ip: address, headers }, user, reason) => {
    if (!lines.admitsLogin(address, user, reason)) return;
    const client = clientOf({ get: (name) => onlyOne(headers[name]) });
    audit.loginRefused({ requestId, address, client }, user, reason);
  };
}

function onlyOne(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
