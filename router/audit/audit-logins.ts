import type { BoundedLines } from '../../platform/process/bounded-lines.ts';
import { addressBlock } from '../auth/address-block.ts';
import type { OnRefusedLogin } from '../auth/basic-auth.ts';
import { clientOf } from '../usage/client-identity.ts';
import type { AuditLog } from './audit-log.ts';

/** Audits each refused login, as far as there may be lines. */
export function auditLogins(audit: AuditLog, lines: Pick<BoundedLines, 'admits'>): OnRefusedLogin {
  return ({ id: requestId, ip: address, headers }, user, reason) => {
    if (!lines.admits(addressBlock(address))) return;
    const client = clientOf({ get: (name) => onlyOne(headers[name]) });
    audit.loginRefused({ requestId, address, client }, user, reason);
  };
}

function onlyOne(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
