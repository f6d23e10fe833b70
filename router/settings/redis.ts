import { type Env, integer, secretSetting, setting, text } from '../../platform/process/config/config.ts';
import { redisUrl } from '../auth/user-files/config.ts';
import type { ValuesOf } from './settings.ts';

/** How to reach what several routers share. */
export interface RedisConfig {
  url: string;
  /** A file with certificates of authorities, PEM; null takes those of the system. */
  caPath: string | null;
  /** How long an answer is waited for, milliseconds. */
  timeoutMs: number;
}

/** The variables of `redis` in the file. */
export function redisVariables(env: Env) {
  return {
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
  };
}

/** How to reach Redis, by the values of its variables; null when there is none. */
export function redisConfig(values: ValuesOf<typeof redisVariables>): RedisConfig | null {
  if (values.REDIS_URL === null) return null;
  return { url: values.REDIS_URL, caPath: values.REDIS_CA_PATH, timeoutMs: values.REDIS_TIMEOUT_MS };
}
