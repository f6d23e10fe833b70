import { withNetworkSecret } from '../../platform/identity/keys/network-secret.ts';
import type { Env } from '../../platform/process/config/config.ts';
import {
  type ProcessConfig,
  processVariables,
  readProcessEnv,
} from '../../platform/process/config/process-config.ts';
import { ConfigError } from '../../platform/process/ending/config-error.ts';
import type { AccessConfig } from '../accesses/access-config.ts';
import { accessConfig, accessVariables } from '../settings/accesses.ts';
import { type HttpConfig, httpConfig, httpVariables } from '../settings/http.ts';
import { type LimitConfig, limitConfig, limitVariables } from '../settings/limits.ts';
import { type RedisConfig, redisConfig, redisVariables } from '../settings/redis.ts';
import {
  addressVariables,
  type SubgraphsConfig,
  subgraphsConfig,
  subgraphsVariables,
} from '../settings/subgraphs.ts';
import { type ClientTracesConfig, clientTracesConfig, clientTracesVariables } from '../settings/telemetry.ts';
import {
  type TrustedDocumentsConfig,
  trustedDocumentsConfig,
  trustedDocumentsVariables,
} from '../settings/trusted-documents.ts';
import { usageConfig, usageVariables } from '../settings/usage.ts';
import { type UsersConfig, usersConfig, usersVariables } from '../settings/users.ts';
import type { UsageConfig } from '../usage/usage-recorder.ts';
import { readConfigFile } from './config-file.ts';

/** All that is configured of a router. */
export interface RouterConfig
  extends ProcessConfig,
    HttpConfig,
    UsersConfig,
    SubgraphsConfig,
    LimitConfig,
    TrustedDocumentsConfig,
    ClientTracesConfig {
  /** Where what several routers count and know together is; null keeps it to this process. */
  redis: RedisConfig | null;
  /** Null writes no usage. */
  usage: UsageConfig | null;
  /** Null tells nobody which requests were answered. */
  accesses: AccessConfig | null;
}

/** What the router reads beside what every process does: each subject's variables, in the order of the documentation. */
function ownVariables(env: Env) {
  return {
    ...httpVariables(env),
    ...usersVariables(env),
    ...subgraphsVariables(env),
    ...limitVariables(env),
    ...redisVariables(env),
    ...trustedDocumentsVariables(env),
    ...accessVariables(env),
    ...clientTracesVariables(env),
    ...usageVariables(env),
  };
}

type Values = ReturnType<typeof readProcessEnv<ReturnType<typeof ownVariables>>>['values'];

function routerConfig(common: ProcessConfig, values: Values): RouterConfig {
  return {
    ...common,
    ...httpConfig(values, common.production),
    ...usersConfig(values),
    ...subgraphsConfig(values),
    ...limitConfig(values),
    redis: redisConfig(values),
    ...trustedDocumentsConfig(values),
    accesses: accessConfig(values),
    ...clientTracesConfig(values),
    usage: usageConfig(values),
  };
}

const NO_PLACES: ReadonlyMap<string, string> = new Map();

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
