import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { MAX_SUBGRAPH_ANSWER_BYTES } from '../platform/http/answer-limit.ts';
import type { TlsFiles } from '../platform/http/tls.ts';
import { keyPath } from '../platform/identity/config.ts';
import { withNetworkSecret } from '../platform/identity/network-secret.ts';
import {
  ConfigError,
  choice,
  type Env,
  flag,
  integer,
  isForDevelopment,
  isProduction,
  listOf,
  required,
  secretSetting,
  setting,
  text,
  textOr,
  urls,
  type Variable,
} from '../platform/process/config.ts';
import {
  type ProcessConfig,
  processVariables,
  readProcessEnv,
  type SubgraphUrlVariable,
} from '../platform/process/process-config.ts';
import type { AccessConfig } from './accesses/access-config.ts';
import { redisUrl, USERS_COMMAND } from './auth/config.ts';
import { readConfigFile } from './config-file.ts';
import { TRUST_MODES, type TrustMode } from './documents/trust-mode.ts';
import type { UsageConfig } from './usage/usage-recorder.ts';

export interface RouterConfig extends ProcessConfig {
  port: number;
  /** The file with the key that signs identities; null takes that of a development network. */
  identityKeyPath: string | null;
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
  /** The console at `/painel`. */
  console: boolean;
  /** How long a subgraph may take, milliseconds. */
  subgraphTimeoutMs: number;
  /** Largest answer of a subgraph to one fetch, bytes. */
  subgraphAnswerBytes: number;
  /** Largest answer to a client, bytes. */
  maxAnswerBytes: number;
  /** How long a request may take as a whole, milliseconds. */
  requestTimeoutMs: number;
  /** Largest request body, bytes. */
  bodyLimit: number;
  /** Addresses and networks of the proxies in front, whose `X-Forwarded-For` says where a request comes from. */
  trustedProxies: readonly string[];
  /** Requests per minute and user; 0 is no limit. */
  rateLimitPerMinute: number;
  /** Operations that are executed at a time at most; as many wait. */
  maxRequestsInFlight: number;
  /** How long one may wait for its turn, milliseconds. */
  maxWaitMs: number;
  maxSelections: number;
  maxOperationDepth: number;
  maxOperationCost: number;
  /** What one user's operations may cost in a minute; 0 is no limit. */
  costPerMinute: number;
  /** Addresses that replace those in the supergraph, by subgraph. */
  subgraphUrls: ReadonlyMap<string, readonly string[]>;
  /** Whether an operation is refused that selects what its user may not see, instead of leaving that out. */
  rejectDenied: boolean;
  /** What becomes of documents that are not in the manifest at `trustedDocumentsPath`. */
  trustedDocuments: TrustMode;
  trustedDocumentsPath: string;
  /** Where what several routers count and know together is; null keeps it to this process. */
  redis: RedisConfig | null;
  /** Null serves HTTP. */
  tls: TlsFiles | null;
  /** Null writes no usage. */
  usage: UsageConfig | null;
  /** Null tells nobody which requests were answered. */
  accesses: AccessConfig | null;
}

export interface RedisConfig {
  url: string;
  /** A file with certificates of authorities, PEM; null takes those of the system. */
  caPath: string | null;
  /** How long an answer is waited for, milliseconds. */
  timeoutMs: number;
}

/** Apollo Sandbox and Explorer, and frontends under development on this machine, whatever port they have. */
const DEVELOPMENT_ORIGINS = [
  'https://studio.apollographql.com',
  /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/,
];
const SUPERGRAPH = fileURLToPath(new URL('../schema/supergraph.graphql', import.meta.url));
const TRUSTED_DOCUMENTS = fileURLToPath(new URL('../schema/trusted-documents.json', import.meta.url));
const NO_PLACES: ReadonlyMap<string, string> = new Map();
const SUBGRAPH_URL = /^SUBGRAPH_URL_([A-Z0-9_]+)$/;

/** What the router reads beside what every process does. A new setting is a line here, and nothing else. */
function ownVariables(env: Env) {
  const production = isProduction(env);
  return {
    ROUTER_PORT: setting('http.port', 'port to listen on', integer(4000, 0, 65_535)),
    IDENTITY_KEY_PATH: setting(
      'identity.keyPath',
      "the router's private key (Ed25519, PEM) that signs identities; followed when it changes; in development one of the secret",
      keyPath(isForDevelopment(env)),
    ),
    SUPERGRAPH_PATH: setting(
      'supergraph.path',
      'any Federation 2 supergraph; followed when it changes; by default `schema/supergraph.graphql`',
      textOr(SUPERGRAPH),
    ),
    SUBGRAPH_TIMEOUT_MS: setting(
      'subgraphs.timeoutMs',
      'how long a subgraph may take',
      integer(10_000, 100, 120_000),
    ),
    SUBGRAPH_ANSWER_BYTES: setting(
      'subgraphs.answerBytes',
      'largest answer of a subgraph to one fetch over HTTP; the rest of a larger one is not read',
      integer(MAX_SUBGRAPH_ANSWER_BYTES, 1_024, 256 * 1024 * 1024),
    ),
    REQUEST_TIMEOUT_MS: setting(
      'limits.requestTimeoutMs',
      'how long a request may take, planning and all subgraphs together',
      integer(30_000, 100, 600_000),
    ),
    USERS_PATH: setting(
      'users.path',
      'htpasswd file (bcrypt, argon2id, scrypt), see [users](users.md); followed when it changes; in development without it the development users',
      usersPath(isForDevelopment(env)),
    ),
    USERS_GROUPS_PATH: setting(
      'users.groupsPath',
      'groups, their scopes and users; by default `groups.yaml` beside the users file',
      text(),
    ),
    BASIC_AUTH_REALM: setting('users.realm', 'what browsers show when they ask', textOr('customer graph')),
    UNAUTHORIZED_FIELDS: setting(
      'users.unauthorizedFields',
      'what becomes of fields that a user may not see: `null` leaves them out, `reject` refuses the operation',
      choice(['null', 'reject'], 'null'),
    ),
    EXPLORER: setting('explorer', 'Sandbox, GraphiQL and introspection', flag(!production)),
    CONSOLE: setting('console', 'the [console](console.md), a page for people at `/painel`', flag(true)),
    TLS_CERT_PATH: setting(
      'tls.certPath',
      'certificate (with its chain), PEM: HTTPS, in HTTP/2 and HTTP/1.1; a renewed one is taken without a restart',
      text(),
    ),
    TLS_KEY_PATH: setting('tls.keyPath', 'its key, PEM without a password', together(env, 'TLS_CERT_PATH')),
    CORS_ORIGINS: setting(
      'cors.origins',
      'origins that browsers may call from; in development Apollo Studio and any port of this machine may too',
      listOf(
        isOrigin,
        (origin) =>
          `must list origins such as https://app.example.com, in lower case and with nothing after the host or port; "${origin}" is none.`,
      ),
    ),
    TRUSTED_PROXIES: setting(
      'http.trustedProxies',
      'proxies whose `X-Forwarded-For` is believed: addresses and networks',
      listOf(
        isAddressOrNetwork,
        (proxy) => `must list addresses or networks such as 10.0.0.7 or 10.0.0.0/24; "${proxy}" is none.`,
      ),
    ),
    RATE_LIMIT_PER_MINUTE: setting(
      'limits.requestsPerMinute',
      'requests for each user, in all routers that share a Redis; 0 is no limit',
      integer(production ? 6_000 : 0, 0, 10_000_000),
    ),
    MAX_REQUESTS_IN_FLIGHT: setting(
      'limits.requestsInFlight',
      'GraphQL requests at a time at most, fewer where they only make each other wait; as many again may wait for their turn',
      integer(512, 1, 100_000),
    ),
    MAX_WAIT_MS: setting(
      'limits.waitMs',
      'how long a GraphQL request may wait for its turn while too many come; then it is answered 503 with `Retry-After`',
      integer(500, 0, 60_000),
    ),
    BODY_LIMIT_BYTES: setting(
      'limits.bodyBytes',
      'largest request',
      integer(256 * 1024, 1_024, 64 * 1024 * 1024),
    ),
    ANSWER_LIMIT_BYTES: setting(
      'limits.answerBytes',
      'largest answer, before it is compressed',
      integer(MAX_SUBGRAPH_ANSWER_BYTES, 1_024, 256 * 1024 * 1024),
    ),
    // At least what tools send to show a schema.
    MAX_SELECTIONS: setting(
      'limits.selections',
      'selections in a document, fragments counted where they are spread',
      integer(2_000, 500, 100_000),
    ),
    MAX_OPERATION_DEPTH: setting(
      'limits.depth',
      'fields inside each other, without introspection',
      integer(20, 1, 100),
    ),
    MAX_OPERATION_COST: setting(
      'limits.cost',
      'objects an answer could have, a tenth for each value; see `@listSize`, `@cost`',
      integer(50_000, 1, 100_000_000),
    ),
    COST_PER_MINUTE: setting(
      'limits.costPerMinute',
      'cost of the operations of each user, in all routers that share a Redis; 0 is no limit',
      integer(production ? 5_000_000 : 0, 0, 10_000_000_000),
    ),
    REDIS_URL: secretSetting(
      'redis.urlFile',
      '`redis://` or `rediss://` with user and password: where routers share limits, persisted queries and [revoked users](users.md#out-at-once)',
      redisUrl(env),
    ),
    REDIS_CA_PATH: setting(
      'redis.caPath',
      "certificates of authorities for `rediss://`, PEM; by default the system's",
      text(),
    ),
    REDIS_TIMEOUT_MS: setting(
      'redis.timeoutMs',
      'how long Redis may take; then the router goes by what it knows itself',
      integer(50, 5, 1_000),
    ),
    TRUSTED_DOCUMENTS: setting(
      'trustedDocuments.mode',
      'what becomes of documents that are not trusted: `off` answers them, `log` logs them too, `only` refuses them',
      choice(TRUST_MODES, 'off'),
    ),
    TRUSTED_DOCUMENTS_PATH: setting(
      'trustedDocuments.path',
      'Apollo persisted-query manifest, followed when it changes; by default `schema/trusted-documents.json`',
      textOr(TRUSTED_DOCUMENTS),
    ),
    ACCESS_TRACKING: setting(
      'accesses.tracking',
      'whether each request that was answered is reported to a subgraph, see [accesses](accesses.md); without that subgraph none is',
      flag(true),
    ),
    ACCESS_SUBGRAPH: setting(
      'accesses.subgraph',
      'the subgraph that they are reported to',
      textOr('acessos'),
    ),
    ACCESS_FLUSH_MS: setting(
      'accesses.flushMs',
      'how long a request waits at most before it is with that subgraph or in the spill folder; what a router that is killed may lose',
      integer(1_000, 100, 60_000),
    ),
    ACCESS_SPILL_DIR: setting(
      'accesses.spillDir',
      'folder, of this router alone (`{host}` is its name), for what that subgraph does not take now; without one it waits in memory',
      text(),
    ),
    ACCESS_SPILL_MAX_BYTES: setting(
      'accesses.spillMaxBytes',
      'how much may wait there, or a sixteenth of it in memory; what is more is lost and counted',
      integer(256 * 1024 * 1024, 1024 * 1024, 64 * 1024 * 1024 * 1024),
    ),
    ACCESS_PERSONAL_TAGS: setting(
      'accesses.personalTags',
      'names of `@tag` of the fields that the audit is about; by default `pii`',
      listOf(
        (tag) => /^[_A-Za-z][-/_0-9A-Za-z]*$/.test(tag),
        (tag) => `must list names of tags such as pii; "${tag}" is none.`,
      ),
    ),
    ACCESS_PERSON: setting(
      'accesses.person',
      'the type of the people whose data that is, who have an `id`',
      textOr('Cliente'),
    ),
    USAGE_PATH: setting(
      'usage.path',
      'file for what clients use, see [the usage file](usage-file.md)',
      text(),
    ),
    USAGE_FLUSH_SECONDS: setting(
      'usage.flushSeconds',
      'how long a count waits before it is written',
      integer(60, 1, 3_600),
    ),
    USAGE_MAX_BYTES: setting(
      'usage.maxBytes',
      'size from which the usage file is made smaller or set aside',
      integer(16 * 1024 * 1024, 64 * 1024, 1024 * 1024 * 1024),
    ),
    USAGE_MAX_FILES: setting(
      'usage.maxFiles',
      'usage files to keep, with the one that is written',
      integer(10, 2, 1_000),
    ),
  };
}

/** Every variable of the router that has a place in its file. */
export function routerVariables(env: Env) {
  return { ...processVariables(env), ...ownVariables(env) };
}

/**
 * Reads the router's configuration: the environment and, for what it leaves out, the file that `ROUTER_CONFIG_PATH`
 * names. Throws a ConfigError that lists every problem of both.
 */
export function readRouterConfig(given: Env = process.env): RouterConfig {
  return readRouterSettings(null, given).config;
}

/**
 * The router's configuration with each value by the name of its variable, and the names of those that the file gives.
 *
 * @param configPath the file to read instead of the one that the environment names
 */
export function readRouterSettings(configPath: string | null, given: Env = process.env) {
  const path = configPath ?? given.ROUTER_CONFIG_PATH?.trim();
  const file = path ? readConfigFile(path, routerVariables({}), given) : null;
  const merged = file === null ? given : { ...file.values, ...withoutBlank(given) };
  const nameOf = (variable: string): string =>
    (given[variable]?.trim() ? undefined : file?.places.get(variable)) ?? variable;
  try {
    const env = given === process.env ? withNetworkSecret(merged) : merged;
    const own = { ...ownVariables(env), ...addressVariables(env) };
    const { common, values } = readProcessEnv(env, own, nameOf);
    if (file === null || file.problems.length === 0) {
      return { config: routerConfig(common, values), values, given, places: file?.places ?? NO_PLACES };
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError([...(file?.problems ?? []), ...error.problems]);
  }
  throw new ConfigError(file.problems);
}

function withoutBlank(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
}

export type RouterSettings = ReturnType<typeof readRouterSettings>;

type Values = ReturnType<typeof readProcessEnv<ReturnType<typeof ownVariables>>>['values'];

function routerConfig(common: ProcessConfig, values: Values): RouterConfig {
  return {
    ...common,
    port: values.ROUTER_PORT,
    identityKeyPath: values.IDENTITY_KEY_PATH,
    supergraphPath: values.SUPERGRAPH_PATH,
    usersPath: values.USERS_PATH,
    groupsPath: values.USERS_GROUPS_PATH,
    realm: values.BASIC_AUTH_REALM,
    corsOrigins: common.production ? values.CORS_ORIGINS : [...DEVELOPMENT_ORIGINS, ...values.CORS_ORIGINS],
    explorer: values.EXPLORER,
    console: values.CONSOLE,
    subgraphTimeoutMs: values.SUBGRAPH_TIMEOUT_MS,
    subgraphAnswerBytes: values.SUBGRAPH_ANSWER_BYTES,
    maxAnswerBytes: values.ANSWER_LIMIT_BYTES,
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    bodyLimit: values.BODY_LIMIT_BYTES,
    maxRequestsInFlight: values.MAX_REQUESTS_IN_FLIGHT,
    maxWaitMs: values.MAX_WAIT_MS,
    trustedProxies: values.TRUSTED_PROXIES,
    rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
    maxSelections: values.MAX_SELECTIONS,
    maxOperationDepth: values.MAX_OPERATION_DEPTH,
    maxOperationCost: values.MAX_OPERATION_COST,
    costPerMinute: values.COST_PER_MINUTE,
    subgraphUrls: subgraphUrls(values),
    rejectDenied: values.UNAUTHORIZED_FIELDS === 'reject',
    trustedDocuments: values.TRUSTED_DOCUMENTS,
    trustedDocumentsPath: values.TRUSTED_DOCUMENTS_PATH,
    redis:
      values.REDIS_URL === null
        ? null
        : { url: values.REDIS_URL, caPath: values.REDIS_CA_PATH, timeoutMs: values.REDIS_TIMEOUT_MS },
    tls:
      values.TLS_CERT_PATH === null || values.TLS_KEY_PATH === null
        ? null
        : { certPath: values.TLS_CERT_PATH, keyPath: values.TLS_KEY_PATH },
    accesses: values.ACCESS_TRACKING
      ? {
          subgraph: values.ACCESS_SUBGRAPH,
          flushMs: values.ACCESS_FLUSH_MS,
          spillDir:
            values.ACCESS_SPILL_DIR === null
              ? null
              : resolve(values.ACCESS_SPILL_DIR.replaceAll('{host}', hostname())),
          spillMaxBytes: values.ACCESS_SPILL_MAX_BYTES,
          personal: {
            tags: values.ACCESS_PERSONAL_TAGS.length > 0 ? values.ACCESS_PERSONAL_TAGS : ['pii'],
            person: values.ACCESS_PERSON,
          },
        }
      : null,
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
function addressVariables(env: Env): Record<SubgraphUrlVariable, Variable<readonly string[] | null>> {
  const variables: Record<SubgraphUrlVariable, Variable<readonly string[] | null>> = {};
  for (const name of Object.keys(env)) {
    if (isAddressVariable(name)) variables[name] = urls(['http:', 'https:']);
  }
  return variables;
}

function isAddressVariable(name: string): name is SubgraphUrlVariable {
  return SUBGRAPH_URL.test(name);
}

/** Addresses by subgraph, of the variables that are set. */
function subgraphUrls(values: Readonly<Record<string, unknown>>): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [variable, addresses] of Object.entries(values)) {
    const name = SUBGRAPH_URL.exec(variable)?.[1];
    // What `addressVariables` reads: texts.
    if (name !== undefined && Array.isArray(addresses))
      found.set(name.toLowerCase(), addresses as readonly string[]);
  }
  return found;
}
