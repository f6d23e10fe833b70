import { readFile } from 'node:fs/promises';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { buildASTSchema, parse } from 'graphql';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { missingFile, subgraphNames } from '../../platform/subgraph/listed-subgraphs.ts';
import type { GeneratedFile } from './generated-file.ts';

const SUBGRAPHS = new URL('../../subgraphs/', import.meta.url);

/**
 * Two files for each subgraph, from its `schema.graphql`: `schema.types.ts`, the types of the schema, which imports
 * nothing, and `schema.resolvers.ts`, the types of its resolvers. A type that `schema.mappers.ts` exports as `<Name>Mapper`
 * is what resolvers of <Name> get and give.
 */
export async function generatedTypes(): Promise<GeneratedFile[]> {
  const files: GeneratedFile[] = [];
  for (const name of await subgraphNames()) {
    const texts = await typesOf(name);
    for (const [file, contents] of Object.entries(texts)) {
      files.push({ path: `subgraphs/${name}/${file}`, contents });
    }
  }
  return files;
}

async function typesOf(name: string): Promise<Record<string, string>> {
  const sdl = await textOf(name, 'schema.graphql');
  const mappers = await textOf(name, 'schema.mappers.ts');
  // Without the federation machinery (`_entities`, `_service`), which no resolver here implements.
  const schemaAst = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  const common = {
    schema: parse(sdl),
    schemaAst,
    documents: [],
    pluginMap: { typescript, typescriptResolvers },
    config: {
      useTypeImports: true,
      enumsAsTypes: true,
      skipTypename: true,
      defaultScalarType: 'string',
      scalars: { DateTime: 'Date', ID: { input: 'string', output: 'string' } },
      federation: true,
      avoidOptionals: { field: true, inputValue: false, object: false, defaultValue: false },
    },
  };
  const types = await codegen({ ...common, filename: 'schema.types.ts', plugins: [{ typescript: {} }] });
  const resolvers = await codegen({
    ...common,
    filename: 'schema.resolvers.ts',
    plugins: [{ typescriptResolvers: {} }],
    config: {
      ...common.config,
      namespacedImportName: 'Types',
      contextType: './context.ts#Context',
      mappers: Object.fromEntries(
        [...mappers.matchAll(/^export (?:type|interface) (\w+)Mapper\b/gm)].map(([, name]) => [
          name,
          `./schema.mappers.ts#${name}Mapper`,
        ]),
      ),
      resolversNonOptionalTypename: false,
      makeResolverTypeCallable: true,
    },
  });
  return {
    'schema.types.ts': types,
    'schema.resolvers.ts': `import type * as Types from './schema.types.ts';\n${withNamespacedEntities(resolvers)}`,
  };
}

/** A file of a subgraph. Throws StartError when it is not there. */
async function textOf(name: string, file: string): Promise<string> {
  try {
    return await readFile(new URL(`${name}/${file}`, SUBGRAPHS), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new StartError(missingFile(name, file));
  }
}

/** The plugin forgets its own `namespacedImportName` in the list of entities (`  Cliente: Cliente;`). */
function withNamespacedEntities(resolvers: string): string {
  return resolvers.replace(/^ {2}(\w+): \1;$/gm, '  $1: Types.$1;');
}
