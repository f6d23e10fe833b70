import { LOG_LEVELS, type LogLevel } from './logging.ts';
import type { SubgraphDefinition } from './subgraph.ts';

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
}

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
  };
}

/** What one subgraph needs to run. */
export interface SubgraphConfig extends ProcessConfig {
  /** Null serves no port: the subgraph is then reached by direct calls only. */
  port: number | null;
  databaseUrl: string;
  databasePoolSize: number;
  /** Where the peers are, by name. */
  peerUrls: ReadonlyMap<string, string>;
  /** Attempts after which an event that cannot be delivered is dead. */
  eventMaxAttempts: number;
}

/** Reads a subgraph's configuration. Throws a ConfigError that lists every problem. */
export function readSubgraphConfig(
  { port, peers }: Pick<SubgraphDefinition, 'port' | 'peers'>,
  env: Env = process.env,
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
    peerUrls: readPeerUrls(reader, peers, common.production),
    eventMaxAttempts: reader.integer('EVENT_MAX_ATTEMPTS', 400, 1, 10_000),
  };
  reader.url('DATABASE_URL', ['mysql:', 'mariadb:']);
  reader.done();
  return config;
}

/** Which schema the outbox command works on. Throws a ConfigError. */
export function readOutboxConfig(env: Env = process.env): { databaseUrl: string } {
  const reader = new EnvReader(env);
  const databaseUrl = reader.required(
    'DATABASE_URL',
    'the schema of the subgraph whose outbox is meant, mysql://user:password@host:3306/schema',
  );
  reader.url('DATABASE_URL', ['mysql:', 'mariadb:']);
  reader.done();
  return { databaseUrl };
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

/** The variable that says where a subgraph is. */
export function subgraphUrlVariable(name: string): string {
  return `SUBGRAPH_URL_${name.toUpperCase().replaceAll('-', '_')}`;
}
