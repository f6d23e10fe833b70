import { dirname, relative, resolve } from 'node:path';
import { type DocumentNode, GraphQLError, parse, Source } from 'graphql';
import { parseDocument } from 'yaml';
import { CannotRun } from '../inputs/cannot-run.ts';
import { readText } from '../inputs/text-files.ts';

/** One subgraph as the configuration lists it, with its schema read. */
export interface SubgraphSource {
  name: string;
  url: string;
  /** Path of its schema file, relative to the working directory. */
  file: string;
  sdl: string;
  document: DocumentNode;
}

/** Of `@apollo/composition`. */
const COMPOSITION_VERSION = '2.14.4';
/** Of one schema: several times those of the largest known ones. */
const MAX_TOKENS = 1_000_000;
const NAME = /^[a-z][a-z0-9_-]*$/i;

/** Subgraphs that could be read, and what is wrong with the others. */
export interface SupergraphSources {
  subgraphs: SubgraphSource[];
  problems: CannotRun[];
}

/**
 * Reads the subgraphs of a configuration in rover's format
 * (https://www.apollographql.com/docs/rover/commands/supergraphs#yaml-configuration-file). Throws CannotRun with all
 * that is wrong with any of them.
 */
export async function readSupergraphConfig(config: string, readers?: Readers): Promise<SubgraphSource[]> {
  const { subgraphs, problems } = await readSubgraphs(config, readers);
  if (problems.length > 0) throw new CannotRun(problems.map(({ message }) => message).join('\n'));
  return subgraphs;
}

/** How files are read, and what `${env.NAME}` stands for. */
export interface Readers {
  text?: (path: string) => Promise<string>;
  environment?: Readonly<Record<string, string | undefined>>;
  /** Subgraphs that were parsed already: the same text is not parsed again. */
  parsed?: readonly SubgraphSource[];
}

/** Reads the subgraphs of a configuration, those that can be read. Throws CannotRun when the configuration itself cannot. */
export async function readSubgraphs(
  config: string,
  { text: read = readText, environment = {}, parsed = [] }: Readers = {},
): Promise<SupergraphSources> {
  const content = parseYaml(await read(config), config);
  const version = isRecord(content) ? content.federation_version : undefined;
  if (version != null) requireVersion(String(version), config);
  const listed = isRecord(content) ? content.subgraphs : undefined;
  if (!isRecord(listed) || Object.keys(listed).length === 0) {
    throw new CannotRun(`${config} lists no subgraphs; expected \`subgraphs:\` with a name for each.`);
  }
  const found = await Promise.allSettled(
    Object.entries(listed).map(([name, entry]) =>
      readSubgraph(name, expanded(entry, { config, environment }), config, { read, parsed }),
    ),
  );
  const reasons = found.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const other = reasons.find((one) => !(one instanceof CannotRun));
  if (other !== undefined) throw other;
  return {
    subgraphs: found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    problems: reasons,
  };
}

/** Where the schemas of a configuration's text are, those that are in files. Throws CannotRun when it is no YAML. */
export function subgraphFiles(
  text: string,
  config: string,
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const content = parseYaml(text, config);
  const listed = isRecord(content) && isRecord(content.subgraphs) ? Object.values(content.subgraphs) : [];
  return listed.flatMap((entry) => {
    const read = expanded(entry, { config, environment });
    const schema = isRecord(read) && isRecord(read.schema) ? read.schema.file : undefined;
    return typeof schema === 'string' ? [relative('.', resolve(dirname(config), schema))] : [];
  });
}

/** `2`, `=2.14.4` or `2.14`: a version that composes as this command does, with its own or an earlier one of federation 2. */
function requireVersion(version: string, config: string): void {
  const [, exact, major, minor = '0', patch = '0'] =
    /^(=?)v?(\d+)(?:\.(\d+)(?:\.(\d+))?)?$/.exec(version) ?? [];
  const wanted = [major, minor, patch].map(Number);
  const [ownMajor, ...own] = COMPOSITION_VERSION.split('.').map(Number);
  const isLater =
    (wanted[1] ?? 0) > (own[0] ?? 0) || (wanted[1] === own[0] && (wanted[2] ?? 0) > (own[1] ?? 0));
  if (major === String(ownMajor) && !(exact && isLater)) return;
  throw new CannotRun(
    `${config}: \`federation_version\` is ${version}; this command composes with version ${COMPOSITION_VERSION}.`,
  );
}

/** An entry with `${env.NAME}` replaced, as rover does; `${env.NAME:-otherwise}` where it may be missing. */
function expanded(
  value: unknown,
  context: { config: string; environment: Readonly<Record<string, string | undefined>> },
): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$\{env\.(\w+)(?::-([^}]*))?\}/g, (_, name: string, otherwise?: string) => {
      const found = context.environment[name] ?? otherwise;
      if (found === undefined) {
        throw new CannotRun(`${context.config}: \${env.${name}} is not set in the environment.`);
      }
      return found;
    });
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, expanded(one, context)]));
}

/** Throws CannotRun. */
function parseYaml(text: string, file: string): unknown {
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem) throw new CannotRun(`${file} is not valid YAML: ${problem.message}`);
  try {
    return document.toJS();
  } catch (error) {
    // Of an alias without its anchor, or too many of them.
    if (!(error instanceof ReferenceError)) throw error;
    throw new CannotRun(`${file} is not valid YAML: ${error.message}`);
  }
}

async function readSubgraph(
  name: string,
  entry: unknown,
  config: string,
  { read, parsed }: { read: (path: string) => Promise<string>; parsed: readonly SubgraphSource[] },
): Promise<SubgraphSource> {
  if (!NAME.test(name)) throw new CannotRun(`${config}: "${name}" is no name for a subgraph.`);
  const schema = isRecord(entry) ? entry.schema : undefined;
  const schemaFile = isRecord(schema) ? schema.file : undefined;
  const inline = isRecord(schema) ? schema.sdl : undefined;
  const url = isRecord(entry) ? entry.routing_url : undefined;
  if (typeof schemaFile !== 'string' && typeof inline !== 'string') {
    const elsewhere = isRecord(schema)
      ? ['subgraph_url', 'graphref'].find((key) => key in schema)
      : undefined;
    throw new CannotRun(
      elsewhere === undefined
        ? `${config}: subgraph ${name} has no \`schema.file\`.`
        : `${config}: subgraph ${name} has a \`schema.${elsewhere}\`, which rover reads and this command does not: it compares what is in the repository. Save the schema to a file and name it by \`schema.file\`.`,
    );
  }
  if (typeof url !== 'string') throw new CannotRun(`${config}: subgraph ${name} has no \`routing_url\`.`);
  if (!URL.canParse(url)) {
    throw new CannotRun(`${config}: subgraph ${name}: \`routing_url\` is "${url}", which is no URL.`);
  }
  if (typeof schemaFile !== 'string') {
    const sdl = String(inline);
    const file = `${config} (${name})`;
    return { name, url, file: config, sdl, document: parseSdl(sdl, file) };
  }
  const file = relative('.', resolve(dirname(config), schemaFile));
  const sdl = await read(file);
  const known = parsed.find((one) => one.file === file && one.sdl === sdl);
  return { name, url, file, sdl, document: known?.document ?? parseSdl(sdl, file) };
}

/** Parses SDL; a syntax error names file and line. Throws CannotRun. */
export function parseSdl(sdl: string, file: string): DocumentNode {
  try {
    return parse(new Source(sdl, file), { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [at] = error.locations ?? [];
    throw new CannotRun(`${file}:${at?.line ?? 1}:${at?.column ?? 1}: ${error.message}`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
