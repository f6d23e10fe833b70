/** The scopes of users who may run queries, and mutations: what GraphQL calls the kinds of operation. */
export const QUERY_SCOPE = 'query';
/** The scope of every mutation. */
export const MUTATION_SCOPE = 'mutation';

/** The scope of users who may see personal data. */
const PERSONAL_DATA_SCOPE = 'dados-pessoais';

/** The scope of users who may read metrics. */
export const METRICS_SCOPE = 'operacao';

/** The scope of users who may see who asked the graph for what, and who was given whose personal data. */
const AUDIT_SCOPE = 'auditoria';

/** The groups that a new groups file starts with, and the scopes of each. */
export const DEFAULT_GROUPS = {
  leitura: [QUERY_SCOPE],
  atendimento: [QUERY_SCOPE, PERSONAL_DATA_SCOPE],
  escrita: [QUERY_SCOPE, MUTATION_SCOPE, PERSONAL_DATA_SCOPE],
  administracao: [QUERY_SCOPE, MUTATION_SCOPE, PERSONAL_DATA_SCOPE, METRICS_SCOPE, AUDIT_SCOPE],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The scope of one mutation, for users who may not run all of them. */
export function scopeOfMutation(field: string): string {
  return `${MUTATION_SCOPE}:${field}`;
}

/** Whether a user may run a mutation as far as its name goes: as one of all, or this one. */
export function mayRunMutation(scopes: readonly string[], field: string): boolean {
  return scopes.includes(MUTATION_SCOPE) || scopes.includes(scopeOfMutation(field));
}

/** Lists of scopes, as of `@requiresScopes`; a user needs every scope of one of them. */
export type ScopeRule = readonly (readonly string[])[];

/** Whether the scopes of a user are enough for a rule. */
export function meets(scopes: ReadonlySet<string>, rule: ScopeRule): boolean {
  return rule.some((all) => all.every((scope) => scopes.has(scope)));
}
