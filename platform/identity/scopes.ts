/** The scopes of users who may run queries, and mutations: what GraphQL calls the kinds of operation. */
export const QUERY_SCOPE = 'query';
export const MUTATION_SCOPE = 'mutation';

/** The scope of users who may read metrics. */
export const METRICS_SCOPE = 'operacao';

/** The scope of a subgraph that delivers events. No group of users may have it. */
export const EVENT_SCOPE = 'evento';

/** The groups that a new groups file starts with, and the scopes of each. */
export const DEFAULT_GROUPS = {
  leitura: [QUERY_SCOPE],
  escrita: [QUERY_SCOPE, MUTATION_SCOPE],
  administracao: [QUERY_SCOPE, MUTATION_SCOPE, METRICS_SCOPE],
} as const satisfies Readonly<Record<string, readonly string[]>>;
