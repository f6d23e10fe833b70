import { access, readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { type DocumentNode, GraphQLError, parse, Source } from 'graphql';
import { parseDocument } from 'yaml';
import { CannotRun } from '../cannot-run.ts';

/** One subgraph as the configuration lists it, with its schema read. */
export interface SubgraphSource {
  name: string;
  url: string;
  /** Path of its schema file, relative to the working directory. */
  file: string;
  sdl: string;
  document: DocumentNode;
}

const NAME = /^[a-z][a-z0-9_-]*$/i;

/**
 * Reads the subgraphs of a configuration in rover's format
 * (https://www.apollographql.com/docs/rover/commands/supergraphs#yaml-configuration-file). Throws CannotRun.
 */
export async function readSupergraphConfig(
  config: string,
  read: (path: string) => Promise<string> = readText,
): Promise<SubgraphSource[]> {
  const document = parseDocument(await read(config));
  const [problem] = document.errors;
  if (problem) throw new CannotRun(`${config} is not valid YAML: ${problem.message}`);
  const content: unknown = document.toJS();
  const subgraphs = isRecord(content) ? content.subgraphs : undefined;
  if (!isRecord(subgraphs) || Object.keys(subgraphs).length === 0) {
    throw new CannotRun(`${config} lists no subgraphs; expected \`subgraphs:\` with a name for each.`);
  }
  return await Promise.all(
    Object.entries(subgraphs).map(([name, entry]) => readSubgraph(name, entry, config, read)),
  );
}

async function readSubgraph(
  name: string,
  entry: unknown,
  config: string,
  read: (path: string) => Promise<string>,
): Promise<SubgraphSource> {
  if (!NAME.test(name)) throw new CannotRun(`${config}: "${name}" is no name for a subgraph.`);
  const schema = isRecord(entry) ? entry.schema : undefined;
  const schemaFile = isRecord(schema) ? schema.file : undefined;
  const url = isRecord(entry) ? entry.routing_url : undefined;
  if (typeof schemaFile !== 'string')
    throw new CannotRun(`${config}: subgraph ${name} has no \`schema.file\`.`);
  if (typeof url !== 'string' || !URL.canParse(url)) {
    throw new CannotRun(`${config}: subgraph ${name} has no \`routing_url\`.`);
  }
  const file = relative('.', resolve(dirname(config), schemaFile));
  const sdl = await read(file);
  return { name, url, file, sdl, document: parseSdl(sdl, file) };
}

/** Parses SDL; a syntax error names file and line. Throws CannotRun. */
export function parseSdl(sdl: string, file: string): DocumentNode {
  try {
    return parse(new Source(sdl, file));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [at] = error.locations ?? [];
    throw new CannotRun(`${file}:${at?.line ?? 1}:${at?.column ?? 1}: ${error.message}`);
  }
}

/** A file's text. Throws CannotRun that names the file. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown error';
    throw new CannotRun(`${path} cannot be read (${code}).`);
  }
}

/** A file's text, empty when there is no such file. Throws CannotRun that names the file. */
export async function readOptionalText(path: string): Promise<string> {
  return (await exists(path)) ? await readText(path) : '';
}

export async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
