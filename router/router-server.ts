import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { ConfigError } from '../platform/config.ts';
import { createHttpServer } from '../platform/http-server.ts';
import { createIdentitySigner } from '../platform/identity.ts';
import type { Log } from '../platform/logging.ts';
import { Resources } from '../platform/resources.ts';
import type { RunningSubgraph } from '../platform/subgraph-server.ts';
import { registerBasicAuth } from './auth/basic-auth.ts';
import type { UserDirectory } from './auth/user-directory.ts';
import { userRef } from './auth/user-ref.ts';
import type { RouterConfig } from './config.ts';
import { createRouterContext, type RouterContext } from './context.ts';
import { DirectDataSource, HttpDataSource } from './data-sources.ts';
import { registerExplorer } from './explorer/explorer.ts';
import { operationLimitsPlugin } from './operation-limits.ts';
import { createReadiness, type Probe } from './readiness.ts';
import { formatRouterError } from './router-errors.ts';
import { scopesPlugin } from './scopes.ts';
import { SubgraphClient } from './subgraph-client.ts';
import { supergraphFile } from './supergraph-file.ts';

/** A router that answers. */
export interface RunningRouter extends AsyncDisposable {
  /** `http://host:port` */
  readonly url: string;
}

export interface RouterParts {
  config: RouterConfig;
  log: Log;
  users: UserDirectory;
  /** Subgraphs in this process, reached without HTTP. */
  local?: readonly RunningSubgraph[];
  /** Apollo Server plugins beside the router's own. */
  plugins?: readonly ApolloServerPlugin<RouterContext>[];
}

const MAX_TOKENS = 10_000;
const CORS_MAX_AGE_SECONDS = 600;

/** Loads the supergraph and serves it behind Basic Auth. Closes again what it opened when a step fails. */
export async function startRouter(parts: RouterParts): Promise<RunningRouter> {
  const { config, log } = parts;
  await using opened = new Resources();
  const subgraphs = new SubgraphConnections(parts);
  opened.use(subgraphs);

  const gateway = new ApolloGateway({
    supergraphSdl: supergraphFile(config.supergraphPath, log),
    buildService: ({ name, url }) => subgraphs.connect(name, url ?? ''),
    // The gateway logs whole subgraph errors; the data sources report what may be told.
    logger: { debug: noLog, info: noLog, warn: noLog, error: noLog },
  });
  const apollo = new ApolloServer<RouterContext>({
    gateway,
    introspection: config.explorer,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    formatError: formatRouterError(log),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      scopesPlugin(),
      operationLimitsPlugin({ maxDepth: config.maxOperationDepth, maxCost: config.maxOperationCost }),
      ...(parts.plugins ?? []),
    ],
  });
  await apollo.start().catch((error) => {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${config.supergraphPath} is no valid supergraph: ${error.message}`]);
  });
  opened.defer(() => apollo.stop());

  const app = await createHttpServer({
    log,
    bodyLimit: config.bodyLimit,
    ready: createReadiness(() => subgraphs.probes),
    userRef: ({ user }) => userRef(config.identitySecret, user),
  });
  opened.defer(() => app.close());
  await serve(app, apollo, parts);
  const url = await app.listen({ host: config.host, port: config.port });

  const resources = opened.move();
  return { url, [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose]() };
}

async function serve(
  app: FastifyInstance,
  apollo: ApolloServer<RouterContext>,
  parts: RouterParts,
): Promise<void> {
  const { config, users } = parts;
  // Before authentication, so that a browser can read the 401 too. Authentication lets a preflight pass, which
  // carries no credentials; any other OPTIONS request needs them.
  await app.register(cors, {
    origin: [...config.corsOrigins],
    credentials: true,
    methods: ['GET', 'POST'],
    maxAge: CORS_MAX_AGE_SECONDS,
    strictPreflight: false,
    preflightContinue: true,
  });
  registerBasicAuth(app, { users, realm: config.realm });
  if (config.rateLimitPerMinute > 0) {
    await app.register(rateLimit, {
      max: config.rateLimitPerMinute,
      timeWindow: '1 minute',
      hook: 'preParsing',
      keyGenerator: (request) => request.identity?.user ?? request.ip,
    });
  }
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(apollo, { context: async (request) => createRouterContext(request) }),
  });
  if (config.explorer) registerExplorer(app);
}

/** The ways to the subgraphs of the supergraph in use. */
class SubgraphConnections implements AsyncDisposable {
  readonly probes = new Map<string, Probe>();
  readonly #clients = new Map<string, SubgraphClient>();
  readonly #local: ReadonlyMap<string, RunningSubgraph>;
  readonly #config: RouterConfig;
  readonly #signer;

  constructor({ config, local = [] }: RouterParts) {
    this.#config = config;
    this.#local = new Map(local.map((subgraph) => [subgraph.name, subgraph]));
    this.#signer = createIdentitySigner(config.identitySecret);
  }

  /** The gateway asks for each subgraph of a supergraph when it loads one, and keeps what it got. */
  connect(name: string, url: string): GraphQLDataSource<RouterContext> {
    const local = this.#local.get(name);
    if (local) {
      this.probes.set(name, async (identity) => {
        const result = await local.execute({ source: '{ __typename }', identity, requestId: 'readiness' });
        return result.data != null;
      });
      return new DirectDataSource(local);
    }
    const address = this.#config.subgraphUrls.get(name.toLowerCase().replaceAll('-', '_')) ?? url;
    const client = this.#clients.get(address) ?? this.#open(name, address);
    this.probes.set(name, async (identity) => {
      const answer = await client.post({ query: '{ __typename }' }, identity, 'readiness');
      return typeof answer === 'object' && answer !== null && 'data' in answer;
    });
    return new HttpDataSource(client);
  }

  #open(name: string, url: string): SubgraphClient {
    const client = new SubgraphClient({
      name,
      url,
      signer: this.#signer,
      timeoutMs: this.#config.subgraphTimeoutMs,
    });
    this.#clients.set(url, client);
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients.values()) await client[Symbol.asyncDispose]();
  }
}

function noLog(): void {}
