import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withNetworkSecret } from '../platform/identity/network-secret.ts';
import { type Env, EnvReader, type ProcessConfig, readProcessConfig } from '../platform/process/config.ts';
import { USERS_COMMAND } from './auth/config.ts';
import type { UsageConfig } from './usage/usage-recorder.ts';

export interface RouterConfig extends ProcessConfig {
  port: number;
  supergraphPath: string;
  /** htpasswd file; null serves the development users. */
  usersPath: string | null;
  /** Groups and their scopes; null is `groups.yaml` beside the users file. */
  groupsPath: string | null;
  realm: string;
  /** Origins that browsers may call from, beside the router's own; a pattern fits a whole origin. */
  corsOrigins: readonly (string | RegExp)[];
  /** Sandbox, GraphiQL and introspection. */
  explorer: boolean;
  /** How long a subgraph may take, milliseconds. */
  subgraphTimeoutMs: number;
  /** Largest request body, bytes. */
  bodyLimit: number;
  /** Addresses and networks of the proxies in front, whose `X-Forwarded-For` says where a request comes from. */
  trustedProxies: readonly string[];
  /** Requests per minute and user; 0 is no limit. */
  rateLimitPerMinute: number;
  maxSelections: number;
  maxOperationDepth: number;
  maxOperationCost: number;
  /** Addresses that replace those in the supergraph, by subgraph. */
  subgraphUrls: ReadonlyMap<string, string>;
  /** Null writes no usage. */
  usage: UsageConfig | null;
}

/** Apollo Sandbox and Explorer, and frontends under development on this machine, whatever port they have. */
const DEVELOPMENT_ORIGINS = [
  'https://studio.apollographql.com',
  /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/,
];
const SUBGRAPH_URL = /^SUBGRAPH_URL_([A-Z0-9_]+)$/;

/** Reads the router's configuration. Throws a ConfigError that lists every problem. */
export function readRouterConfig(env: Env = withNetworkSecret(process.env)): RouterConfig {
  const reader = new EnvReader(env);
  const common = readProcessConfig(reader);
  const usersPath = reader.text('USERS_PATH');
  if (common.production && usersPath === null) {
    reader.problem(
      `USERS_PATH is not set: name an htpasswd file; \`${USERS_COMMAND} add ana --group leitura\` makes one.`,
    );
  }
  const config: RouterConfig = {
    ...common,
    port: reader.integer('ROUTER_PORT', 4000, 0, 65_535),
    supergraphPath:
      reader.text('SUPERGRAPH_PATH') ??
      fileURLToPath(new URL('../schema/supergraph.graphql', import.meta.url)),
    usersPath,
    groupsPath: reader.text('USERS_GROUPS_PATH'),
    realm: reader.text('BASIC_AUTH_REALM') ?? 'customer graph',
    corsOrigins: origins(reader, common.production),
    explorer: reader.flag('EXPLORER', !common.production),
    subgraphTimeoutMs: reader.integer('SUBGRAPH_TIMEOUT_MS', 10_000, 100, 120_000),
    bodyLimit: reader.integer('BODY_LIMIT_BYTES', 256 * 1024, 1_024, 64 * 1024 * 1024),
    trustedProxies: proxies(reader),
    rateLimitPerMinute: reader.integer('RATE_LIMIT_PER_MINUTE', common.production ? 6_000 : 0, 0, 10_000_000),
    // At least what tools send to show a schema.
    maxSelections: reader.integer('MAX_SELECTIONS', 2_000, 500, 100_000),
    maxOperationDepth: reader.integer('MAX_OPERATION_DEPTH', 20, 1, 100),
    maxOperationCost: reader.integer('MAX_OPERATION_COST', 50_000, 1, 100_000_000),
    subgraphUrls: subgraphUrls(reader, env),
    usage: usage(reader),
  };
  reader.done();
  return config;
}

/**
 * `@apollo/gateway` counts its uses to Apollo, and asks cloud metadata servers where it runs, unless this variable is
 * set when a gateway is made. Nothing leaves this machine unless somebody asks for it, with `false`.
 */
export function disableGatewayTelemetry(): void {
  process.env.APOLLO_TELEMETRY_DISABLED ??= 'true';
}

function origins(reader: EnvReader, production: boolean): (string | RegExp)[] {
  const listed = reader.text('CORS_ORIGINS')?.split(',') ?? [];
  const found = listed.map((origin) => origin.trim());
  for (const origin of found) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      reader.problem(
        `CORS_ORIGINS must list origins such as https://app.example.com, in lower case and with nothing after the host or port; "${origin}" is none.`,
      );
    }
  }
  return production ? found : [...DEVELOPMENT_ORIGINS, ...found];
}

function usage(reader: EnvReader): UsageConfig | null {
  const path = reader.text('USAGE_PATH');
  const config = {
    flushSeconds: reader.integer('USAGE_FLUSH_SECONDS', 60, 1, 3_600),
    maxBytes: reader.integer('USAGE_MAX_BYTES', 16 * 1024 * 1024, 64 * 1024, 1024 * 1024 * 1024),
    maxFiles: reader.integer('USAGE_MAX_FILES', 10, 2, 1_000),
  };
  return path === null ? null : { ...config, path: resolve(path.replaceAll('{host}', hostname())) };
}

function proxies(reader: EnvReader): string[] {
  const listed = reader.text('TRUSTED_PROXIES')?.split(',') ?? [];
  const found = listed.map((proxy) => proxy.trim());
  for (const proxy of found) {
    const [address = '', bits, ...rest] = proxy.split('/');
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
    const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    if (most < 0 || !isNetwork || rest.length > 0) {
      reader.problem(
        `TRUSTED_PROXIES must list addresses or networks such as 10.0.0.7 or 10.0.0.0/24; "${proxy}" is none.`,
      );
    }
  }
  return found;
}

function subgraphUrls(reader: EnvReader, env: Env): Map<string, string> {
  const urls = new Map<string, string>();
  for (const variable of Object.keys(env)) {
    const name = SUBGRAPH_URL.exec(variable)?.[1];
    if (name === undefined) continue;
    const url = reader.url(variable, ['http:', 'https:']);
    if (url !== null) urls.set(name.toLowerCase(), url);
  }
  return urls;
}
