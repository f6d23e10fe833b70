import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { runSchemaCommand } from '../schema-tool/schema-command.ts';
import { generatedConsole } from './generated-console.ts';
import { generatedRouterConfig } from './generated-router-config.ts';
import { generatedTrustedDocuments } from './generated-trusted-documents.ts';
import { generatedTypes } from './generated-types.ts';

const command = new Command('generate')
  .description('Writes every file that is made from others, composed schemas and contracts last.')
  .option('--check', 'write nothing, and exit with 1 when a committed file is not what it would write', false)
  .parse();
const { check } = command.opts<{ check: boolean }>();
let stale = 0;
for (const generated of [
  generatedTypes,
  generatedRouterConfig,
  generatedConsole,
  generatedTrustedDocuments,
]) {
  for (const { path, contents } of await generated()) {
    if (contents === (await readFile(path, 'utf8').catch(() => ''))) continue;
    stale += 1;
    if (check) console.error(`${path} is out of date: run \`npm run generate\`.`);
    else await writeFile(path, contents);
  }
}
if (check && stale > 0) process.exitCode = 1;
if (!check)
  console.log(`types, settings, documents of the console and trusted documents: ${stale} file(s) written`);
for (const name of ['compose', 'contract']) {
  const code = await runSchemaCommand(check ? [name, '--check'] : [name]);
  if (code !== 0) process.exitCode = code;
}
