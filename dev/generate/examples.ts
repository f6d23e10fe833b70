import { readdir, readFile } from 'node:fs/promises';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import * as fragmentMatcher from '@graphql-codegen/fragment-matcher';
import { buildSchema, type DocumentNode, lexicographicSortSchema, parse, print, printSchema } from 'graphql';
import config from '../../examples/codegen.ts';
import { manifestOf } from '../../examples/manifest.ts';
import type { GeneratedFile } from './generated-file.ts';

const FOLDER = 'examples';
const SCHEMA = 'schema/api.graphql';
const { generates } = config;

/** What the program of GraphQL Code Generator writes by `examples/codegen.ts`, and the manifest of all trusted documents. */
export async function generatedExamples(): Promise<GeneratedFile[]> {
  const files = [
    ...(await clientPreset('generated/', generates['generated/'])),
    ...(await clientPreset('fetch/generated/', generates['fetch/generated/'])),
    await possibleTypes(),
  ];
  return [...files, await manifest(files)];
}

type Output = (typeof generates)['generated/'] | (typeof generates)['fetch/generated/'];

async function clientPreset(folder: string, output: Output): Promise<GeneratedFile[]> {
  const { schema, schemaAst } = await sortedSchema();
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: `${FOLDER}/${folder}`,
    schema,
    schemaAst,
    documents: await documents(),
    config: output.config,
    presetConfig: output.presetConfig,
    plugins: [],
    pluginMap: {},
    documentTransforms: output.documentTransforms.map((transformObject) => ({
      name: 'typename',
      transformObject,
      config: {},
    })),
  });
  // Together: the hashes of one file come from what makes another.
  return await Promise.all(
    sections.map(async (section) => ({ path: section.filename, contents: await codegen(section) })),
  );
}

async function possibleTypes(): Promise<GeneratedFile> {
  const { schema, schemaAst } = await sortedSchema();
  const contents = await codegen({
    filename: 'possible-types.ts',
    schema,
    schemaAst,
    documents: [],
    plugins: [{ fragmentMatcher: generates['generated/possible-types.ts'].config }],
    pluginMap: { fragmentMatcher },
    config: {},
  });
  return { path: `${FOLDER}/generated/possible-types.ts`, contents };
}

/** Also with what Relay's compiler has written, which is not run here: it is another program, of 100 MB. */
async function manifest(files: readonly GeneratedFile[]): Promise<GeneratedFile> {
  const persisted = files.filter(({ path }) => path.endsWith('/persisted-documents.json'));
  const relay = await readFile(`${FOLDER}/relay/persisted-documents.json`, 'utf8');
  const texts = [...persisted.map(({ contents }) => contents), relay];
  return {
    path: `${FOLDER}/trusted-documents.json`,
    contents: manifestOf(texts.map((text) => JSON.parse(text))),
  };
}

/** By name, as that program gives it to its plugins. */
async function sortedSchema() {
  const schemaAst = lexicographicSortSchema(buildSchema(await readFile(SCHEMA, 'utf8')));
  return { schema: parse(printSchema(schemaAst)), schemaAst };
}

/** As that program gives them to its plugins: without comments. */
async function documents(): Promise<{ location: string; rawSDL: string; document: DocumentNode }[]> {
  const paths = (await readdir(`${FOLDER}/documents`)).filter((path) => path.endsWith('.graphql'));
  return await Promise.all(
    paths.sort().map(async (path) => {
      const location = `${FOLDER}/documents/${path}`;
      const document = parse(await readFile(location, 'utf8'));
      return { location, rawSDL: print(document), document };
    }),
  );
}
