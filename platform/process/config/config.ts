import { isIPv4 } from 'node:net';
import * as v from 'valibot';
import { ConfigError } from '../ending/config-error.ts';
import { databaseAddresses } from './database-addresses.ts';

/** Variables of the environment, by name. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What one variable has to be; a problem is what follows its name in a message. */
export type Variable<Value> = v.GenericSchema<string | undefined, Value>;

/** What a variable takes, for the file, the schema and the table that are made from it. */
export type VariableShape =
  | { kind: 'text' }
  | { kind: 'integer'; min: number; max: number }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'flag' }
  | { kind: 'list' };

/** What the documentation says of a variable, and where it stands in a configuration file. */
export interface Setting {
  /** Where it stands in the file, such as `http.port`. */
  key: string;
  says: string;
  shape: VariableShape;
  /** The file names another file that has the value, and nobody is shown it. */
  isSecret: boolean;
}

/** A variable that has a place in a configuration file too. */
export function setting<Value>(key: string, says: string, variable: Variable<Value>): Variable<Value> {
  return v.pipe(variable, v.metadata({ key, says }));
}

/** A variable whose value is never in a configuration file: what stands there is the path of a file that has it. */
export function secretSetting<Value>(key: string, says: string, variable: Variable<Value>): Variable<Value> {
  return v.pipe(variable, v.metadata({ key, says, isSecret: true }));
}

/** What was said of a variable by `setting`; null when it has no place in a file. */
export function settingOf(variable: Variable<unknown>): Setting | null {
  const said: Partial<Setting> = v.getMetadata(variable);
  if (said.key === undefined) return null;
  return { says: '', shape: { kind: 'text' }, isSecret: false, ...said, key: said.key };
}

function shaped<Value>(shape: VariableShape): v.MetadataAction<Value, { shape: VariableShape }> {
  return v.metadata({ shape });
}

/**
 * The values of some variables. Throws a ConfigError with every problem, in the order of the variables.
 *
 * @param nameOf what a problem calls a variable, where its value does not come from the environment
 */
export function readEnv<Variables extends Record<string, Variable<unknown>>>(
  variables: Variables,
  env: Env,
  nameOf: (variable: string) => string = (variable) => variable,
): { [Name in keyof Variables]: v.InferOutput<Variables[Name]> } {
  const read = v.safeParse(v.object(variables), env);
  if (!read.success) {
    throw new ConfigError(
      read.issues.map(
        ({ path, message }) => `${nameOf(String(path?.[0]?.key ?? 'The environment'))} ${message}`,
      ),
    );
  }
  // The same type, as the library computes it.
  return read.output as { [Name in keyof Variables]: v.InferOutput<Variables[Name]> };
}

/** What `NODE_ENV` may be; a process without it is one of development. */
const ENVIRONMENTS = ['development', 'production', 'test'] as const;

/** The variable that says what a process is for; to be read with a process's own, so that a misspelt one is reported. */
export const NODE_ENV = choice(ENVIRONMENTS, 'development');

/** Whether a process serves in production, on which depends what it needs. An unknown word counts as production. */
export function isProduction(env: Env): boolean {
  return !['', 'development', 'test'].includes(env.NODE_ENV?.trim() ?? '');
}

/**
 * Whether a process may use the secret and the users of development: outside of production, for this machine only unless
 * somebody says `NODE_ENV=development`.
 */
export function isForDevelopment(env: Env): boolean {
  if (isProduction(env)) return false;
  return Boolean(env.NODE_ENV?.trim()) || isLoopback(env.HOST?.trim() || LOOPBACK);
}

/** Where a process listens when nobody says. */
export const LOOPBACK = '127.0.0.1';

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** A text; null when it is not set or blank. */
export function text() {
  return v.pipe(
    v.optional(v.string(), ''),
    v.transform((value) => value.trim() || null),
  );
}

/** A text, or what is taken in its place. */
export function textOr(fallback: string): Variable<string> {
  return v.pipe(
    text(),
    v.transform((value) => value ?? fallback),
  );
}

/** A text that has to be set. */
export function required(what: string) {
  return v.pipe(text(), v.string(`is not set: ${what}.`));
}

/** A whole number from `min` to `max`. */
export function integer(fallback: number, min: number, max: number): Variable<number> {
  return v.pipe(
    text(),
    v.transform((value) => value ?? String(fallback)),
    v.check(
      (value) => Number.isInteger(Number(value)) && Number(value) >= min && Number(value) <= max,
      ({ input }) => `must be a whole number from ${min} to ${max}; it is "${input}".`,
    ),
    v.transform(Number),
    shaped({ kind: 'integer', min, max }),
  );
}

/** One of some words. */
export function choice<const Choice extends string>(
  choices: readonly Choice[],
  fallback: Choice,
): Variable<Choice> {
  return v.pipe(
    text(),
    v.transform((value) => value ?? fallback),
    v.picklist(choices, ({ input }) => `must be one of ${choices.join(', ')}; it is "${input}".`),
    shaped({ kind: 'choice', choices }),
  );
}

/** `on` or `off`. */
export function flag(fallback: boolean): Variable<boolean> {
  return v.pipe(
    choice(['true', 'false', '1', '0', 'on', 'off'], fallback ? 'on' : 'off'),
    v.transform((value) => value === 'true' || value === '1' || value === 'on'),
    shaped({ kind: 'flag' }),
  );
}

/** Replicas of one part that are named one by one. */
const MAX_URLS = 32;

/** A URL with one of some protocols, such as `http:`. */
export function urlOf(protocols: readonly string[]) {
  return v.check<string, string>(
    (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
    `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}.`,
  );
}

/** A URL; null when it is not set. */
export function url(protocols: readonly string[]): Variable<string | null> {
  return v.pipe(text(), v.nullable(v.pipe(v.string(), urlOf(protocols))));
}

/** One URL or several between commas, each another one; null when it is not set. */
export function urls(protocols: readonly string[]): Variable<readonly [string, ...string[]] | null> {
  return v.pipe(
    text(),
    v.nullable(
      v.pipe(
        v.string(),
        v.transform((value) => value.split(',').map((one) => one.trim())),
        v.check<string[], string>(
          (all) => all.every((one) => URL.canParse(one) && protocols.includes(new URL(one).protocol)),
          `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}, or several between commas.`,
        ),
        v.check<string[], string>(
          (all) =>
            new Set(all.map((one) => (URL.canParse(one) ? new URL(one).href : one))).size === all.length,
          'has the same URL twice.',
        ),
        v.maxLength<string[], number, string>(MAX_URLS, `has more than ${MAX_URLS} URLs.`),
        // A text that is split has at least one part.
        v.transform((all) => all as [string, ...string[]]),
      ),
    ),
  );
}

/** The URL of a subgraph's own schema, on one server or several; see `databaseAddresses`. */
export function databaseUrl(what: string): Variable<string> {
  return v.pipe(required(what), ofDatabase());
}

/** The URLs of servers that hold a schema, each of one; empty when it is not set. */
export function databaseUrls(): Variable<string[]> {
  return v.pipe(
    text(),
    v.nullable(v.pipe(v.string(), ofDatabase())),
    v.transform((value) => (value === null ? [] : databaseAddresses(value))),
  );
}

function ofDatabase() {
  return v.check<string, string>(
    (value) => databaseAddresses(value).every((one) => URL.canParse(one) && DATABASE.test(one)),
    'must be a URL that starts with mysql:// or mariadb://, with one host or several between commas.',
  );
}

const DATABASE = /^(mysql|mariadb):\/\//;

/** A list of texts between commas, each of which is checked; empty when it is not set. */
export function listOf(
  isValid: (one: string) => boolean,
  problem: (one: string) => string,
): Variable<string[]> {
  return v.pipe(
    text(),
    v.transform((value) => value?.split(',').map((one) => one.trim()) ?? []),
    v.array(
      v.pipe(
        v.string(),
        v.check(isValid, ({ input }) => problem(input)),
      ),
    ),
    shaped({ kind: 'list' }),
  );
}
