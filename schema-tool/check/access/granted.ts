import { Kind, TokenKind } from 'graphql';
import { matches } from '../../documents/graphql-config.ts';
import type { KnownOperation } from '../../documents/known-operations.ts';

/** What the requests of a client carry; whoever is named here is authenticated. */
export interface Granted {
  scopes: ReadonlySet<string>;
  /** Null when it is not known which policies hold for it. */
  policies: ReadonlySet<string> | null;
}

/** A client and what its requests carry, as `access.clients` of the rules says. */
export interface ClientAccess extends Granted {
  /** Its name in usage files; null for one that is known by its documents only. */
  client: string | null;
  /** Pattern of the files with its documents. */
  documents: string | null;
}

/**
 * What a request must have to read a field: one of the sets, all of each. Entries are `authenticated`, `scope <name>` and
 * `policy <name>`.
 */
export type Needed = readonly (readonly string[])[];

const SCOPES = /^\s*scopes:(.*)$/i;

/** What the client of an operation has: by a comment `# scopes: a, b` before it, or else by the rules; null when nobody says. */
export function grantedTo(operation: KnownOperation, clients: readonly ClientAccess[]): Granted | null {
  const commented = scopesInComment(operation);
  if (commented) return { scopes: commented, policies: null };
  const { source, client, file } = operation;
  return (
    clients.find((one) =>
      source === 'usage'
        ? one.client !== null && one.client === client
        : one.documents !== null && matches(file, one.documents),
    ) ?? null
  );
}

/** The scopes in the comments right before an operation, null without such a comment. */
function scopesInComment({ source, document }: KnownOperation): Set<string> | null {
  if (source === 'usage') return null; // Comments in what a client sends are the client's.
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  for (let token = operation?.loc?.startToken.prev; token?.kind === TokenKind.COMMENT; token = token.prev) {
    const names = SCOPES.exec(token.value ?? '')?.[1];
    if (names !== undefined) return new Set(names.split(/[\s,]+/).filter(Boolean));
  }
  return null;
}

/** Whether what a client has is what a field needs: `unknown` where nobody says whether a policy holds. */
export function has({ scopes, policies }: Granted, needed: Needed): 'all' | 'not' | 'unknown' {
  const verdicts = needed.map((set) => {
    const each = set.map((entry) => {
      if (entry === 'authenticated') return 'all';
      const [, kind, name = ''] = /^(scope|policy) (.*)$/s.exec(entry) ?? [];
      if (kind === 'scope') return scopes.has(name) ? 'all' : 'not';
      if (kind !== 'policy' || !policies) return 'unknown';
      return policies.has(name) ? 'all' : 'not';
    });
    return each.includes('not') ? 'not' : each.includes('unknown') ? 'unknown' : 'all';
  });
  if (verdicts.includes('all')) return 'all';
  return verdicts.includes('unknown') ? 'unknown' : 'not';
}
