import { freePorts } from '../../dev/mysql/processes/free-port.ts';
import { createSchemas } from '../../dev/schemas/schemas.ts';
import { subgraphUrlVariable } from '../../platform/process/config/process-config.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { readSubgraphConfig } from '../../platform/subgraph/config.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { startSubgraph } from '../../platform/subgraph/server.ts';
import { openUserDirectory } from '../../router/auth/users/open-users.ts';
import { readRouterConfig } from '../../router/config/config.ts';
import { startRouter } from '../../router/router-server.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';

/** The whole graph in this process, where each part reaches others and the database only through a proxy. */
export interface ChaosGraph extends AsyncDisposable {
  readonly url: string;
  /** By what lies behind them: each subgraph, and `database`. */
  readonly proxies: ReadonlyMap<string, FaultProxy>;
  /** Each subgraph's own database, past the proxy. */
  readonly databaseUrls: ReadonlyMap<string, string>;
}

export interface ChaosGraphOptions {
  adminUrl: string;
  prefix: string;
  /** How long a request may take, milliseconds. */
  deadlineMs: number;
}

/** Starts the graph. Closes again what it started when a step fails. */
export async function startChaosGraph({
  adminUrl,
  prefix,
  deadlineMs,
}: ChaosGraphOptions): Promise<ChaosGraph> {
  await using opened = new Resources();
  const definitions = await loadSubgraphs();
  const databaseUrls = await createSchemas(adminUrl, definitions, prefix);
  const proxies = new Map<string, FaultProxy>();
  const database = opened.use(await startFaultProxy(Number(new URL(adminUrl).port)));
  proxies.set('database', database);
  const firstPort = await freePorts(definitions.length);
  const urls: Record<string, string> = {};
  for (const [index, { name }] of definitions.entries()) {
    const proxy = opened.use(await startFaultProxy(firstPort + index));
    proxies.set(name, proxy);
    urls[subgraphUrlVariable(name)] = `http://127.0.0.1:${proxy.port}/graphql`;
  }
  const env = {
    ...urls,
    NODE_ENV: 'development',
    IDENTITY_SECRET: 'chaos-run-identity-secret-000000000000',
    LOG_LEVEL: 'silent',
    REQUEST_TIMEOUT_MS: String(deadlineMs),
    SUBGRAPH_TIMEOUT_MS: String(Math.round(deadlineMs * 0.7)),
    DATABASE_STATEMENT_TIMEOUT_MS: String(Math.round(deadlineMs * 0.5)),
    DATABASE_POOL_SIZE: '6',
    ROUTER_PORT: '0',
  };
  for (const [index, definition] of definitions.entries()) {
    const url = new URL(databaseUrls.get(definition.name) ?? '');
    url.host = `127.0.0.1:${database.port}`;
    const config = readSubgraphConfig(definition, {
      ...env,
      PORT: String(firstPort + index),
      DATABASE_URL: url.href,
    });
    opened.use(await startSubgraph(definition, config, createLog(definition.name, 'silent')));
  }
  const config = readRouterConfig(env);
  const log = createLog('router', 'silent');
  const users = opened.use(await openUserDirectory({ ...config, log }));
  const router = opened.use(await startRouter({ config, log, users }));
  const resources = opened.move();
  return {
    url: `${router.url}/graphql`,
    proxies,
    databaseUrls,
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}
