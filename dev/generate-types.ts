import { readdir, readFile, writeFile } from 'node:fs/promises';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { buildASTSchema, parse } from 'graphql';

/**
 * Writes two files for each subgraph from its `schema.graphql`: `schema.types.ts`, the types of the schema, which imports
 * nothing, and `schema.resolvers.ts`, the types of its resolvers. A type that `schema.mappers.ts` exports as `<Name>Mapper`
 * is what resolvers of <Name> get and give. With `--check` it writes nothing and exits with 1 when a committed file is not
 * what it would write.
 */
const check = process.argv.includes('--check');
const root = new URL('../subgraphs/', import.meta.url);
let stale = 0;

for (const folder of (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
  const base = new URL(`${folder.name}/`, root);
  for (const [name, wanted] of Object.entries(await generatedFiles(base))) {
    const file = new URL(name, base);
    const present = await readFile(file, 'utf8').catch(() => '');
    if (wanted === present) continue;
    stale += 1;
    if (check) console.error(`subgraphs/${folder.name}/${name} is out of date: run \`npm run generate\`.`);
    else await writeFile(file, wanted);
  }
}
if (!check) console.log(`types: ${stale} file(s) written`);
if (check && stale > 0) process.exitCode = 1;

async function generatedFiles(base: URL): Promise<Record<string, string>> {
  const sdl = await readFile(new URL('schema.graphql', base), 'utf8');
  const mappers = await readFile(new URL('schema.mappers.ts', base), 'utf8');
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

/** The plugin forgets its own `namespacedImportName` in the list of entities (`  Cliente: Cliente;`). */
function withNamespacedEntities(resolvers: string): string {
  return resolvers.replace(/^ {2}(\w+): \1;$/gm, '  $1: Types.$1;');
}
