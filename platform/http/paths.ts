/** Where GraphQL is answered, by the router and by each subgraph. */
export const GRAPHQL_PATH = '/graphql';

/** Prometheus' metrics of a process. */
export const METRICS_PATH = '/metrics';

/** Where subgraphs deliver their events to each other. */
export const EVENTS_PATH = '/eventos';

/** Whether a process runs at all. */
export const LIVE_PATH = '/health/live';

/** Whether a process takes traffic. */
export const READY_PATH = '/health/ready';

/** The paths that need no credentials. */
export const PUBLIC_PATHS: ReadonlySet<string> = new Set([LIVE_PATH, READY_PATH]);
