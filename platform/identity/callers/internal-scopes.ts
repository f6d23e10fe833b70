/** The scope of a router that asks whether a subgraph answers, and nothing else. */
export const PROBE_SCOPE = 'sonda';

/** The scope of a subgraph that looks up entities of another one. */
export const ENTITIES_SCOPE = 'entidades';

/** The scope of a subgraph that delivers events. */
export const EVENT_SCOPE = 'evento';

/** The scope of a tool that asks a subgraph for its schema. */
export const SCHEMA_SCOPE = 'esquema';

/** The scope of a router that reports which requests it has answered, and nothing else. */
export const REPORT_SCOPE = 'relato';

/** The scope of a router that asks what is in a subgraph's outbox, or has dead events tried again, and nothing else. */
export const OUTBOX_SCOPE = 'caixa-de-saida';

/** The scope of a subgraph that says, over a broker, what has become of an event. */
export const CONFIRMATION_SCOPE = 'confirmacao';

/** The scopes of parts of the graph. No group of users may have one. */
export const INTERNAL_SCOPES: ReadonlySet<string> = new Set([
  EVENT_SCOPE,
  PROBE_SCOPE,
  ENTITIES_SCOPE,
  SCHEMA_SCOPE,
  REPORT_SCOPE,
  CONFIRMATION_SCOPE,
  OUTBOX_SCOPE,
]);
