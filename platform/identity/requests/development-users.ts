import type { Identity } from '../callers/identity.ts';
import { DEFAULT_GROUPS } from '../callers/scopes.ts';

/** The users of a development network. Nothing that serves in production accepts them. */
export const DEVELOPMENT_USERS: readonly {
  user: string;
  password: string;
  group: string;
  scopes: readonly string[];
}[] = [
  { user: 'admin', password: 'admin', group: 'administracao', scopes: DEFAULT_GROUPS.administracao },
  {
    user: 'atendente',
    password: 'atendente',
    group: 'atendimento',
    scopes: DEFAULT_GROUPS.atendimento,
  },
  { user: 'leitor', password: 'leitor', group: 'leitura', scopes: DEFAULT_GROUPS.leitura },
];

const BY_HEADER = new Map<string, Identity>(
  DEVELOPMENT_USERS.map(({ user, password, scopes }) => [
    Buffer.from(`${user}:${password}`).toString('base64'),
    Object.freeze({ user, scopes: Object.freeze([...scopes]) }),
  ]),
);

/** The development user of a Basic `Authorization` header (RFC 7617), or null. */
export function developmentIdentity(authorization: string): Identity | null {
  const [scheme, credentials] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'basic' || credentials === undefined) return null;
  return BY_HEADER.get(credentials) ?? null;
}
