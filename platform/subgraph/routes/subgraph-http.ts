import type { Database } from '../../database/database.ts';
import { measureDatabase } from '../../database/database-metrics.ts';
import type { EventBroker } from '../../events/broker/event-broker.ts';
import { serveEvents } from '../../events/inbox/event-route.ts';
import { measureOutbox } from '../../events/inspection/outbox-metrics.ts';
import { serveOutbox } from '../../events/inspection/outbox-route.ts';
import type { Outbox } from '../../events/inspection/outbox-state.ts';
import { serveStatus } from '../../events/inspection/status-route.ts';
import { BATCH_FORM, TAKES_BATCHES_HEADER } from '../../http/bodies/request-batch.ts';
import { closeGently } from '../../http/connections/draining.ts';
import { listenOn } from '../../http/connections/listen.ts';
import { GRAPHQL_PATH } from '../../http/requests/paths.ts';
import { createHttpServer, type Readiness } from '../../http/server/http-server.ts';
import { measureServer, type PartMetrics } from '../../http/server/metrics.ts';
import { INTERNAL_HEADERS } from '../../http/server/security-headers.ts';
import { traceRequests } from '../../http/server/trace-requests.ts';
import { openTrustedKeys } from '../../identity/keys/key-source.ts';
import { serveMetrics } from '../../identity/requests/metrics-route.ts';
import { registerIdentityCheck } from '../../identity/requests/subgraph-authentication.ts';
import { tellOtherClocks } from '../../identity/tokens/other-clocks.ts';
import { Resources } from '../../process/ending/resources.ts';
import type { Log } from '../../process/logging/logging.ts';
import { measureTraces } from '../../telemetry/trace-metrics.ts';
import type { SubgraphConfig } from '../config.ts';
import type { SubgraphDefinition } from '../definition.ts';
import type { ExecutableSubgraph } from '../execution/executable-subgraph.ts';
import { serveGraphql, startApollo } from './graphql-route.ts';

/** The port of a subgraph, closed gently. */
export interface SubgraphHttp extends AsyncDisposable {
  /** Where GraphQL is answered. */
  readonly url: string;
  metrics(): Promise<PartMetrics>;
}

/** Largest request: a fetch for 100 x 100 entities is about half of that. Of clients the router takes less (`BODY_LIMIT_BYTES`). */
const SUBGRAPH_BODY_BYTES = 4 * 1024 * 1024;

/** Answers for a subgraph on a port: GraphQL, events, outbox, metrics, health. */
export async function serveSubgraph(
  { name, eventDestinations, callers }: Pick<SubgraphDefinition, 'name' | 'eventDestinations' | 'callers'>,
  subgraph: ExecutableSubgraph,
  {
    config,
    port,
    database,
    outbox,
    broker,
    log,
  }: {
    config: SubgraphConfig;
    port: number;
    database: Database;
    outbox: Outbox;
    broker: EventBroker | null;
    log: Log;
  },
): Promise<SubgraphHttp> {
  await using opened = new Resources();
  const batchRequests = !config.switchedOff.has('batched-requests');
  const app = await createHttpServer({
    log,
    bodyLimit: SUBGRAPH_BODY_BYTES,
    headers: batchRequests ? { ...INTERNAL_HEADERS, [TAKES_BATCHES_HEADER]: BATCH_FORM } : INTERNAL_HEADERS,
    internal: true,
    drainMs: config.shutdownDelayMs,
    ready: () => readinessOf(database, broker),
  });
  const registry = measureServer(app, name);
  measureDatabase(registry, database);
  measureTraces(registry);
  if (eventDestinations.length > 0) measureOutbox(registry, database, eventDestinations);
  broker?.measure(registry);
  const trustedKeys = opened.use(openTrustedKeys(callers, config, log)).current;
  const { forDevelopment } = config;
  const otherClock = tellOtherClocks(log);
  const identityOf = registerIdentityCheck(app, {
    trustedKeys,
    audience: name,
    callers,
    forDevelopment,
    otherClock,
  });
  traceRequests(app);
  const apollo = await startApollo(subgraph, config.production, log);
  opened.defer(() => apollo.stop());
  // Before everything that requests under way still need.
  opened.defer(() => closeGently(app));
  serveGraphql(app, apollo, subgraph, {
    production: config.production,
    batches: batchRequests ? { identityOf, log } : null,
  });
  serveEvents(app, database, subgraph);
  serveOutbox(app, outbox);
  if (subgraph.takeStatus) serveStatus(app, subgraph.takeStatus);
  serveMetrics(app, registry);
  const address = await listenOn(app, { host: config.host, port });
  const resources = opened.move();
  return {
    url: `${address}${GRAPHQL_PATH}`,
    metrics: () => registry.getMetricsAsJSON(),
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

/** Without a broker a subgraph is as ready as with one: its events wait in the outbox, and others' at the broker. */
async function readinessOf(database: Database, broker: EventBroker | null): Promise<Readiness> {
  const health = await database.health();
  const ok = health === 'ready';
  const events = broker ? { events: broker.problem() ?? 'connected' } : {};
  return { ok, body: { status: ok ? health : `database ${health}`, ...events } };
}
