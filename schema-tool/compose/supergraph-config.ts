import { dirname, relative, resolve } from 'node:path';
import { type DocumentNode, GraphQLError, Kind, Source } from 'graphql';
import { CannotRun } from '../inputs/cannot-run.ts';
import { exists, readText } from '../inputs/text-files.ts';
import { parseBounded } from '../sdl/parse-bounded.ts';
import { argumentTextOf } from '../sdl/sdl-index.ts';
import { type Environment, type ListedSubgraph, parseSubgraphList, schemaPaths } from './subgraph-list.ts';

/** One subgraph as the configuration lists it, with its schema read. */
export interface SubgraphSource {
  name: string;
  url: string;
  /** Path of its schema file, relative to the working directory. */
  file: string;
  sdl: string;
  document: DocumentNode;
}

/** Of one schema: several times those of the largest known ones. */
const MAX_TOKENS = 1_000_000;

/** Subgraphs that could be read, and what is wrong with the others. */
export interface SupergraphSources {
  subgraphs: SubgraphSource[];
  problems: string[];
  /** The names of the others. */
  unread: string[];
  /** Those of the others whose text is there, and is no schema. */
  unparsed: string[];
}

/** A text that is no schema. */
class NoSchema extends CannotRun {}

/** Reads the subgraphs of a configuration. Throws CannotRun with all that is wrong with any of them. */
export async function readSupergraphConfig(config: string, readers?: Readers): Promise<SubgraphSource[]> {
  const { subgraphs, problems } = await readSubgraphs(config, readers);
  if (problems.length > 0) throw new CannotRun(problems);
  return subgraphs;
}

/** How files are read, and what `${env.NAME}` stands for. */
export interface Readers {
  text?: (path: string) => Promise<string>;
  environment?: Environment;
  /** Subgraphs that were parsed already: the same text is not parsed again. */
  parsed?: readonly SubgraphSource[];
}

/** Reads the subgraphs of a configuration, those that can be read. Throws CannotRun when the configuration itself cannot. */
export async function readSubgraphs(
  config: string,
  { text: read = readText, environment = {}, parsed = [] }: Readers = {},
): Promise<SupergraphSources> {
  if (read === readText && !(await exists(config))) {
    throw new CannotRun(
      `${config} cannot be read (ENOENT): name your list of subgraphs by --config, or have one written by \`graph-schema init\`.`,
    );
  }
  const { entries, problems, unread, latestMinor } = parseSubgraphList(
    await read(config),
    config,
    environment,
  );
  const found = await Promise.allSettled(
    entries.map((entry) => readSubgraph(entry, config, { read, parsed })),
  );
  const reasons = found.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const other = reasons.find((one) => !(one instanceof CannotRun));
  if (other !== undefined) throw other;
  const subgraphs = found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const namesOf = (isMeant: (reason: unknown) => boolean) =>
    entries.flatMap(({ name }, index) => {
      const one = found[index];
      return one?.status === 'rejected' && isMeant(one.reason) ? [name] : [];
    });
  return {
    subgraphs,
    problems: [
      ...problems,
      ...reasons.flatMap((one: CannotRun) => one.problems),
      ...subgraphs.flatMap((one) => laterLinks(one, latestMinor, config)),
    ],
    unread: [...unread, ...namesOf(() => true)],
    unparsed: namesOf((reason) => reason instanceof NoSchema),
  };
}

/** What a subgraph links that the version of federation in the list has not, as that version would refuse it. */
function laterLinks(
  { document, file }: SubgraphSource,
  latestMinor: number | null,
  config: string,
): string[] {
  if (latestMinor === null) return [];
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.SCHEMA_EXTENSION && definition.kind !== Kind.SCHEMA_DEFINITION) return [];
    return (definition.directives ?? []).flatMap((directive) => {
      const [, minor] = FEDERATION.exec(argumentTextOf(directive, 'url') ?? '') ?? [];
      if (directive.name.value !== 'link' || minor === undefined || Number(minor) <= latestMinor) return [];
      const line = directive.loc?.startToken.line ?? 1;
      return [
        `${file}:${line}: links federation v2.${minor}, which is later than \`federation_version\` in ${config}: raise that, or link v2.${latestMinor}.`,
      ];
    });
  });
}

const FEDERATION = /^https:\/\/specs\.apollo\.dev\/federation\/v2\.(\d+)$/;

/** Where the schemas of a configuration's text are, those that are in files. Throws CannotRun when it is no YAML. */
export function subgraphFiles(text: string, config: string, environment: Environment): string[] {
  return schemaPaths(text, config, environment).map((path) => fileOf(path, config));
}

async function readSubgraph(
  { name, url, schema }: ListedSubgraph,
  config: string,
  { read, parsed }: { read: (path: string) => Promise<string>; parsed: readonly SubgraphSource[] },
): Promise<SubgraphSource> {
  if (schema.kind === 'inline') {
    const { sdl, line } = schema;
    return { name, url, file: config, sdl, document: parseSdl(sdl, config, line) };
  }
  const file = fileOf(schema.path, config);
  const sdl = await read(file);
  const known = parsed.find((one) => one.file === file && one.sdl === sdl);
  return { name, url, file, sdl, document: known?.document ?? parseSdl(sdl, file) };
}

/** A path beside a configuration, relative to the working directory. */
function fileOf(path: string, config: string): string {
  return relative('.', resolve(dirname(config), path));
}

/**
 * Parses SDL; a syntax error names file and line. Throws CannotRun.
 *
 * @param before how many lines of the file are before it
 */
export function parseSdl(sdl: string, file: string, before = 0): DocumentNode {
  try {
    return parseBounded(new Source(`${'\n'.repeat(before)}${sdl}`, file), { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [at] = error.locations ?? [];
    throw new NoSchema(`${file}:${at?.line ?? 1}:${at?.column ?? 1}: ${error.message}`);
  }
}
