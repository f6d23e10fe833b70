import { TEST_SECRET } from '../networks/test-subgraph.ts';

/** How a router of a test reaches its subgraphs: by addresses of their own, and never held back. */
export const CONNECTIONS_CONFIG = {
  identitySecret: TEST_SECRET,
  identityKeyPath: null,
  subgraphTimeoutMs: 10_000,
  subgraphAnswerBytes: 1_000_000,
  subgraphUrls: new Map<string, readonly string[]>(),
  maxRequestsInFlight: 512,
  accesses: null,
  switchedOff: new Set<never>(),
  maxWaitMs: 60_000,
};
