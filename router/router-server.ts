import type { ApolloServerPlugin } from '@apollo/server';
import { Registry } from 'prom-client';
import { Admission } from '../platform/http/admission/admission.ts';
import { closeGently } from '../platform/http/connections/draining.ts';
import { listenOn } from '../platform/http/connections/listen.ts';
import { createHttpServer } from '../platform/http/server/http-server.ts';
import { securityHeaders } from '../platform/http/server/security-headers.ts';
import { serveMetrics } from '../platform/identity/requests/metrics-route.ts';
import { Resources } from '../platform/process/ending/resources.ts';
import type { Log } from '../platform/process/logging/logging.ts';
import type { SharedStore } from '../platform/sharing/shared-store.ts';
import type { RunningSubgraph } from '../platform/subgraph/server.ts';
import { AccessRecorder } from './accesses/access-recorder.ts';
import { startApolloServer } from './apollo-server.ts';
import { userRefs } from './auth/credentials/user-ref.ts';
import { FailedLogins } from './auth/guesses/failed-logins.ts';
import type { UserDirectory } from './auth/users/user-directory.ts';
import { ScopeAgreement } from './authorization/scope-agreement.ts';
import type { RouterConfig } from './config/config.ts';
import { builtConsole, type ConsoleFiles } from './console/console-files.ts';
import type { RouterContext } from './context.ts';
import { followTrustedDocuments } from './documents/trusted-documents.ts';
import { startHealthReporter } from './health/health-reporter.ts';
import { type GraphGateway, graphGateway } from './plans/graph-gateway.ts';
import { LastWrites } from './requests/last-writes.ts';
import { ConcurrencyLimit } from './requests/load-shedding/concurrency-limit.ts';
import { LoadShedding } from './requests/load-shedding/load-shedding.ts';
import { writeShedAnswer } from './requests/load-shedding/shed-answer.ts';
import { shedBeforeRouting } from './requests/load-shedding/shed-before-routing.ts';
import { measureRouter } from './router-metrics.ts';
import { registerRoutes } from './routes.ts';
import { logRefusedLogins } from './security-log/refused-logins.ts';
import { securityLog } from './security-log/security-log.ts';
import { StrangerLines } from './security-log/stranger-lines.ts';
import { createReadiness } from './subgraphs/readiness.ts';
import { SubgraphConnections } from './subgraphs/subgraph-connections.ts';
import { supergraphFile } from './supergraph/supergraph-file.ts';
import { UsageRecorder } from './usage/usage-recorder.ts';

/** A router that answers. */
export interface RunningRouter extends AsyncDisposable {
  /** `http://host:port` */
  readonly url: string;
}

/** What a router is made of. */
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

/** Loads the supergraph and serves it behind Basic Auth. Closes again what it opened when a step fails. */
export async function startRouter(parts: RouterParts): Promise<RunningRouter> {
  const { config, log, users, shared = null } = parts;
  await using opened = new Resources();
  const subgraphs = opened.use(new SubgraphConnections(parts));
  // Before what answers requests, so that it is closed after the last one was counted.
  const usage = config.usage && opened.use(await UsageRecorder.open(config.usage, log));
  // As usage: what the last requests have left is reported while the subgraphs are still connected.
  const accesses = await openAccesses(opened, subgraphs, parts);
  const trusted = opened.use(await followTrustedDocuments(config.trustedDocumentsPath, log));
  const scopes = new ScopeAgreement(users, log);
  const gateway = gatewayOf(config, { subgraphs, scopes, log });
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
  const registry = new Registry();
  const lastWrites = new LastWrites(shared);
  const apollo = await startApolloServer({
    config,
    log,
    gateway,
    trusted,
    shedding,
    lastWrites,
    audit,
    registry,
    shared,
    usage,
    recordsAccesses: accesses !== null,
    plugins: parts.plugins ?? [],
  });
  opened.defer(() => apollo.stop());

  // An answer holds for its user and its moment.
  const headers = { ...securityHeaders(), 'cache-control': 'no-store', vary: 'Accept' };
  const app = await createHttpServer({
    log,
    bodyLimit: config.bodyLimit,
    headers,
    trustedProxies: config.trustedProxies,
    ready: createReadiness(() => subgraphs.probes, users, {
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
  const { tls, trustedProxies } = config;
  measureRouter(app, registry, { tls, usage, accesses, admission, subgraphs, users, shared, lines });
  const refuse = writeShedAnswer({ headers, ...config });
  const failedLogins = new FailedLogins(shared);
  shedBeforeRouting(app, { admission, refuse, users, failedLogins, trustedProxies });
  await registerRoutes(app, {
    config,
    log,
    users,
    failedLogins,
    onRefused: logRefusedLogins(audit, lines),
    apollo,
    gateway,
    shedding,
    trusted,
    lastWrites,
    accesses,
    shared,
    consoleFiles: parts.consoleFiles ?? builtConsole,
  });
  serveMetrics(app, registry, (identity) => subgraphs.metrics(identity));
  const url = await listenOn(app, config);

  const resources = opened.move();
  return { url, [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose]() };
}

/** Opens what reports accesses and the graph's health to a subgraph; null where none is to be told. */
async function openAccesses(
  opened: Resources,
  subgraphs: SubgraphConnections,
  { config, log }: RouterParts,
): Promise<AccessRecorder | null> {
  if (!config.accesses) return null;
  const { subgraph: receiver, healthReportMs: everyMs } = config.accesses;
  const reporter = () => subgraphs.reporter(receiver);
  const accesses = opened.use(await AccessRecorder.open(config.accesses, reporter, log));
  if (everyMs) {
    const health = () => subgraphs.health;
    opened.use(startHealthReporter({ receiver, everyMs, health, accesses: () => accesses.totals, log }));
  }
  return accesses;
}

function gatewayOf(
  config: RouterConfig,
  { subgraphs, scopes, log }: { subgraphs: SubgraphConnections; scopes: ScopeAgreement; log: Log },
): GraphGateway {
  return graphGateway({
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
}

/** How long requests under way may hold up the router's end: a subgraph may take so long to answer one. */
export function closeGraceMs({ subgraphTimeoutMs }: RouterConfig): number {
  return subgraphTimeoutMs + 2_000;
}
