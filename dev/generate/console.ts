import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { addTypenameSelectionDocumentTransform, preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import * as fragmentMatcher from '@graphql-codegen/fragment-matcher';
import { buildSchema, type DocumentNode, Kind, parse, print } from 'graphql';
import type { GeneratedFile } from './generated-file.ts';

const SOURCES = 'console/src';
const FOLDER = `${SOURCES}/generated/`;
const SCHEMA = 'schema/api.graphql';
/** Values that JSON has no type for travel as text, and stay text: money must not become a floating point number. */
const CONFIG = {
  defaultScalarType: 'string',
  scalars: { ID: 'string' },
  enumType: 'string-literal',
  useTypeImports: true,
  importExtension: '.ts' as const,
  arrayInputCoercion: false,
} as const;

/** An operation as a client sends it. */
export interface SentOperation {
  /** SHA-256 of `body`. */
  id: string;
  name: string;
  type: string;
  body: string;
}

/** What the console is made with: the types and documents of its operations, and which types a union can be. */
export async function generatedConsole(): Promise<GeneratedFile[]> {
  return [...(await clientPreset()).files, await possibleTypes()];
}

/** The operations of the console, by name. */
export async function consoleOperations(): Promise<SentOperation[]> {
  return (await clientPreset()).operations;
}

/**
 * Each document carries the hash of its text as Apollo Client prints it, with the `__typename` that it would add, so that the
 * hash stands for the text that is sent where the hash alone is not known.
 */
async function clientPreset(): Promise<{ files: GeneratedFile[]; operations: SentOperation[] }> {
  const sdl = await readFile(SCHEMA, 'utf8');
  const operations: SentOperation[] = [];
  const onExecutableDocumentNode = (document: DocumentNode) => {
    const sent = sentOperation(document);
    if (sent === null) return undefined;
    operations.push(sent);
    return { hash: sent.id };
  };
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: FOLDER,
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents: await documents(),
    config: CONFIG,
    presetConfig: { fragmentMasking: false, onExecutableDocumentNode, skipIndexFile: true },
    plugins: [],
    pluginMap: {},
    documentTransforms: [
      { name: 'typename', transformObject: addTypenameSelectionDocumentTransform, config: {} },
    ],
  });
  const files: GeneratedFile[] = [];
  for (const section of sections) {
    // For documents that stand in the code; these stand in files.
    if (!section.filename.endsWith('/graphql.ts')) continue;
    const contents = await codegen(section);
    // The same type, from the package that the console has; the other one has nothing but types, and is nobody's dependency.
    files.push({
      path: section.filename,
      contents: contents.replace('@graphql-typed-document-node/core', '@apollo/client'),
    });
  }
  return { files, operations: operations.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function sentOperation(document: DocumentNode): SentOperation | null {
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation?.name === undefined) return null;
  const body = print(document);
  const id = createHash('sha256').update(body).digest('hex');
  return { id, name: operation.name.value, type: operation.operation, body };
}

async function documents(): Promise<{ location: string; rawSDL: string; document: DocumentNode }[]> {
  const paths = (await readdir(SOURCES, { recursive: true })).filter((path) => path.endsWith('.graphql'));
  return await Promise.all(
    paths.sort().map(async (location) => {
      const rawSDL = await readFile(`${SOURCES}/${location}`, 'utf8');
      return { location, rawSDL, document: parse(rawSDL) };
    }),
  );
}

async function possibleTypes(): Promise<GeneratedFile> {
  const sdl = await readFile(SCHEMA, 'utf8');
  const contents = await codegen({
    filename: 'possible-types.ts',
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents: [],
    plugins: [{ fragmentMatcher: { useExplicitTyping: true } }],
    pluginMap: { fragmentMatcher },
    config: {},
  });
  return { path: `${FOLDER}possible-types.ts`, contents };
}
