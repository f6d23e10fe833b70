import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { type CompiledExecutor, createCompiledExecutor } from './compiled-executor.ts';
import type { SubgraphConfig } from './config.ts';
import { createCursorCodec } from './cursors.ts';
import { openDatabase } from './database.ts';
import { loggableError } from './errors.ts';
import { createHttpServer, graphqlError } from './http-server.ts';
import type { Identity } from './identity.ts';
import type { Log } from './logging.ts';
import { migrate } from './migrations.ts';
import { Resources } from './resources.ts';
import type { BuiltSubgraph, RequestContext, SubgraphDefinition } from './subgraph.ts';
import { registerIdentityCheck } from './subgraph-authentication.ts';

/** A subgraph that is up: migrated, and answering on its port when it has one. */
export interface RunningSubgraph extends AsyncDisposable {
  readonly name: string;
  /** Where it answers; null without a port. */
  readonly url: string | null;
  /** Executes one operation without HTTP, for a router in the same process. */
  execute(operation: DirectOperation): Promise<ExecutionResult>;
}

/** An operation from the router's planner: it is valid, and its sender has been authenticated. */
export interface DirectOperation {
  source: string;
  operationName?: string | undefined;
  variables?: Record<string, unknown> | undefined;
  identity: Identity;
  requestId: string;
}

const BODY_LIMIT_BYTES = 4 * 1024 * 1024; // A fetch for 100 x 100 entities is about half of that.
const MAX_TOKENS = 20_000;

/** Opens the database, migrates it and serves. Closes again what it opened when a step fails. */
export async function startSubgraph(
  definition: SubgraphDefinition,
  config: SubgraphConfig,
  log: Log,
): Promise<RunningSubgraph> {
  await using opened = new Resources();
  const ran = await migrate(config.databaseUrl, definition.migrations);
  if (ran.length > 0) log.info({ migrations: ran }, 'migrated');

  const database = opened.use(openDatabase({ url: config.databaseUrl, poolSize: config.databasePoolSize }));
  const built = definition.build({ database, cursors: createCursorCodec(config.identitySecret), log });
  const executor = createCompiledExecutor(built.schema);
  const report = (requestId: string) => (error: unknown) =>
    log.error({ requestId, error: loggableError(error) }, 'unexpected error');

  let url: string | null = null;
  if (config.port !== null) {
    const app = await createHttpServer({
      log,
      bodyLimit: BODY_LIMIT_BYTES,
      ready: async () => {
        const answers = await database.ping().then(
          () => true,
          () => false,
        );
        return { ok: answers, body: { status: answers ? 'ready' : 'database unavailable' } };
      },
    });
    opened.defer(() => app.close());
    registerIdentityCheck(app, { ...config, audience: definition.name });
    const apollo = await startApollo(built.schema, executor, report, config.production);
    opened.defer(() => apollo.stop());
    serveGraphql(app, apollo, built);
    url = `${await app.listen({ host: config.host, port: config.port })}/graphql`;
  }

  let closed = false;
  opened.defer(() => {
    closed = true;
  });
  const resources = opened.move();
  return {
    name: definition.name,
    url,
    async execute({ source, operationName, variables, identity, requestId }) {
      if (closed) throw new Error(`the subgraph ${definition.name} has been closed`);
      return await executor({
        source,
        operationName,
        variables,
        context: built.createContext({ identity, requestId }),
        onUnexpected: report(requestId),
      });
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

function serveGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<RequestContext>,
  built: BuiltSubgraph,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(apollo, {
      context: async (request) => {
        if (!request.identity) throw new Error('a request reached GraphQL without an identity');
        return built.createContext({ identity: request.identity, requestId: request.id });
      },
    }),
  });
  app.get('/', async (_request, reply) =>
    reply
      .code(404)
      .send(graphqlError('NOT_FOUND', 'Explore the graph at the router; GraphQL is at /graphql.')),
  );
}

/** Apollo Server for HTTP, parsing and validation; execution is compiled (see docs/decisions). */
async function startApollo(
  schema: GraphQLSchema,
  executor: CompiledExecutor,
  report: (requestId: string) => (error: unknown) => void,
  production: boolean,
): Promise<ApolloServer<RequestContext>> {
  const apollo = new ApolloServer<RequestContext>({
    gateway: compiledGateway(schema, executor, report),
    introspection: !production,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
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
  schema: GraphQLSchema,
  executor: CompiledExecutor,
  report: (requestId: string) => (error: unknown) => void,
): GatewayInterface {
  return {
    load: () =>
      Promise.resolve({
        executor: ({ source, document, operationName, request, context }) => {
          // Apollo Server is an ApolloServer<RequestContext> here, so this is the context that was made for it.
          const requestContext = context as RequestContext;
          return executor({
            source,
            document,
            operationName,
            variables: request.variables,
            context: requestContext,
            onUnexpected: report(requestContext.requestId),
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
