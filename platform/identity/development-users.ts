import type { Identity } from './identity.ts';

/** The users of a development network. Nothing that serves in production accepts them. */
export const DEVELOPMENT_USERS: readonly {
  user: string;
  password: string;
  group: string;
  scopes: string[];
}[] = [
  {
    user: 'admin',
    password: 'admin',
    group: 'administracao',
    scopes: ['query', 'mutation', 'operacao'],
  },
  { user: 'leitor', password: 'leitor', group: 'leitura', scopes: ['query'] },
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
