import * as v from 'valibot';
import { CannotRun } from '../inputs/cannot-run.ts';
import { parseYaml, readYaml } from '../inputs/yaml-file.ts';
import { isRecord, openMapping, TEXT } from '../inputs/yaml-values.ts';

/** One subgraph as a configuration lists it. */
export interface ListedSubgraph {
  name: string;
  url: string;
  /** Of a schema in the list itself, `line` is the last one before it. */
  schema: { kind: 'file'; path: string } | { kind: 'inline'; sdl: string; line: number };
}

type ReadSchema = { kind: 'file'; path: string } | { kind: 'inline'; sdl: string };

/** Subgraphs that can be used, and what is wrong with the others. */
export interface SubgraphList {
  entries: ListedSubgraph[];
  problems: string[];
  /** The names of the others. */
  unread: string[];
  /** The minor version of federation 2 that subgraphs may link, where the list names one exactly (`=2.9.3`); else null. */
  latestMinor: number | null;
}

/** What `${env.NAME}` stands for, as in rover. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Of `@apollo/composition`. */
const COMPOSITION_VERSION = '2.14.4';
const NAME = /^[a-z][a-z0-9_-]*$/i;

/**
 * The subgraphs of a configuration in rover's format
 * (https://www.apollographql.com/docs/rover/commands/supergraphs#yaml-configuration-file). Throws CannotRun with all that is
 * wrong when it is no list of subgraphs for this command.
 */
export function parseSubgraphList(text: string, config: string, environment: Environment): SubgraphList {
  const yaml = parseYaml(text, config);
  const problems: string[] = [];
  const isList = attempt(problems, () => yaml.read(LIST)) !== null;
  const unread: string[] = [];
  const entries = Object.keys(yaml.read(ENTRIES).subgraphs).flatMap((name): ListedSubgraph[] => {
    const entry = attempt(problems, () => yaml.read(entryOf(name, environment), ['subgraphs', name]));
    if (entry) {
      const { routing_url: url, schema } = entry;
      if (schema.kind === 'file') return [{ name, url, schema }];
      return [
        { name, url, schema: { ...schema, line: yaml.lineBefore(['subgraphs', name, 'schema', 'sdl']) } },
      ];
    }
    unread.push(name);
    return [];
  });
  if (!isList) throw new CannotRun(problems);
  const [, minor] = /^=v?2\.(\d+)\b/.exec(String(yaml.read(ONLY_VERSION).federation_version)) ?? [];
  return { entries, problems, unread, latestMinor: minor === undefined ? null : Number(minor) };
}

/** The paths of schemas in a configuration's text, whatever else is wrong with it. Throws CannotRun when it is no YAML. */
export function schemaPaths(text: string, config: string, environment: Environment): string[] {
  const file = openMapping({ schema: openMapping({ file: expanded(TEXT, environment) }) });
  return Object.values(readYaml(text, config, ENTRIES).subgraphs).flatMap((entry) => {
    const read = v.safeParse(file, entry);
    return read.success ? [read.output.schema.file] : [];
  });
}

/** The names of the subgraphs in a text that may be a configuration; none when it is none. */
export function configuredSubgraphNames(text: string): string[] {
  try {
    return Object.keys(readYaml(text, '', ENTRIES).subgraphs);
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return [];
  }
}

/** Null, with its problems noted, for what cannot be read. */
function attempt<Value>(problems: string[], read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

const VERSION = v.pipe(
  v.unknown(),
  v.check(
    // As YAML reads it, 2.9 is a number and =2.9.0 a text.
    (version) => !isRecord(version) && !Array.isArray(version) && isComposedHere(String(version)),
    ({ input }) =>
      `this command composes with version ${COMPOSITION_VERSION}; it is ${JSON.stringify(input)}.`,
  ),
);

const ONLY_VERSION = v.fallback(v.object({ federation_version: v.unknown() }), { federation_version: null });

const LIST = openMapping({
  federation_version: v.nullish(VERSION),
  subgraphs: v.custom<Record<string, unknown>>(
    (value) => isRecord(value) && Object.keys(value).length > 0,
    'lists no subgraphs; expected a name for each.',
  ),
});

/** What stands under each name, whatever it is. */
const ENTRIES = v.fallback(v.object({ subgraphs: v.custom<Record<string, unknown>>(isRecord) }), {
  subgraphs: {},
});

function entryOf(name: string, environment: Environment) {
  return v.pipe(
    openMapping({
      routing_url: v.pipe(
        expanded(v.string('expected a URL.'), environment),
        v.check(
          (url) => URL.canParse(url),
          ({ input }) => `expected a URL; it is "${input}".`,
        ),
      ),
      schema: v.pipe(
        openMapping({
          file: v.nullable(expanded(TEXT, environment)),
          sdl: v.nullable(expanded(v.string('expected a text.'), environment)),
          subgraph_url: v.unknown(),
          graphref: v.unknown(),
        }),
        v.rawTransform(({ dataset: { value }, addIssue, NEVER }): ReadSchema => {
          if (value.file !== null) return { kind: 'file', path: value.file };
          if (value.sdl !== null) return { kind: 'inline', sdl: value.sdl };
          const elsewhere = (['subgraph_url', 'graphref'] as const).find((key) => value[key] !== null);
          addIssue({
            message: elsewhere
              ? `\`${elsewhere}\` is what rover reads and this command does not: it compares what is in the repository. Save the schema to a file and name it by \`file\`.`
              : 'expected `file`, the path of the schema, or `sdl`.',
          });
          return NEVER;
        }),
      ),
    }),
    v.check(
      () => NAME.test(name),
      'expected a name that begins with a letter, of letters, digits, "_" and "-".',
    ),
  );
}

/** A text with `${env.NAME}` replaced, as rover does; `${env.NAME:-otherwise}` where it may be missing. */
function expanded(
  text: v.GenericSchema<unknown, string>,
  environment: Environment,
): v.GenericSchema<unknown, string> {
  return v.pipe(
    text,
    v.rawTransform(({ dataset: { value }, addIssue, NEVER }): string => {
      const missing: string[] = [];
      const filled = value.replace(
        /\$\{env\.(\w+)(?::-([^}]*))?\}/g,
        (_, name: string, otherwise?: string) => {
          const found = environment[name] ?? otherwise;
          if (found === undefined) missing.push(`\${env.${name}}`);
          return found ?? '';
        },
      );
      if (missing.length === 0) return filled;
      addIssue({ message: `${missing.join(', ')} is not set in the environment.` });
      return NEVER;
    }),
  );
}

/** Whether `2`, `=2.14.4` or `2.14` composes as this command does, with its own version or an earlier one of federation 2. */
function isComposedHere(version: string): boolean {
  const [, exact, major, minor = '0', patch = '0'] =
    /^(=?)v?(\d+)(?:\.(\d+)(?:\.(\d+))?)?$/.exec(version) ?? [];
  const wanted = [major, minor, patch].map(Number);
  const [ownMajor, ...own] = COMPOSITION_VERSION.split('.').map(Number);
  const isLater =
    (wanted[1] ?? 0) > (own[0] ?? 0) || (wanted[1] === own[0] && (wanted[2] ?? 0) > (own[1] ?? 0));
  return major === String(ownMajor) && !(exact && isLater);
}
