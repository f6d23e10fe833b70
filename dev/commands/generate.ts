import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { runSchemaCommand } from '../../schema-tool/schema-command.ts';
import { generatedConsole } from '../generate/console.ts';
import { generatedExamples } from '../generate/examples.ts';
import type { GeneratedFile } from '../generate/generated-file.ts';
import { generatedNodeSchema } from '../generate/node-schema.ts';
import { generatedRouterConfig } from '../generate/router-config.ts';
import { generatedTrustedDocuments } from '../generate/trusted-documents.ts';
import { generatedTypes } from '../generate/types.ts';

const command = new Command('generate')
  .description(
    'Writes every file that is made from others: types, composed schemas, contracts, and what is made from those.',
  )
  .option('--check', 'write nothing, and exit with 1 when a committed file is not what it would write', false)
  .parse();
const { check } = command.opts<{ check: boolean }>();
await bringUpToDate('types and settings', [generatedTypes, generatedNodeSchema, generatedRouterConfig]).catch(
  (error: unknown) => {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
// Composition remarks on much that is meant: `npm run schema -- compose` shows it.
for (const made of [['compose', '--no-hints'], ['contract']]) {
  const code = await runSchemaCommand(check ? [...made, '--check'] : made);
  if (code !== 0) process.exitCode = code;
}
// Made from the API, which was composed just now.
await bringUpToDate('the console, the examples and trusted documents', [
  generatedConsole,
  generatedExamples,
  generatedTrustedDocuments,
]);

/** Writes what is not as it would be written, or tells of it where nothing is to be written. */
async function bringUpToDate(
  what: string,
  generators: readonly (() => Promise<GeneratedFile[]>)[],
): Promise<void> {
  let stale = 0;
  for (const generated of generators) {
    for (const { path, contents } of await generated()) {
      if (contents === (await readFile(path, 'utf8').catch(() => ''))) continue;
      stale += 1;
      if (check) console.error(`${path} is out of date: run \`npm run generate\`.`);
      else await writeFile(path, contents);
    }
  }
  if (check && stale > 0) process.exitCode = 1;
  if (!check) console.log(`${what}: ${stale} file(s) written`);
}
