import type { Identity } from './identity.ts';
import {
  type CONFIRMATION_SCOPE,
  type ENTITIES_SCOPE,
  EVENT_SCOPE,
  INTERNAL_SCOPES,
  OUTBOX_SCOPE,
  PROBE_SCOPE,
  REPORT_SCOPE,
  SCHEMA_SCOPE,
} from './internal-scopes.ts';

/** The name of the router among the parts that issue tokens. */
export const ROUTER = 'router';
/** The schema tool, when it asks what runs. */
export const SCHEMA_TOOL = 'schema-fleet';

/** What another subgraph may do here: look up entities, deliver events, confirm them. */
export type CallerScope = typeof ENTITIES_SCOPE | typeof EVENT_SCOPE | typeof CONFIRMATION_SCOPE;

/** The subgraphs that may ask one, with what each may do there. */
export type Callers = Readonly<Record<string, readonly CallerScope[]>>;

/** Whose tokens a subgraph takes: of the router and its callers there must be keys, the schema tool may have some. */
export function callersOf(callers: Callers): { needed: readonly string[]; known: readonly string[] } {
  const needed = [ROUTER, ...Object.keys(callers)];
  return { needed, known: [...needed, SCHEMA_TOOL] };
}

/** The identity of a part of the graph, which acts for no user. */
export function partIdentity(part: string, scope: string): Identity {
  return Object.freeze({ user: `sistema:${part}`, scopes: Object.freeze([scope]) });
}

/** What the router may ask for itself, one thing each time. */
const OF_ROUTER: readonly string[] = [PROBE_SCOPE, REPORT_SCOPE, OUTBOX_SCOPE];

/**
 * Whether an issuer may say that this is who asks. The router speaks for users, asks whether a subgraph answers and
 * how its outbox is, and reports to one; everybody else speaks for itself, and may do what the subgraph says of its callers. Nobody may do nothing.
 */
export function maySay(issuer: string, { user, scopes }: Identity, callers: Callers): boolean {
  if (scopes.length === 0) return false;
  if (issuer === ROUTER) {
    return scopes.every(
      (scope) => !INTERNAL_SCOPES.has(scope) || (OF_ROUTER.includes(scope) && scopes.length === 1),
    );
  }
  if (user !== `sistema:${issuer}`) return false;
  const allowed: readonly string[] =
    issuer === SCHEMA_TOOL ? [SCHEMA_SCOPE] : Object.hasOwn(callers, issuer) ? (callers[issuer] ?? []) : [];
  return scopes.every((scope) => allowed.includes(scope));
}

/** Whether one of those who may ask a subgraph delivers events to it. */
export function receivesEvents(callers: Callers): boolean {
  return Object.values(callers).some((scopes) => scopes.includes(EVENT_SCOPE));
}
