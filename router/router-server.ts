import type { IncomingMessage } from 'node:http';
import { constants } from 'node:zlib';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { Admission } from '../platform/http/admission.ts';
import { apolloHandler } from '../platform/http/apollo-handler.ts';
import { answerBeforeRouting } from '../platform/http/before-routing.ts';
import { clientAddresses } from '../platform/http/client-address.ts';
import { closeGently } from '../platform/http/draining.ts';
import { createHttpServer } from '../platform/http/http-server.ts';
import { listenOn } from '../platform/http/listen.ts';
import { measureServer } from '../platform/http/metrics.ts';
import { GRAPHQL_PATH } from '../platform/http/paths.ts';
import { withDeadline } from '../platform/http/request-deadline.ts';
import { responseText } from '../platform/http/response-text.ts';
import { securityHeaders } from '../platform/http/security-headers.ts';
import { measureTls } from '../platform/http/tls-metrics.ts';
import { traceRequests } from '../platform/http/trace-requests.ts';
import { unusedApolloPlugins } from '../platform/http/unused-apollo-plugins.ts';
import { serveMetrics } from '../platform/identity/metrics-route.ts';
import { ConfigError } from '../platform/process/config.ts';
import { apolloLogger, type Log } from '../platform/process/logging.ts';
import { Resources } from '../platform/process/resources.ts';
import type { SharedStore } from '../platform/sharing/shared-store.ts';
import { measureSharedStore } from '../platform/sharing/shared-store-metrics.ts';
import type { RunningSubgraph } from '../platform/subgraph/server.ts';
import { measureTraces } from '../platform/telemetry/trace-metrics.ts';
import type { AccessConfig } from './accesses/access-config.ts';
import { accessPlugin, declareAccessNotes, recordAccesses } from './accesses/access-hooks.ts';
import { measureAccesses } from './accesses/access-metrics.ts';
import { AccessRecorder } from './accesses/access-recorder.ts';
import { type OnRefusedLogin, registerBasicAuth } from './auth/basic-auth.ts';
import { parseBasicCredentials } from './auth/basic-credentials.ts';
import { FailedLogins } from './auth/failed-logins.ts';
import { rememberedLogin } from './auth/remembered-login.ts';
import type { UserDirectory } from './auth/user-directory.ts';
import { userRefs } from './auth/user-ref.ts';
import { measureUsers } from './auth/users-metrics.ts';
import { ScopeAgreement } from './authorization/scope-agreement.ts';
import { scopesPlugin } from './authorization/scopes.ts';
import type { RouterConfig } from './config.ts';
import { builtConsole, type ConsoleFiles } from './console/console-files.ts';
import { registerConsole } from './console/console-routes.ts';
import { createRouterContext, type RouterContext } from './context.ts';
import { createDocumentStore, createPersistedQueryStore } from './documents/document-store.ts';
import { resolveDocuments, trustedDocumentsPlugin } from './documents/resolve-documents.ts';
import { SharedDocuments } from './documents/shared-documents.ts';
import { followTrustedDocuments, type TrustedDocuments } from './documents/trusted-documents.ts';
import { registerExplorer } from './explorer/explorer.ts';
import { registerExport } from './export/export-routes.ts';
import { startHealthReporter } from './health/health-reporter.ts';
import { MAX_TOKENS } from './limits/document/document-limits.ts';
import { refuseDocuments } from './limits/document/refuse-documents.ts';
import { operationLimitsPlugin } from './limits/operation/operation-limits.ts';
import { SESSION_HEADER } from './mcp/client-session.ts';
import { type GraphGateway, graphGateway } from './plans/graph-gateway.ts';
import { refuseUnacceptable } from './requests/acceptable-answers.ts';
import { measureAdmission } from './requests/admission-metrics.ts';
import { clientTraces } from './requests/client-traces.ts';
import { ConcurrencyLimit } from './requests/concurrency-limit.ts';
import { refuseCrossSite } from './requests/cross-site-requests.ts';
import { exactNumbersInAddress } from './requests/exact-numbers.ts';
import { LastWrites } from './requests/last-writes.ts';
import { operationMetrics } from './requests/operation-metrics.ts';
import { EXPOSED_HEADERS, refuseOverload } from './requests/overload-refusal.ts';
import { answerPeople } from './requests/pages-for-people.ts';
import { limitRate } from './requests/rate-limit.ts';
import { retryableMutations } from './requests/retryable-mutations.ts';
import { LoadShedding } from './requests/shed-load.ts';
import { statusForMediaType } from './requests/status-for-media-type.ts';
import { formatErrorWithoutSuggestions, formatRouterError, unexpectedErrorsPlugin } from './router-errors.ts';
import { logRefusedLogins } from './security-log/refused-logins.ts';
import { securityLog } from './security-log/security-log.ts';
import { securityLogPlugin } from './security-log/security-log-plugin.ts';
import { measureStrangerLines, StrangerLines } from './security-log/stranger-lines.ts';
import { measureCircuits } from './subgraphs/circuit-metrics.ts';
import { createReadiness } from './subgraphs/readiness.ts';
import { type Reporter, SubgraphConnections } from './subgraphs/subgraph-connections.ts';
import { supergraphFile } from './supergraph/supergraph-file.ts';
import { measureUsage } from './usage/usage-metrics.ts';
import { usagePlugin } from './usage/usage-plugin.ts';
import { UsageRecorder } from './usage/usage-recorder.ts';

/** A router that answers. */
export interface RunningRouter extends AsyncDisposable {
  /** `http://host:port` */
  readonly url: string;
}

export interface RouterParts {
  config: RouterConfig;
  log: Log;
  users: UserDirectory;
  /** What this router shares with others; null, as by default, shares nothing. */
  shared?: SharedStore | null;
  /** Subgraphs in this process, reached without HTTP. */
  local?: readonly RunningSubgraph[];
  /** Apollo Server plugins beside the router's own. */
  plugins?: readonly ApolloServerPlugin<RouterContext>[];
  /** Gives the console's files when they are first asked for; by default those that were built. */
  consoleFiles?: () => Promise<ConsoleFiles>;
}

const CORS_MAX_AGE_SECONDS = 600;
const COMPRESSED_FROM_BYTES = 1_400;
/** About as small as gzip's usual level, in less time; the library's own takes many times as long. */
const FAST_BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** Beside those that are known to become smaller. */
const COMPRESSED_TYPES = /^text\/(?!event-stream)|[+/]json(?:;|$)|^application\/x-ndjson(?:;|$)/;

/** Loads the supergraph and serves it behind Basic Auth. Closes again what it opened when a step fails. */
export async function startRouter(parts: RouterParts): Promise<RunningRouter> {
  const { config, log, shared = null } = parts;
  await using opened = new Resources();
  const subgraphs = new SubgraphConnections(parts);
  opened.use(subgraphs);
  // Before what answers requests, so that it is closed after the last one was counted.
  const usage = config.usage && opened.use(await UsageRecorder.open(config.usage, log));

  // As usage: what the last requests have left is reported while the subgraphs are still connected.
  const accesses =
    config.accesses &&
    opened.use(await AccessRecorder.open(config.accesses, reporterOf(subgraphs, config.accesses), log));

  if (accesses && config.accesses?.healthReportMs) {
    const { subgraph: teller, healthReportMs: everyMs } = config.accesses;
    const health = () => subgraphs.health;
    opened.use(startHealthReporter({ teller, everyMs, health, accesses: () => accesses.totals, log }));
  }

  const trusted = opened.use(await followTrustedDocuments(config.trustedDocumentsPath, log));

  const scopes = new ScopeAgreement(parts.users, log);
  const gateway = graphGateway({
    source: supergraphFile(config.supergraphPath),
    connect: (addresses, nodeOwners) => subgraphs.open(addresses, nodeOwners),
    use(connections, asked) {
      subgraphs.use(connections);
      scopes.use(asked);
    },
    log,
    rejectDenied: config.rejectDenied,
    maxAnswerBytes: config.maxAnswerBytes,
    batchFetches: !config.switchedOff.has('batched-fetches'),
    coalesceReads: !config.switchedOff.has('coalesced-reads'),
    personal: config.accesses?.personal ?? null,
  });
  const admission = new Admission({
    maxInFlight: config.maxRequestsInFlight,
    maxWaitMs: config.maxWaitMs,
    limit: new ConcurrencyLimit(config.maxRequestsInFlight),
  });
  const shedding = new LoadShedding(admission);
  const userRef = userRefs(config.identitySecret);
  const audit = securityLog(log, userRef);
  const lines = new StrangerLines(log);
  opened.defer(() => lines[Symbol.dispose]());
  const documents = createDocumentStore();
  const registry = new Registry();
  // What was validated, measured and described is so for one supergraph only.
  gateway.onSchemaLoadOrUpdate(() => documents.clear());
  const lastWrites = new LastWrites(shared);
  const apollo = new ApolloServer<RouterContext>({
    gateway,
    logger: apolloLogger(log),
    introspection: config.explorer,
    includeStacktraceInErrorResponses: false,
    // See refuseCrossSite.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    documentStore: documents,
    persistedQueries: {
      cache: createPersistedQueryStore(
        undefined,
        shared && new SharedDocuments(shared, config.identitySecret),
      ),
    },
    // Who may read the schema may be told what it has.
    formatError: config.explorer && !config.production ? formatRouterError : formatErrorWithoutSuggestions,
    stringifyResult: (result) => responseText(result, config.maxAnswerBytes),
    plugins: [
      ...unusedApolloPlugins(),
      // First, so that what others see of a request is what is carried out.
      trustedDocumentsPlugin(trusted, config.trustedDocuments, log),
      shedding.plugin(),
      statusForMediaType(),
      retryableMutations(),
      exactNumbersInAddress(),
      unexpectedErrorsPlugin(log),
      scopesPlugin(),
      operationLimitsPlugin(
        { maxDepth: config.maxOperationDepth, maxCost: config.maxOperationCost },
        config.costPerMinute,
        shared,
      ),
      securityLogPlugin(audit),
      lastWrites.plugin(),
      operationMetrics(registry, trusted.nameOf),
      ...(accesses ? [accessPlugin()] : []),
      ...(usage ? [usagePlugin(usage)] : []),
      ...(parts.plugins ?? []),
      // Answers, so that no later one is asked.
      gateway.plugin,
    ],
  });
  await apollo.start().catch((error) => {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${config.supergraphPath} is no valid supergraph: ${error.message}`]);
  });
  opened.defer(() => apollo.stop());

  // An answer holds for its user and its moment.
  const headers = { ...securityHeaders(), 'cache-control': 'no-store', vary: 'Accept' };
  const app = await createHttpServer({
    log,
    bodyLimit: config.bodyLimit,
    headers,
    trustedProxies: config.trustedProxies,
    ready: createReadiness(() => subgraphs.probes, parts.users, {
      groupsProblem: () => scopes.problem(),
      shared,
    }),
    exactNumbers: true,
    userRef: ({ identity }) => identity && userRef(identity.user),
    isLogged: ({ identity, ip }, { statusCode }) => identity !== null || lines.admitsRequest(ip, statusCode),
    drainMs: config.shutdownDelayMs,
    closeGraceMs: closeGraceMs(config),
    tls: config.tls,
  });
  opened.defer(() => closeGently(app));
  measureServer(app, 'router', registry);
  measureTraces(registry);
  if (config.tls) measureTls(registry, config.tls);
  if (usage) measureUsage(registry, usage);
  if (accesses) measureAccesses(registry, accesses);
  const refuse = refuseOverload({ headers, ...config });
  const failedLogins = new FailedLogins(shared);
  const addressOf = clientAddresses(config.trustedProxies);
  /** Who that is, if it has logged in before: a name alone would have answers tell who there is. */
  const loggedIn = (request: IncomingMessage): string | null => {
    const credentials = parseBasicCredentials(request.headers.authorization);
    if (!credentials) return null;
    const address = addressOf(request);
    return rememberedLogin(parts.users, failedLogins, { address, credentials })?.user ?? null;
  };
  answerBeforeRouting(app, GRAPHQL_PATH, (request, response) => {
    const isFull = admission.turnsAway(() => loggedIn(request));
    if (isFull) refuse(request, response);
    return isFull;
  });
  measureAdmission(registry, admission);
  measureCircuits(registry, () => subgraphs.circuits);
  measureUsers(registry, parts.users);
  if (shared) measureSharedStore(registry, shared);
  measureStrangerLines(registry, lines);
  const onRefused = logRefusedLogins(audit, lines);
  await serve(
    app,
    apollo,
    { shedding, trusted, failedLogins, onRefused, accesses, lastWrites, gateway },
    parts,
  );
  serveMetrics(app, registry, (identity) => subgraphs.metrics(identity));
  const url = await listenOn(app, config);

  const resources = opened.move();
  return { url, [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose]() };
}

function reporterOf(subgraphs: SubgraphConnections, { subgraph }: AccessConfig): () => Reporter | undefined {
  return () => subgraphs.reporter(subgraph);
}

/** How long requests under way may hold up the router's end: a subgraph may take so long to answer one. */
export function closeGraceMs({ subgraphTimeoutMs }: RouterConfig): number {
  return subgraphTimeoutMs + 2_000;
}

async function serve(
  app: FastifyInstance,
  apollo: ApolloServer<RouterContext>,
  {
    shedding,
    trusted,
    failedLogins,
    onRefused,
    accesses,
    lastWrites,
    gateway,
  }: {
    shedding: LoadShedding;
    trusted: TrustedDocuments;
    failedLogins: FailedLogins;
    onRefused: OnRefusedLogin;
    accesses: AccessRecorder | null;
    lastWrites: LastWrites;
    gateway: GraphGateway;
  },
  parts: RouterParts,
): Promise<void> {
  const { config, users } = parts;
  // Before authentication, so that a browser can read the 401 too. Authentication lets a preflight pass, which
  // carries no credentials; any other OPTIONS request needs them.
  await app.register(cors, {
    origin: [...config.corsOrigins],
    credentials: true,
    methods: ['GET', 'POST'],
    exposedHeaders: config.mcp ? [...EXPOSED_HEADERS, SESSION_HEADER] : [...EXPOSED_HEADERS],
    maxAge: CORS_MAX_AGE_SECONDS,
    strictPreflight: false,
    preflightContinue: true,
  });
  // What is shorter than a packet gains nothing. Requests are not decompressed: a small one could become a large one.
  await app.register(compress, {
    threshold: COMPRESSED_FROM_BYTES,
    globalDecompression: false,
    brotliOptions: FAST_BROTLI,
    customTypes: COMPRESSED_TYPES,
  });
  answerPeople(app, config);
  registerBasicAuth(app, {
    users,
    failedLogins,
    realm: config.realm,
    timeoutMs: config.requestTimeoutMs,
    onRefused,
  });
  await limitRate(app, config.rateLimitPerMinute, parts.shared);
  traceRequests(app, clientTraces(config.clientTracesPerSecond));
  const recorded = accesses && recordAccesses(accesses);
  declareAccessNotes(app);
  const graph = shedding.shield(apollo);
  app.route({
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    ...(recorded
      ? {
          onSend: async (request, _reply, payload) => {
            recorded.onSend(request, payload);
            return payload;
          },
          onResponse: async (request, reply) => recorded.onResponse(request, reply),
        }
      : {}),
    preHandler: [
      withDeadline(() => config.requestTimeoutMs),
      refuseCrossSite(config.corsOrigins),
      refuseUnacceptable(),
      resolveDocuments(app, trusted, config.trustedDocuments, (user) => users.trustedOnly(user)),
      refuseDocuments({ maxSelections: config.maxSelections }),
      async ({ identity }) => {
        if (identity && parts.shared) await lastWrites.refresh(identity.user);
      },
    ],
    handler: apolloHandler(graph, (request) =>
      createRouterContext(request, { access: recorded?.begin(request) ?? null, lastWrites }),
    ),
  });
  const { corsOrigins, requestTimeoutMs: pageTimeoutMs } = config;
  registerExport(app, { graph, recorded, corsOrigins, pageTimeoutMs });
  if (config.explorer) registerExplorer(app);
  if (config.console) registerConsole(app, parts.consoleFiles ?? builtConsole, parts.log);
  if (config.mcp) {
    // What it needs takes a while to load, and most have it switched off.
    const { registerMcp } = await import('./mcp/mcp-routes.ts');
    registerMcp(app, {
      documents: trusted,
      graph: gateway.inUse,
      rejectDenied: config.rejectDenied,
      origins: corsOrigins,
      requestTimeoutMs: config.requestTimeoutMs,
      log: parts.log,
    });
  }
}
