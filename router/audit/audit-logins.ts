import type { OnRefusedLogin } from '../auth/basic-auth.ts';
import { ClientIdentities } from '../usage/client-identity.ts';
import { type AuditLog, MAX_CLIENTS } from './audit-log.ts';

/** Audits each refused login. */
export function auditLogins(audit: AuditLog): OnRefusedLogin {
  const clients = new ClientIdentities(MAX_CLIENTS);
  return ({ id: requestId, ip: address, headers }, user, reason) => {
    const client = clients.of({ get: (name) => onlyOne(headers[name]) });
    audit.loginRefused({ requestId, address, client }, user, reason);
  };
}

function onlyOne(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
