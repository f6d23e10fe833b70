import type { OnRefusedLogin } from '../auth/basic-auth.ts';
import { clientOf } from '../usage/client-identity.ts';
import type { AuditLog } from './audit-log.ts';

/** Audits each refused login. */
export function auditLogins(audit: AuditLog): OnRefusedLogin {
  return ({ id: requestId, ip: address, headers }, user, reason) => {
    const client = clientOf({ get: (name) => onlyOne(headers[name]) });
    audit.loginRefused({ requestId, address, client }, user, reason);
  };
}

function onlyOne(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
