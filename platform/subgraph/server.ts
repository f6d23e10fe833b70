import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Database, openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrations.ts';
import { loggableError } from '../errors/loggable-error.ts';
import { startBacklogReport } from '../events/backlog-report.ts';
import { type EventHandlers, parseEvent } from '../events/event.ts';
import { httpDelivery } from '../events/event-delivery.ts';
import { receive } from '../events/inbox.ts';
import { measureOutbox } from '../events/outbox-metrics.ts';
import { type Relay, startRelay } from '../events/relay.ts';
import { type CompiledExecutor, createCompiledExecutor } from '../execution/compiled-executor.ts';
import { knownOperations } from '../execution/known-operations.ts';
import { apolloHandler } from '../http/apollo-handler.ts';
import { closeGently } from '../http/draining.ts';
import { createHttpServer, graphqlError, listenOn } from '../http/http-server.ts';
import { measureServer, type PartMetrics } from '../http/metrics.ts';
import { INTERNAL_HEADERS } from '../http/security-headers.ts';
import { serveMetrics } from '../identity/metrics-route.ts';
import { EVENT_SCOPE } from '../identity/scopes.ts';
import { registerIdentityCheck } from '../identity/subgraph-authentication.ts';
import { createIdentitySigner } from '../identity/tokens.ts';
import { createCursorCodec } from '../pagination/cursors.ts';
import type { DirectSubgraph } from '../peers/direct-operation.ts';
import type { Asking } from '../peers/owner.ts';
import { type Neighbours, nearestWay } from '../peers/peer.ts';
import { SubgraphClient } from '../peers/subgraph-client.ts';
import { SubgraphFailure } from '../peers/subgraph-failure.ts';
import { apolloLogger, type Log } from '../process/logging.ts';
import { Resources } from '../process/resources.ts';
import type { SubgraphConfig } from './config.ts';
import type { BuiltSubgraph, SubgraphDefinition } from './definition.ts';
import { loadAnewAfterWrites } from './fresh-after-writes.ts';
import { startHousekeeping } from './housekeeping.ts';

/** A subgraph that is up: migrated, and answering on its port when it has one. */
export interface RunningSubgraph extends DirectSubgraph, AsyncDisposable {
  readonly name: string;
  /** Where it answers; null without a port. */
  readonly url: string | null;
  /** Its metrics, for a router in the same process; none without a port. */
  metrics(): Promise<PartMetrics>;
}

const BODY_LIMIT_BYTES = 4 * 1024 * 1024; // A fetch for 100 x 100 entities is about half of that.
const MAX_TOKENS = 20_000;
const PEER_TIMEOUT_MS = 5_000;

/**
 * Opens the database, migrates it and serves. Closes again what it opened when a step fails.
 *
 * @param options.neighbours subgraphs in this process that are asked without HTTP, from when they are there
 * @param options.stopping says that it is not wanted any more before it is up
 */
export async function startSubgraph(
  definition: SubgraphDefinition,
  config: SubgraphConfig,
  log: Log,
  { neighbours = new Map(), stopping }: { neighbours?: Neighbours; stopping?: AbortSignal } = {},
): Promise<RunningSubgraph> {
  await using opened = new Resources();
  const { ran, foundDone, ofLaterRelease } = await migrate(
    config.databaseUrl,
    definition.migrations,
    stopping,
  );
  if (ran.length > 0) log.info({ migrations: ran }, 'migrated');
  if (foundDone.length > 0) log.warn({ migrations: foundDone }, 'parts of these were in the schema before');
  if (ofLaterRelease.length > 0) log.warn({ migrations: ofLaterRelease }, 'the schema is of a later release');

  const database = opened.use(
    openDatabase({
      url: config.databaseUrl,
      poolSize: config.databasePoolSize,
      statementTimeoutMs: config.databaseStatementTimeoutMs,
    }),
  );
  const clients = openClients(config);
  for (const client of clients.values()) opened.use(client);
  let relay: Relay | null = null;
  const built = definition.build({
    database,
    cursors: createCursorCodec(config.identitySecret),
    log,
    peers: new Map([...clients].map(([name, client]) => [name, nearestWay(client, neighbours)])),
    eventCommitted: () => relay?.wake(),
  });
  loadAnewAfterWrites(built);
  opened.use(startHousekeeping(built.chores, log));
  const executor = createCompiledExecutor(built.schema);
  const report = (requestId: string) => (error: unknown) =>
    log.error({ requestId, error: loggableError(error) }, 'unexpected error');

  if (definition.eventDestinations.length > 0) {
    relay = opened.use(
      startRelay({
        database,
        delivery: httpDelivery(definition.name, clients),
        destinations: definition.eventDestinations,
        log,
        maxAttempts: config.eventMaxAttempts,
      }),
    );
    opened.use(startBacklogReport(database, log));
  }
  let url: string | null = null;
  let metrics: RunningSubgraph['metrics'] = () => Promise.resolve([]);
  if (config.port !== null) {
    const app = await createHttpServer({
      log,
      bodyLimit: BODY_LIMIT_BYTES,
      headers: INTERNAL_HEADERS,
      internal: true,
      drainMs: config.shutdownDelayMs,
      ready: async () => {
        const health = await database.health();
        const ok = health === 'ready';
        return { ok, body: { status: ok ? health : `database ${health}` } };
      },
    });
    const registry = measureServer(app, definition.name);
    if (definition.eventDestinations.length > 0)
      measureOutbox(registry, database, definition.eventDestinations);
    metrics = () => registry.getMetricsAsJSON();
    registerIdentityCheck(app, { ...config, audience: definition.name });
    const apollo = await startApollo(built, executor, report, config.production, log);
    opened.defer(() => apollo.stop());
    // Before everything that requests under way still need.
    opened.defer(() => closeGently(app));
    serveGraphql(app, apollo, built, executor, report);
    serveEvents(app, database, built.events);
    serveMetrics(app, registry);
    url = `${await listenOn(app, { host: config.host, port: config.port })}/graphql`;
  }

  let closed = false;
  opened.defer(() => {
    closed = true;
  });
  const resources = opened.move();
  return {
    name: definition.name,
    url,
    metrics,
    async execute({ source, operationName, variables, identity, requestId }) {
      if (closed) throw new SubgraphFailure(definition.name, new Error('it has been closed'));
      return await executor.execute({
        source,
        operationName,
        variables,
        createContext: (selected) => built.createContext({ identity, requestId, selected }),
        onUnexpected: report(requestId),
      });
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

function serveGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<Asking>,
  built: BuiltSubgraph,
  executor: CompiledExecutor,
  report: (requestId: string) => (error: unknown) => void,
): void {
  const asking = (request: FastifyRequest): Asking => {
    if (!request.identity) throw new Error('a request reached GraphQL without an identity');
    return { identity: request.identity, requestId: request.id };
  };
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: knownOperations({
      executor,
      createContext: (request, selected) => {
        const { identity, requestId } = asking(request);
        return built.createContext({ identity, requestId, selected });
      },
      report,
      otherwise: apolloHandler(apollo, asking),
    }),
  });
  app.get('/', async (_request, reply) =>
    reply
      .code(404)
      .send(graphqlError('NOT_FOUND', 'Explore the graph at the router; GraphQL is at /graphql.')),
  );
}

/** Where other subgraphs deliver their events. */
function serveEvents(app: FastifyInstance, database: Database, handlers: EventHandlers): void {
  app.post('/eventos', async (request, reply) => {
    if (!request.identity?.scopes.includes(EVENT_SCOPE)) {
      return reply.code(403).send(graphqlError('FORBIDDEN', 'Only subgraphs deliver events.'));
    }
    const event = parseEvent(request.body);
    if (!event) return reply.code(400).send(graphqlError('BAD_REQUEST', 'This is not an event.'));
    const result = await receive(database, handlers, event);
    // An event of an unknown type stays with its sender, which shows it: a release that knows it may be on its way.
    return reply.code(result === 'unknown type' ? 422 : 200).send({ result });
  });
}

function openClients(config: SubgraphConfig): Map<string, SubgraphClient> {
  const signer = createIdentitySigner(config.identitySecret);
  return new Map(
    [...config.peerUrls].map(([name, url]) => [
      name,
      new SubgraphClient({ name, url, signer, timeoutMs: PEER_TIMEOUT_MS }),
    ]),
  );
}

/** Apollo Server for HTTP, parsing and validation; execution is compiled (see docs/decisions). */
async function startApollo(
  built: BuiltSubgraph,
  executor: CompiledExecutor,
  report: (requestId: string) => (error: unknown) => void,
  production: boolean,
  log: Log,
): Promise<ApolloServer<Asking>> {
  const apollo = new ApolloServer<Asking>({
    gateway: compiledGateway(built, executor, report),
    logger: apolloLogger(log),
    introspection: !production,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    // The executor keeps documents, by what they take of the heap; what it knows does not come here.
    documentStore: null,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}

/** The option by which Apollo Server takes another executor than graphql-js. */
function compiledGateway(
  { schema, createContext }: BuiltSubgraph,
  executor: CompiledExecutor,
  report: (requestId: string) => (error: unknown) => void,
): GatewayInterface {
  return {
    load: () =>
      Promise.resolve({
        executor: ({ source, document, operationName, request, context }) => {
          // Apollo Server is an ApolloServer<Asking> here, so this is what was made for it.
          const { identity, requestId } = context as Asking;
          return executor.execute({
            source,
            document,
            operationName,
            variables: request.variables,
            createContext: (selected) => createContext({ identity, requestId, selected }),
            onUnexpected: report(requestId),
          });
        },
      }),
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  };
}
