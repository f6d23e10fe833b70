/** Where GraphQL is answered, by the router and by each subgraph. */
export const GRAPHQL_PATH = '/graphql';

/** Where a subgraph takes several queries in one request (request-batch.ts). */
export const GRAPHQL_BATCH_PATH = '/graphql/batch';

/** Prometheus' metrics of a process. */
export const METRICS_PATH = '/metrics';

/** Where subgraphs deliver their events to each other. */
export const EVENTS_PATH = '/eventos';

/** What waits in a subgraph's outbox, for routers. */
export const OUTBOX_PATH = '/outbox';

/** Where routers have a subgraph try dead events again. */
export const OUTBOX_REPLAY_PATH = '/outbox/replay';

/** Where routers say how they find the graph. */
export const STATUS_PATH = '/status';

/** Whether a process runs at all. */
export const LIVE_PATH = '/health/live';

/** Whether a process takes traffic. */
export const READY_PATH = '/health/ready';

/** The paths that need no credentials. */
export const PUBLIC_PATHS: ReadonlySet<string> = new Set([LIVE_PATH, READY_PATH]);
