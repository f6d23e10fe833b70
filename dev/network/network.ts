import type { ApolloServerPlugin } from '@apollo/server';
import { GRAPHQL_PATH } from '../../platform/http/requests/paths.ts';
import { ownKeyFile, publicKeysFile } from '../../platform/identity/keys/keys-folder.ts';
import { subgraphUrlVariable } from '../../platform/process/config/process-config.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { createLog, type LogLevel } from '../../platform/process/logging/logging.ts';
import { readSubgraphConfig } from '../../platform/subgraph/config.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { type RunningSubgraph, startSubgraph } from '../../platform/subgraph/server.ts';
import { openTracing } from '../../platform/telemetry/open-tracing.ts';
import { traceOfLine } from '../../platform/telemetry/span.ts';
import { readRouterConfig } from '../../router/config/config.ts';
import type { RouterContext } from '../../router/context.ts';
import { type RunningRouter, startRouter } from '../../router/router-server.ts';
import { openSharedUsers } from '../../router/shared-store/open-shared-store.ts';
import { freePorts } from '../mysql/processes/free-port.ts';
import { createSchemas } from '../schemas/schemas.ts';

/** The whole graph in one process: every subgraph on its own schema and port, and the router. */
export interface Network extends AsyncDisposable {
  readonly router: RunningRouter;
  readonly subgraphs: ReadonlyMap<string, RunningSubgraph>;
  /** Each subgraph's own database, by name. */
  readonly databaseUrls: ReadonlyMap<string, string>;
}

export interface NetworkOptions {
  /** Server to keep the schemas on, as a user who may create them. */
  adminUrl: string;
  /** Of `createSchemas`, where it has made the schemas already. */
  databaseUrls?: ReadonlyMap<string, string>;
  /** How the router and the subgraphs reach a subgraph; events go over HTTP either way. */
  transport: 'direct' | 'http';
  /** Of schema and MySQL user names. */
  prefix?: string;
  /** The router's port, the subgraphs' follow; 0 takes free ports. */
  firstPort: number;
  identitySecret: string;
  /** Where the keys command keeps the keys of all parts; without it they are those of the secret. */
  keysFolder?: string;
  /** By default that of `env`, else `warn`. */
  logLevel?: LogLevel;
  /** Further variables for the router and the subgraphs. */
  env?: Readonly<Record<string, string>>;
  plugins?: readonly ApolloServerPlugin<RouterContext>[];
}

/** Starts the graph. Closes again what it started when a step fails. */
export async function startNetwork(options: NetworkOptions): Promise<Network> {
  await using opened = new Resources();
  const definitions = await loadSubgraphs();
  const databaseUrls =
    options.databaseUrls ?? (await createSchemas(options.adminUrl, definitions, options.prefix));
  // Known before anything starts, because the subgraphs call each other.
  const firstPort = options.firstPort === 0 ? await freePorts(definitions.length + 1) : options.firstPort;
  const env = {
    ...options.env,
    IDENTITY_SECRET: options.identitySecret,
    LOG_LEVEL: options.logLevel ?? options.env?.LOG_LEVEL ?? 'warn',
    ROUTER_PORT: String(firstPort),
  };
  const urls = Object.fromEntries(
    definitions.map(({ name }, index) => [
      subgraphUrlVariable(name),
      `http://127.0.0.1:${firstPort + 1 + index}${GRAPHQL_PATH}`,
    ]),
  );
  const config = readRouterConfig({ ...env, ...urls, ...keysOf('router', options) });
  const log = createLog('router', config.logLevel, traceOfLine);
  // One for all parts, which are one process.
  opened.use(await openTracing(config.telemetry, 'customer-graph', log));
  const localSubgraphs = new Map<string, RunningSubgraph>();
  const [users, ...started] = await Promise.allSettled([
    // Hashes passwords, on other threads than this one.
    openSharedUsers(config, log).then((directory) => opened.use(directory)),
    ...definitions.map((definition, index) =>
      startOne(
        definition,
        {
          ...env,
          ...urls,
          ...keysOf(definition.name, options),
          PORT: String(firstPort + 1 + index),
          DATABASE_URL: databaseUrls.get(definition.name),
        },
        localSubgraphs,
      ).then((subgraph) => opened.use(subgraph)),
    ),
  ]);
  const subgraphs = new Map<string, RunningSubgraph>();
  for (const result of started) {
    if (result.status === 'rejected') throw result.reason;
    subgraphs.set(result.value.name, result.value);
    if (options.transport === 'direct') localSubgraphs.set(result.value.name, result.value);
  }
  if (users.status === 'rejected') throw users.reason;
  const router = opened.use(
    await startRouter({
      config,
      log,
      ...users.value,
      local: options.transport === 'direct' ? [...subgraphs.values()] : [],
      plugins: options.plugins ?? [],
      // When somebody opens it: a start does not wait for it.
      consoleFiles: async () => (await import('./console-files.ts')).freshConsole(),
    }),
  );
  const resources = opened.move();
  return {
    router,
    subgraphs,
    databaseUrls,
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

function keysOf(part: string, { keysFolder }: NetworkOptions): Record<string, string> {
  if (keysFolder === undefined) return {};
  return {
    IDENTITY_KEY_PATH: ownKeyFile(keysFolder, part),
    IDENTITY_PUBLIC_KEYS_PATH: publicKeysFile(keysFolder),
  };
}

async function startOne(
  definition: SubgraphDefinition,
  env: Readonly<Record<string, string | undefined>>,
  localSubgraphs: ReadonlyMap<string, RunningSubgraph>,
): Promise<RunningSubgraph> {
  const config = readSubgraphConfig(definition, env);
  return await startSubgraph(definition, config, createLog(definition.name, config.logLevel, traceOfLine), {
    localSubgraphs,
  });
}
