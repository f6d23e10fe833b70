import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { TlsFiles } from '../platform/http/tls.ts';
import { withNetworkSecret } from '../platform/identity/network-secret.ts';
import {
  choice,
  type Env,
  flag,
  integer,
  isForDevelopment,
  isProduction,
  listOf,
  required,
  text,
  textOr,
  url,
  type Variable,
} from '../platform/process/config.ts';
import {
  type ProcessConfig,
  readProcessEnv,
  type SubgraphUrlVariable,
} from '../platform/process/process-config.ts';
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
  /** Whether an operation is refused that selects what its user may not see, instead of leaving that out. */
  rejectDenied: boolean;
  /** Null serves HTTP. */
  tls: TlsFiles | null;
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
  const production = isProduction(env);
  const { common, values } = readProcessEnv(env, {
    USERS_PATH: usersPath(isForDevelopment(env)),
    ROUTER_PORT: integer(4000, 0, 65_535),
    SUPERGRAPH_PATH: textOr(fileURLToPath(new URL('../schema/supergraph.graphql', import.meta.url))),
    USERS_GROUPS_PATH: text(),
    BASIC_AUTH_REALM: textOr('customer graph'),
    CORS_ORIGINS: listOf(
      isOrigin,
      (origin) =>
        `must list origins such as https://app.example.com, in lower case and with nothing after the host or port; "${origin}" is none.`,
    ),
    EXPLORER: flag(!production),
    SUBGRAPH_TIMEOUT_MS: integer(10_000, 100, 120_000),
    BODY_LIMIT_BYTES: integer(256 * 1024, 1_024, 64 * 1024 * 1024),
    TRUSTED_PROXIES: listOf(
      isAddressOrNetwork,
      (proxy) => `must list addresses or networks such as 10.0.0.7 or 10.0.0.0/24; "${proxy}" is none.`,
    ),
    RATE_LIMIT_PER_MINUTE: integer(production ? 6_000 : 0, 0, 10_000_000),
    // At least what tools send to show a schema.
    MAX_SELECTIONS: integer(2_000, 500, 100_000),
    MAX_OPERATION_DEPTH: integer(20, 1, 100),
    MAX_OPERATION_COST: integer(50_000, 1, 100_000_000),
    UNAUTHORIZED_FIELDS: choice(['null', 'reject'], 'null'),
    TLS_CERT_PATH: text(),
    TLS_KEY_PATH: together(env, 'TLS_CERT_PATH'),
    ...addressVariables(env),
    USAGE_PATH: text(),
    USAGE_FLUSH_SECONDS: integer(60, 1, 3_600),
    USAGE_MAX_BYTES: integer(16 * 1024 * 1024, 64 * 1024, 1024 * 1024 * 1024),
    USAGE_MAX_FILES: integer(10, 2, 1_000),
  });
  return {
    ...common,
    port: values.ROUTER_PORT,
    supergraphPath: values.SUPERGRAPH_PATH,
    usersPath: values.USERS_PATH,
    groupsPath: values.USERS_GROUPS_PATH,
    realm: values.BASIC_AUTH_REALM,
    corsOrigins: production ? values.CORS_ORIGINS : [...DEVELOPMENT_ORIGINS, ...values.CORS_ORIGINS],
    explorer: values.EXPLORER,
    subgraphTimeoutMs: values.SUBGRAPH_TIMEOUT_MS,
    bodyLimit: values.BODY_LIMIT_BYTES,
    trustedProxies: values.TRUSTED_PROXIES,
    rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
    maxSelections: values.MAX_SELECTIONS,
    maxOperationDepth: values.MAX_OPERATION_DEPTH,
    maxOperationCost: values.MAX_OPERATION_COST,
    subgraphUrls: subgraphUrls(values),
    rejectDenied: values.UNAUTHORIZED_FIELDS === 'reject',
    tls:
      values.TLS_CERT_PATH === null || values.TLS_KEY_PATH === null
        ? null
        : { certPath: values.TLS_CERT_PATH, keyPath: values.TLS_KEY_PATH },
    usage:
      values.USAGE_PATH === null
        ? null
        : {
            path: resolve(values.USAGE_PATH.replaceAll('{host}', hostname())),
            flushSeconds: values.USAGE_FLUSH_SECONDS,
            maxBytes: values.USAGE_MAX_BYTES,
            maxFiles: values.USAGE_MAX_FILES,
          },
  };
}

/** A text that is set when another one is. */
function together(env: Env, other: string): Variable<string | null> {
  return v.pipe(
    text(),
    v.check(
      (value) => (value === null) === !env[other]?.trim(),
      `and ${other} go together: a certificate and its key.`,
    ),
  );
}

/** Only in development there are users without a file. */
function usersPath(development: boolean): Variable<string | null> {
  if (development) return text();
  return required(`name an htpasswd file; \`${USERS_COMMAND} add ana --group leitura\` makes one`);
}

function isOrigin(origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).origin === origin;
}

function isAddressOrNetwork(proxy: string): boolean {
  const [address = '', bits, ...rest] = proxy.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  return most >= 0 && isNetwork && rest.length === 0;
}

/** The variables that say where subgraphs are, whichever there are. */
function addressVariables(env: Env): Record<SubgraphUrlVariable, Variable<string | null>> {
  const variables: Record<SubgraphUrlVariable, Variable<string | null>> = {};
  for (const name of Object.keys(env)) {
    if (isAddressVariable(name)) variables[name] = url(['http:', 'https:']);
  }
  return variables;
}

function isAddressVariable(name: string): name is SubgraphUrlVariable {
  return SUBGRAPH_URL.test(name);
}

/** Addresses by subgraph, of the variables that are set. */
function subgraphUrls(values: Readonly<Record<SubgraphUrlVariable, string | null>>): Map<string, string> {
  const urls = new Map<string, string>();
  for (const [variable, address] of Object.entries(values)) {
    const name = SUBGRAPH_URL.exec(variable)?.[1];
    if (name !== undefined && typeof address === 'string') urls.set(name.toLowerCase(), address);
  }
  return urls;
}
