import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import type { Registry } from 'prom-client';
import { unusedApolloPlugins } from '../platform/http/apollo/unused-apollo-plugins.ts';
import { responseText } from '../platform/http/bodies/response-text.ts';
import { ConfigError } from '../platform/process/ending/config-error.ts';
import { apolloLogger, type Log } from '../platform/process/logging/logging.ts';
import type { SharedStore } from '../platform/sharing/shared-store.ts';
import { accessPlugin, type NoteOperation, notesOfOperations } from './accesses/access-hooks.ts';
import { scopesPlugin } from './authorization/scopes.ts';
import type { RouterConfig } from './config/config.ts';
import type { RouterContext } from './context.ts';
import { createDocumentStore, createPersistedQueryStore } from './documents/document-store.ts';
import { trustedDocumentsPlugin } from './documents/resolve-documents.ts';
import { SharedDocuments } from './documents/shared-documents.ts';
import type { TrustedDocuments } from './documents/trusted-documents.ts';
import { answerKnownOperations, type GraphExecutor } from './known-operations.ts';
import { MAX_TOKENS } from './limits/document/document-limits.ts';
import { type OperationLimiter, operationLimits } from './limits/operation/operation-limits.ts';
import type { GraphGateway } from './plans/graph-gateway.ts';
import { exactNumbersInAddress } from './requests/exact-numbers.ts';
import type { LastWrites } from './requests/last-writes.ts';
import type { LoadShedding } from './requests/load-shedding/load-shedding.ts';
import { type OperationMetrics, operationMetrics } from './requests/operation-metrics.ts';
import { retryableMutations } from './requests/retryable-mutations.ts';
import { statusForMediaType } from './requests/status-for-media-type.ts';
import { formatErrorWithoutSuggestions, formatRouterError, unexpectedErrorsPlugin } from './router-errors.ts';
import type { SecurityLog } from './security-log/security-log.ts';
import { securityLogPlugin } from './security-log/security-log-plugin.ts';
import { type CountUse, countsOfUse, usagePlugin } from './usage/usage-plugin.ts';
import type { UsageRecorder } from './usage/usage-recorder.ts';

/** What the steps of an operation, from its text to its answer, are made of. */
export interface ApolloServerParts {
  config: RouterConfig;
  log: Log;
  gateway: GraphGateway;
  trusted: TrustedDocuments;
  shedding: LoadShedding;
  lastWrites: LastWrites;
  audit: SecurityLog;
  registry: Registry;
  /** What this router shares with others; null shares nothing. */
  shared: SharedStore | null;
  /** Counts what clients use; null where nobody wants to know. */
  usage: UsageRecorder | null;
  /** Whether it is reported which requests were answered. */
  recordsAccesses: boolean;
  /** Plugins beside the router's own. */
  plugins: readonly ApolloServerPlugin<RouterContext>[];
}

/** What some steps are done by, with Apollo Server and without. */
interface Steps {
  readonly limiter: OperationLimiter;
  readonly metrics: OperationMetrics;
  readonly note: NoteOperation | null;
  readonly count: CountUse | null;
}

/** What executes the router's operations. */
export interface RunningApollo extends GraphExecutor {
  stop(): Promise<void>;
}

/**
 * Starts the Apollo Server that executes the router's operations; the order of its plugins is the order of the steps. Who
 * calls this stops it. A ConfigError when the supergraph cannot be served.
 */
export async function startApolloServer(parts: ApolloServerParts): Promise<RunningApollo> {
  const { config, log, gateway, shared, usage } = parts;
  const documents = createDocumentStore();
  const steps: Steps = {
    limiter: operationLimits(
      { maxDepth: config.maxOperationDepth, maxCost: config.maxOperationCost },
      config.costPerMinute,
      shared,
    ),
    metrics: operationMetrics(parts.registry, parts.trusted.nameOf),
    note: parts.recordsAccesses ? notesOfOperations() : null,
    count: usage && countsOfUse(usage),
  };
  const write = (result: { data?: unknown }) => responseText(result, config.maxAnswerBytes);
  // What was validated, measured and described is so for one supergraph only.
  gateway.onSchemaLoadOrUpdate(() => documents.clear());
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
    stringifyResult: write,
    plugins: pluginsOf(parts, steps),
  });
  await apollo.start().catch((error) => {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${config.supergraphPath} is no valid supergraph: ${error.message}`]);
  });
  const executor = goesPastApollo(parts)
    ? answerKnownOperations(apollo, { documents, gateway, ...steps, write })
    : apollo;
  return {
    executeHTTPGraphQLRequest: (request) => executor.executeHTTPGraphQLRequest(request),
    stop: () => apollo.stop(),
  };
}

/** Whether Apollo Server need not see every operation: nobody else has plugins in it, nor asks which documents are unknown. */
function goesPastApollo({ config, plugins }: ApolloServerParts): boolean {
  const { switchedOff, trustedDocuments } = config;
  return plugins.length === 0 && trustedDocuments !== 'log' && !switchedOff.has('known-operations');
}

function pluginsOf(parts: ApolloServerParts, steps: Steps): ApolloServerPlugin<RouterContext>[] {
  const { config, log, trusted } = parts;
  const { limiter, metrics, note, count } = steps;
  return [
    ...unusedApolloPlugins(),
    // First, so that what others see of a request is what is carried out.
    trustedDocumentsPlugin(trusted, config.trustedDocuments, log),
    parts.shedding.plugin(),
    statusForMediaType(),
    retryableMutations(),
    exactNumbersInAddress(),
    unexpectedErrorsPlugin(log),
    scopesPlugin(),
    limiter.plugin,
    securityLogPlugin(parts.audit),
    parts.lastWrites.plugin(),
    metrics.plugin,
    ...(note ? [accessPlugin(note)] : []),
    ...(count ? [usagePlugin(count)] : []),
    ...parts.plugins,
    // Answers, so that no later one is asked.
    parts.gateway.plugin,
  ];
}
