import { readFile, writeFile } from 'node:fs/promises';
import { routerConfigSchema, routerConfigTable } from '../router/config-schema.ts';

/**
 * Writes the JSON Schema of the router's configuration file and the router's table in docs/configuration.md, between
 * two comments there, from the router's settings. With `--check` it writes nothing and exits with 1 when one is not what
 * it would write.
 */
const check = process.argv.includes('--check');
const SCHEMA = 'router/router-config.schema.json';
const PAGE = 'docs/configuration.md';
const TABLE = /(<!-- generated: settings of the router -->\n\n)[\s\S]*?(\n\n<!-- end of generated -->)/;

const schema = await readFile(SCHEMA, 'utf8').catch(() => '');
await put(SCHEMA, schema, `${JSON.stringify(routerConfigSchema(), null, 2)}\n`);
const page = await readFile(PAGE, 'utf8');
if (!TABLE.test(page)) throw new Error(`${PAGE} has no place for the settings of the router.`);
await put(
  PAGE,
  page,
  page.replace(TABLE, (_all, before: string, after: string) => `${before}${routerConfigTable()}${after}`),
);

async function put(file: string, present: string, wanted: string): Promise<void> {
  if (present === wanted) return;
  if (!check) return writeFile(file, wanted);
  console.error(`${file} is out of date: run \`npm run generate\`.`);
  process.exitCode = 1;
}
