import { randomUUID } from 'node:crypto';
import { NAME_HEADER, VERSION_HEADER } from '../../platform/http/requests/client-headers.ts';
import { type ClientIdentity, clientOf } from '../usage/client-identity.ts';

/** The header by which a client says in each request what it was given when it began. */
export const SESSION_HEADER = 'mcp-session-id';

const MAX_CHARACTERS = 512;
const SESSION = /^[0-9a-f-]{36}\.([A-Za-z0-9_-]+)$/;
const NOBODY: ClientIdentity = { name: null, version: null };

/**
 * A session id that says which program it was given to. A client tells its name once, in `initialize`, and the next request may
 * come to another router: so the client itself keeps it. It is no secret and opens nothing, as each request has credentials.
 */
export function sessionOf(client: { name: string; version: string }): string {
  const { name, version } = checked(client.name, client.version);
  return `${randomUUID()}.${Buffer.from(JSON.stringify([name, version])).toString('base64url')}`;
}

/** Which program a session was given to, as far as it can be written into a log; without a name where the id is of another form. */
export function clientOfSession(session: string | string[] | undefined): ClientIdentity {
  if (typeof session !== 'string' || session.length > MAX_CHARACTERS) return NOBODY;
  const [, told] = SESSION.exec(session) ?? [];
  if (told === undefined) return NOBODY;
  try {
    const [name, version]: unknown[] = JSON.parse(Buffer.from(told, 'base64url').toString('utf8'));
    return checked(name, version);
  } catch {
    return NOBODY;
  }
}

function checked(name: unknown, version: unknown): ClientIdentity {
  const headers: Readonly<Record<string, unknown>> = {
    [NAME_HEADER]: name,
    [VERSION_HEADER]: version,
  };
  return clientOf({
    get(header) {
      const value = headers[header];
      return typeof value === 'string' ? value : undefined;
    },
  });
}
