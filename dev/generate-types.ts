import { readdir, readFile, writeFile } from 'node:fs/promises';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { buildASTSchema, parse } from 'graphql';

/**
 * Writes `subgraphs/<name>/schema.types.ts` from `schema.graphql`: the types of resolvers, their arguments and
 * results. A type that `schema.mappers.ts` exports as `<Name>Mapper` is what resolvers of <Name> get and give.
 * With `--check` it writes nothing and exits with 1 when a committed file is not what it would write.
 */
const check = process.argv.includes('--check');
const root = new URL('../subgraphs/', import.meta.url);
let stale = 0;

for (const folder of (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
  const base = new URL(`${folder.name}/`, root);
  const file = new URL('schema.types.ts', base);
  const wanted = await typesOf(base);
  const present = await readFile(file, 'utf8').catch(() => '');
  if (wanted === present) continue;
  stale += 1;
  if (check)
    console.error(`subgraphs/${folder.name}/schema.types.ts is out of date: run \`npm run generate\`.`);
  else await writeFile(file, wanted);
}
if (!check) console.log(`types: ${stale} file(s) written`);
if (check && stale > 0) process.exitCode = 1;

async function typesOf(base: URL): Promise<string> {
  const sdl = await readFile(new URL('schema.graphql', base), 'utf8');
  const mappers = await readFile(new URL('schema.mappers.ts', base), 'utf8');
  // Without the federation machinery (`_entities`, `_service`), which no resolver here implements.
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  return await codegen({
    filename: 'schema.types.ts',
    schema: parse(sdl),
    schemaAst: schema,
    documents: [],
    plugins: [{ typescript: {} }, { typescriptResolvers: {} }],
    pluginMap: { typescript, typescriptResolvers },
    config: {
      useTypeImports: true,
      enumsAsTypes: true,
      skipTypename: true,
      defaultScalarType: 'string',
      scalars: { DateTime: 'Date', ID: { input: 'string', output: 'string' } },
      federation: true,
      contextType: './context.ts#Context',
      mappers: Object.fromEntries(
        [...mappers.matchAll(/^export (?:type|interface) (\w+)Mapper\b/gm)].map(([, name]) => [
          name,
          `./schema.mappers.ts#${name}Mapper`,
        ]),
      ),
      resolversNonOptionalTypename: false,
      avoidOptionals: { field: true, inputValue: false, object: false, defaultValue: false },
      makeResolverTypeCallable: true,
    },
  });
}
