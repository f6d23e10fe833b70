import {
  METRICS_SCOPE,
  MUTATION_SCOPE,
  QUERY_SCOPE,
  type ScopeRule,
  scopeOfMutation,
} from '../../platform/identity/callers/scopes.ts';
import type { Log } from '../../platform/process/logging/logging.ts';

/** What a graph asks of its users. */
export interface AskedScopes {
  /** Of `@requiresScopes` and `@policy`. */
  readonly ofFields: readonly ScopeRule[];
  readonly mutations: readonly string[];
}

/** Scopes that the router itself asks for. */
const OWN: readonly string[] = [QUERY_SCOPE, MUTATION_SCOPE, METRICS_SCOPE];
/** Scopes of one kind in the log. */
const MAX_NAMED = 20;

/**
 * Looks whether the groups of users have the scopes that the graph asks for, and only those: a file from before, or a slip of
 * the pen, hides fields from everybody without an error.
 */
export class ScopeAgreement {
  readonly #log: Log;
  readonly #users: { readonly groupScopes: ReadonlySet<string> | null };
  #asked: AskedScopes | null = null;
  #told = '';

  /** @param users whose groups have scopes, as they are now; null where there is no file of groups */
  constructor(users: { readonly groupScopes: ReadonlySet<string> | null }, log: Log) {
    this.#users = users;
    this.#log = log;
  }

  /** From now on the graph asks for these. */
  use(asked: AskedScopes): void {
    this.#asked = asked;
    this.problem();
  }

  /** What does not agree, in words without a name, as everybody may read them; null if nothing. Logs it when it is new. */
  problem(): string | null {
    const granted = this.#users.groupScopes;
    const asked = this.#asked;
    if (!granted || !asked) return null;
    const missing = [...new Set(asked.ofFields.flatMap((rule) => missingFor(rule, granted)))];
    const known = new Set([...OWN, ...asked.ofFields.flat(2), ...asked.mutations.map(scopeOfMutation)]);
    const unknown = [...granted].filter((scope) => !known.has(scope));
    this.#tell(missing, unknown);
    if (missing.length > 0) return 'no group has a scope that fields need';
    return unknown.length > 0 ? 'a group has a scope that nothing needs' : null;
  }

  #tell(missing: readonly string[], unknown: readonly string[]): void {
    const now = JSON.stringify([missing, unknown]);
    if (now === this.#told) return;
    this.#told = now;
    if (missing.length > 0)
      this.#log.warn(
        some(missing),
        'no group of users has these scopes, so that nobody sees the fields that need them',
      );
    if (unknown.length > 0)
      this.#log.warn(some(unknown), 'groups of users have these scopes, which nothing in the graph needs');
  }
}

/** What all groups together lack for a rule: of its alternatives the one that lacks least. */
function missingFor(rule: ScopeRule, granted: ReadonlySet<string>): readonly string[] {
  const lacks = rule.map((all) => all.filter((scope) => !granted.has(scope)));
  return lacks.reduce((least, lack) => (lack.length < least.length ? lack : least), lacks[0] ?? []);
}

function some(scopes: readonly string[]): { scopes: readonly string[]; more?: number } {
  const more = scopes.length - MAX_NAMED;
  return { scopes: scopes.slice(0, MAX_NAMED), ...(more > 0 ? { more } : {}) };
}
