import * as v from 'valibot';
import { LOG_LEVELS, type LogLevel } from '../logging/logging.ts';
import {
  choice,
  type Env,
  integer,
  isForDevelopment,
  isProduction,
  LOOPBACK,
  NODE_ENV,
  readEnv,
  secretSetting,
  setting,
  textOr,
  type Variable,
} from './config.ts';
import type { IdentitySecrets } from './derived-keys.ts';
import { OPTIMIZATIONS, OPTIMIZATIONS_OFF, type SwitchedOff } from './optimizations.ts';
import { textOrFile } from './secret-files.ts';
import { type TelemetryConfig, telemetryConfig, telemetryVariables } from './telemetry-config.ts';

/** What every process needs. */
export interface ProcessConfig extends IdentitySecrets {
  production: boolean;
  /** Whether it may serve the users of development; see `isForDevelopment`. */
  forDevelopment: boolean;
  host: string;
  logLevel: LogLevel;
  /** How long it goes on serving, not ready any more, when it is told to stop, milliseconds. */
  shutdownDelayMs: number;
  /** What it does without that exists for speed only. */
  switchedOff: SwitchedOff;
  /** Where traces go; null traces nothing. */
  telemetry: TelemetryConfig | null;
}

/** Load balancers see that a process is not ready within two or three seconds. */
const PRODUCTION_SHUTDOWN_DELAY_MS = 2_500;
const MAX_SHUTDOWN_DELAY_MS = 60_000;

const MIN_SECRET_LENGTH = 32;
/** The secret by which processes started by hand on a developer's machine believe each other; production refuses it. */
const DEVELOPMENT_SECRET = 'development-only-identity-secret-0000';

/** The variables that every process has. */
export function processVariables(env: Env) {
  const production = isProduction(env);
  return {
    NODE_ENV: setting(
      'environment',
      '`production` refuses development users and secrets, and turns the explorers off',
      NODE_ENV,
    ),
    IDENTITY_SECRET: secretSetting(
      'identity.secretFile',
      'encrypts cursors and makes the references of users in logs; at least 32 characters, the same everywhere',
      secret(env),
    ),
    IDENTITY_SECRET_ALSO: secretSetting(
      'identity.secretAlsoFile',
      'another secret, of which cursors, signatures of the audit and revoked users are taken too, [while it is changed](production.md#keys)',
      secretAlso(env),
    ),
    HOST: setting(
      'http.host',
      'address to listen on; beyond this machine a process needs a secret and users of its own, unless it is said to be for development',
      textOr(LOOPBACK),
    ),
    LOG_LEVEL: setting('log.level', 'what is logged; `warn` in `npm start`', choice(LOG_LEVELS, 'info')),
    SHUTDOWN_DELAY_MS: setting(
      'http.shutdownDelayMs',
      'how long it goes on serving, not ready, after SIGTERM; longer than balancers take to see it',
      integer(production ? PRODUCTION_SHUTDOWN_DELAY_MS : 0, 0, MAX_SHUTDOWN_DELAY_MS),
    ),
    OPTIMIZATIONS_OFF: setting(
      'optimizationsOff',
      `what exists for speed only and is to be done without: ${OPTIMIZATIONS.map((name) => `\`${name}\``).join(', ')}`,
      OPTIMIZATIONS_OFF,
    ),
    ...telemetryVariables(env),
  };
}

/**
 * Reads what every process needs together with a process's own variables. Throws a ConfigError with every problem.
 *
 * @param own what this process needs beside
 * @param nameOf what a problem calls a variable
 */
export function readProcessEnv<Own extends Record<string, Variable<unknown>>>(
  env: Env,
  own: Own,
  nameOf?: (variable: string) => string,
) {
  const values = readEnv({ ...processVariables(env), ...own }, env, nameOf);
  const common: ProcessConfig = {
    production: isProduction(env),
    forDevelopment: isForDevelopment(env),
    host: values.HOST,
    logLevel: values.LOG_LEVEL,
    identitySecret: values.IDENTITY_SECRET,
    identitySecretAlso: values.IDENTITY_SECRET_ALSO,
    shutdownDelayMs: values.SHUTDOWN_DELAY_MS,
    switchedOff: values.OPTIMIZATIONS_OFF,
    telemetry: telemetryConfig(values),
  };
  return { common, values };
}

function secret(env: Env): Variable<string> {
  const development = isForDevelopment(env);
  return v.pipe(
    textOrFile(env, 'IDENTITY_SECRET'),
    v.transform((value) => value ?? DEVELOPMENT_SECRET),
    v.check(
      (value) => development || value !== DEVELOPMENT_SECRET,
      'is not set: give the router and every subgraph the same random secret, such as the output of `openssl rand -base64 48`.',
    ),
    v.minLength(
      MIN_SECRET_LENGTH,
      ({ input }) => `must have at least ${MIN_SECRET_LENGTH} characters; it has ${input.length}.`,
    ),
  );
}

/** The other secret while the one is changed, of the same length; also as a file. */
export function secretAlso(env: Env): Variable<string | null> {
  return v.pipe(
    textOrFile(env, 'IDENTITY_SECRET_ALSO'),
    v.check(
      (value) => value === null || value.length >= MIN_SECRET_LENGTH,
      `must have at least ${MIN_SECRET_LENGTH} characters, as IDENTITY_SECRET.`,
    ),
  );
}

export type SubgraphUrlVariable = `SUBGRAPH_URL_${string}`;

/** The variable that says where a subgraph is. */
export function subgraphUrlVariable(name: string): SubgraphUrlVariable {
  return `SUBGRAPH_URL_${name.toUpperCase().replaceAll('-', '_')}`;
}
