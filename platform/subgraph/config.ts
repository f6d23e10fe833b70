import * as v from 'valibot';
import { ledgerUrl, ledgerVariables } from '../erasure-ledger/config.ts';
import { type BrokerConfig, brokerConfig, brokerVariables } from '../events/broker/broker-config.ts';
import { receivesEvents } from '../identity/callers/issuers.ts';
import { keyPath, publicKeysPath } from '../identity/config.ts';
import { withNetworkSecret } from '../identity/keys/network-secret.ts';
import {
  databaseUrl,
  databaseUrls,
  type Env,
  integer,
  isForDevelopment,
  isProduction,
  urls,
  type Variable,
} from '../process/config/config.ts';
import {
  type ProcessConfig,
  readProcessEnv,
  type SubgraphUrlVariable,
  subgraphUrlVariable,
} from '../process/config/process-config.ts';
import { textOrFile, withPassword } from '../process/config/secret-files.ts';
import type { SubgraphDefinition } from './definition.ts';

/** What one subgraph needs to run. */
export interface SubgraphConfig extends ProcessConfig {
  /** Null serves no port: the subgraph is then reached by direct calls only. */
  port: number | null;
  databaseUrl: string;
  /** Certificates of authorities, PEM, of which the database shows one; null asks for TLS only where its URL does. */
  databaseCa: string | null;
  databasePoolSize: number;
  /** Servers that follow that one, for reads that may lag, in the form of `databaseUrl`. */
  databaseReadUrls: readonly string[];
  /** How old what they say may be, milliseconds. */
  databaseReadLagMs: number;
  /** How long one statement may take, milliseconds; less than the router waits for a subgraph. */
  databaseStatementTimeoutMs: number;
  /** Where the peers are, by name; each may have several addresses. */
  peerUrls: ReadonlyMap<string, readonly string[]>;
  /** The file with this subgraph's own key; null takes that of a development network. */
  identityKeyPath: string | null;
  /** The file with everybody's public keys; null takes those of a development network. */
  publicKeysPath: string | null;
  /** Where erasures are kept outside the schemas; null keeps none. */
  erasureLedgerUrl: string | null;
  /** Attempts after which an event that cannot be delivered is dead. */
  eventMaxAttempts: number;
  /** The subgraph's own settings, by name. */
  settings: Readonly<Record<string, number>>;
  /** The broker that events go over; null sends them over HTTP. */
  broker: BrokerConfig | null;
}

/** Reads a subgraph's configuration. Throws a ConfigError that lists every problem. */
export function readSubgraphConfig(
  {
    port,
    peers,
    callers = {},
    settings = {},
  }: Pick<SubgraphDefinition, 'port' | 'peers' | 'settings'> & Partial<Pick<SubgraphDefinition, 'callers'>>,
  env: Env = withNetworkSecret(process.env),
): SubgraphConfig {
  const { common, values } = readProcessEnv(env, {
    PORT: integer(port, 0, 65_535),
    DATABASE_URL: databaseUrl("the subgraph's own schema, mysql://user:password@host:3306/schema"),
    DATABASE_READ_URL: databaseUrls(),
    DATABASE_READ_LAG_MS: integer(2_000, 200, 60_000),
    DATABASE_PASSWORD: textOrFile(env, 'DATABASE_PASSWORD'),
    DATABASE_CA: textOrFile(env, 'DATABASE_CA'),
    // The relay holds one for each domain that it is delivering to.
    DATABASE_POOL_SIZE: integer(10, 4, 200),
    DATABASE_STATEMENT_TIMEOUT_MS: integer(8_000, 100, 60_000),
    ...ledgerVariables(env),
    EVENT_MAX_ATTEMPTS: integer(400, 1, 10_000),
    ...brokerVariables(env),
    IDENTITY_KEY_PATH: keyPath(isForDevelopment(env) || !signs(peers, callers, env)),
    IDENTITY_PUBLIC_KEYS_PATH: publicKeysPath(isForDevelopment(env)),
    ...peerVariables(peers, isProduction(env)),
    ...settings,
  });
  return {
    ...common,
    port: values.PORT,
    databaseUrl: withPassword(values.DATABASE_URL, values.DATABASE_PASSWORD),
    databaseReadUrls: values.DATABASE_READ_URL.map((one) => withPassword(one, values.DATABASE_PASSWORD)),
    databaseReadLagMs: values.DATABASE_READ_LAG_MS,
    databaseCa: values.DATABASE_CA,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    databaseStatementTimeoutMs: values.DATABASE_STATEMENT_TIMEOUT_MS,
    peerUrls: peerUrls(peers, values),
    identityKeyPath: values.IDENTITY_KEY_PATH,
    publicKeysPath: values.IDENTITY_PUBLIC_KEYS_PATH,
    erasureLedgerUrl: ledgerUrl(values),
    eventMaxAttempts: values.EVENT_MAX_ATTEMPTS,
    settings: ownSettings(settings, values),
    broker: brokerConfig(values),
  };
}

/** Who asks nobody signs nothing, but over a broker a domain confirms the events that it has had. */
function signs(
  peers: Readonly<Record<string, string>>,
  callers: SubgraphDefinition['callers'],
  env: Env,
): boolean {
  if (Object.keys(peers).length > 0) return true;
  return receivesEvents(callers) && Boolean(env.EVENTS_URL?.trim());
}

function ownSettings(
  settings: Readonly<Record<string, Variable<number>>>,
  values: Readonly<Record<string, unknown>>,
): Record<string, number> {
  // Each was read as a number, by its variable.
  return Object.fromEntries(Object.keys(settings).map((name) => [name, values[name] as number]));
}

/** Where each peer is; only in production that has to be said. */
function peerVariables(
  peers: Readonly<Record<string, string>>,
  production: boolean,
): Record<SubgraphUrlVariable, Variable<readonly string[] | null>> {
  const variables: Record<SubgraphUrlVariable, Variable<readonly string[] | null>> = {};
  for (const name of Object.keys(peers)) {
    const addresses = urls(['http:', 'https:']);
    variables[subgraphUrlVariable(name)] = production
      ? v.pipe(
          addresses,
          v.check(
            (value) => value !== null,
            `is not set: the address of ${name}, such as http://${name}:4001/graphql, or several.`,
          ),
        )
      : addresses;
  }
  return variables;
}

function peerUrls(
  peers: Readonly<Record<string, string>>,
  values: Readonly<Record<SubgraphUrlVariable, readonly string[] | null>>,
): Map<string, readonly string[]> {
  return new Map(
    Object.entries(peers).map(([name, developmentUrl]) => [
      name,
      values[subgraphUrlVariable(name)] ?? [developmentUrl],
    ]),
  );
}
