import { LOG_LEVELS, type LogLevel } from './logging.ts';

/** Variables of the environment, by name. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Every mistake in a process's configuration, in words that say what to do. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Reads typed values and collects every problem, so that a person mends them in one go. */
export class EnvReader {
  readonly #env: Env;
  readonly #problems: string[] = [];

  constructor(env: Env) {
    this.#env = env;
  }

  text(name: string): string | null {
    const value = this.#env[name]?.trim();
    return value ? value : null;
  }

  required(name: string, what: string): string {
    const value = this.text(name);
    if (value === null) this.problem(`${name} is not set: ${what}.`);
    return value ?? '';
  }

  integer(name: string, fallback: number, min: number, max: number): number {
    const value = this.text(name);
    if (value === null) return fallback;
    const number = Number(value);
    if (Number.isInteger(number) && number >= min && number <= max) return number;
    this.problem(`${name} must be a whole number from ${min} to ${max}; it is "${value}".`);
    return fallback;
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice {
    const value = this.text(name);
    if (value === null) return fallback;
    const found = choices.find((choice) => choice === value);
    if (!found) this.problem(`${name} must be one of ${choices.join(', ')}; it is "${value}".`);
    return found ?? fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    return this.choice(name, ['true', 'false', '1', '0', 'on', 'off'], fallback ? 'on' : 'off') in ON;
  }

  url(name: string, protocols: readonly string[]): string | null {
    const value = this.text(name);
    if (value === null) return null;
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
    this.problem(`${name} must be a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}.`);
    return value;
  }

  problem(text: string): void {
    this.#problems.push(text);
  }

  /** Throws a ConfigError when anything was wrong. */
  done(): void {
    if (this.#problems.length > 0) throw new ConfigError(this.#problems);
  }
}

const ON: Readonly<Record<string, true>> = { true: true, 1: true, on: true };

/** What the router and the subgraphs have in common. */
export interface ProcessConfig {
  production: boolean;
  host: string;
  logLevel: LogLevel;
  /** Signs identities and cursors; shared by router and subgraphs. */
  identitySecret: string;
  /** How long it goes on serving, not ready any more, when it is told to stop, milliseconds. */
  shutdownDelayMs: number;
}

/** Load balancers see that a process is not ready within two or three seconds. */
const PRODUCTION_SHUTDOWN_DELAY_MS = 2_500;

export const MIN_SECRET_LENGTH = 32;
/** Lets processes started by hand on a developer's machine find each other; production refuses it. */
const DEVELOPMENT_SECRET = 'development-only-identity-secret-0000';

export function readProcessConfig(reader: EnvReader): ProcessConfig {
  const production = reader.text('NODE_ENV') === 'production';
  const secret = reader.text('IDENTITY_SECRET');
  if (production && (secret === null || secret === DEVELOPMENT_SECRET)) {
    reader.problem(
      'IDENTITY_SECRET is not set: give the router and every subgraph the same random secret, such as the output of `openssl rand -base64 48`.',
    );
  } else if (secret !== null && secret.length < MIN_SECRET_LENGTH) {
    reader.problem(
      `IDENTITY_SECRET must have at least ${MIN_SECRET_LENGTH} characters; it has ${secret.length}.`,
    );
  }
  return {
    production,
    host: reader.text('HOST') ?? '127.0.0.1',
    logLevel: reader.choice('LOG_LEVEL', LOG_LEVELS, 'info'),
    identitySecret: secret ?? DEVELOPMENT_SECRET,
    shutdownDelayMs: reader.integer(
      'SHUTDOWN_DELAY_MS',
      production ? PRODUCTION_SHUTDOWN_DELAY_MS : 0,
      0,
      60_000,
    ),
  };
}

/** The variable that says where a subgraph is. */
export function subgraphUrlVariable(name: string): string {
  return `SUBGRAPH_URL_${name.toUpperCase().replaceAll('-', '_')}`;
}
