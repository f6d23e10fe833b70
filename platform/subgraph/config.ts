import { withNetworkSecret } from '../identity/network-secret.ts';
import {
  type Env,
  EnvReader,
  type ProcessConfig,
  readProcessConfig,
  subgraphUrlVariable,
} from '../process/config.ts';
import type { SubgraphDefinition } from './definition.ts';

/** What one subgraph needs to run. */
export interface SubgraphConfig extends ProcessConfig {
  /** Null serves no port: the subgraph is then reached by direct calls only. */
  port: number | null;
  databaseUrl: string;
  databasePoolSize: number;
  /** How long one statement may take, milliseconds; less than the router waits for a subgraph. */
  databaseStatementTimeoutMs: number;
  /** Where the peers are, by name. */
  peerUrls: ReadonlyMap<string, string>;
  /** Attempts after which an event that cannot be delivered is dead. */
  eventMaxAttempts: number;
}

/** Reads a subgraph's configuration. Throws a ConfigError that lists every problem. */
export function readSubgraphConfig(
  { port, peers }: Pick<SubgraphDefinition, 'port' | 'peers'>,
  env: Env = withNetworkSecret(process.env),
): SubgraphConfig {
  const reader = new EnvReader(env);
  const common = readProcessConfig(reader);
  const config = {
    ...common,
    port: reader.integer('PORT', port, 0, 65_535),
    databaseUrl: reader.required(
      'DATABASE_URL',
      "the subgraph's own schema, mysql://user:password@host:3306/schema",
    ),
    // The relay holds one for each domain that it is delivering to.
    databasePoolSize: reader.integer('DATABASE_POOL_SIZE', 10, 4, 200),
    databaseStatementTimeoutMs: reader.integer('DATABASE_STATEMENT_TIMEOUT_MS', 8_000, 100, 60_000),
    peerUrls: readPeerUrls(reader, peers, common.production),
    eventMaxAttempts: reader.integer('EVENT_MAX_ATTEMPTS', 400, 1, 10_000),
  };
  reader.url('DATABASE_URL', ['mysql:', 'mariadb:']);
  reader.done();
  return config;
}

function readPeerUrls(
  reader: EnvReader,
  peers: Readonly<Record<string, string>>,
  production: boolean,
): Map<string, string> {
  return new Map(
    Object.entries(peers).map(([name, developmentUrl]) => {
      const variable = subgraphUrlVariable(name);
      const url = reader.url(variable, ['http:', 'https:']);
      if (url === null && production)
        reader.problem(
          `${variable} is not set: the address of ${name}, such as http://${name}:4001/graphql.`,
        );
      return [name, url ?? developmentUrl];
    }),
  );
}
