import { readFile } from 'node:fs/promises';
import { routerConfigSchema, routerConfigTable } from '../../router/config/config-schema.ts';
import type { GeneratedFile } from './generated-file.ts';

const PAGE = 'docs/configuration.md';
const TABLE = /(<!-- generated: settings of the router -->\n\n)[\s\S]*?(\n\n<!-- end of generated -->)/;

/**
 * The JSON Schema of the router's configuration file, and docs/configuration.md with the router's table, between two
 * comments there, from the router's settings.
 */
export async function generatedRouterConfig(): Promise<GeneratedFile[]> {
  const page = await readFile(PAGE, 'utf8');
  if (!TABLE.test(page)) throw new Error(`${PAGE} has no place for the settings of the router.`);
  return [
    {
      path: 'router/router-config.schema.json',
      contents: `${JSON.stringify(routerConfigSchema(), null, 2)}\n`,
    },
    {
      path: PAGE,
      contents: page.replace(
        TABLE,
        (_all, before: string, after: string) => `${before}${routerConfigTable()}${after}`,
      ),
    },
  ];
}
