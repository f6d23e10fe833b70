import type { Identity } from '../../platform/identity/callers/identity.ts';

/** Who has opened a page, in words that stand in it. */
export interface CallerInWords {
  /** "atendente". */
  user: string;
  /** "Logged in as atendente, who may: query, read:pii". */
  rights: string;
}

/** Says who has logged in: a browser keeps its credentials to itself, so no page can know. */
export function callerInWords(identity: Identity | null): CallerInWords {
  if (identity === null) return { user: 'not logged in', rights: 'Nobody is logged in' };
  const { user, scopes } = identity;
  return { user, rights: `Logged in as ${user}, who may: ${scopes.join(', ') || 'nothing'}` };
}
