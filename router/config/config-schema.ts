import * as v from 'valibot';
import {
  type Setting,
  settingOf,
  type Variable,
  type VariableShape,
} from '../../platform/process/config/config.ts';
import { routerVariables } from './config.ts';
import { SUBGRAPH_NAME, SUBGRAPH_URLS } from './config-file.ts';

/** A setting with its variable's name and what it is when nobody says, outside of production and in it. */
export interface DescribedSetting extends Setting {
  variable: string;
  fallback: unknown;
  productionFallback: unknown;
}

/** The settings of the router, in the order in which they are defined. Throws for a variable without a place in the file. */
export function describedSettings(): DescribedSetting[] {
  const inProduction = new Map<string, Variable<unknown>>(
    Object.entries(routerVariables({ NODE_ENV: 'production' })),
  );
  return Object.entries<Variable<unknown>>(routerVariables({})).map(([variable, schema]) => {
    const setting = settingOf(schema);
    if (setting === null) throw new Error(`${variable} has no place in the file: define it with setting().`);
    return {
      ...setting,
      variable,
      fallback: fallbackOf(schema),
      productionFallback: fallbackOf(inProduction.get(variable) ?? schema),
    };
  });
}

/** Null when there is none. */
function fallbackOf(schema: Variable<unknown>): unknown {
  const read = v.safeParse(schema, undefined);
  return read.success ? read.output : null;
}

interface ObjectSchema {
  type: string[];
  additionalProperties: unknown;
  properties?: Record<string, unknown>;
  propertyNames?: unknown;
}

/** The JSON Schema of the router's file, for editors. */
export function routerConfigSchema(): unknown {
  const root: ObjectSchema & { properties: Record<string, unknown> } = emptyObject();
  const objects = new Map([['', root]]);
  const objectAt = (key: string) => {
    const present = objects.get(key);
    if (present) return present;
    const made = emptyObject();
    objects.set(key, made);
    root.properties[key] = made;
    return made;
  };
  for (const setting of describedSettings()) {
    const [group, name] = parted(setting.key);
    objectAt(group).properties[name] = {
      description: `${setting.says} (${setting.variable})`,
      ...defaultOf(setting),
      anyOf: [...typesOf(setting.shape), { type: 'null' }],
    };
  }
  const [group, name] = parted(SUBGRAPH_URLS);
  objectAt(group).properties[name] = {
    description:
      'addresses that replace those in the supergraph, by name of the subgraph, one or several (SUBGRAPH_URL_<NAME>)',
    type: ['object', 'null'],
    propertyNames: { pattern: SUBGRAPH_NAME.source },
    additionalProperties: { type: ['string', 'array', 'null'], items: { type: 'string' } },
  } satisfies ObjectSchema & { description: string };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: "The router's configuration",
    ...root,
  };
}

function emptyObject() {
  const properties: Record<string, unknown> = {};
  return { type: ['object', 'null'], additionalProperties: false, properties };
}

/** `http.port` is `port` in the group `http`; a key without a point is in the file itself. */
function parted(key: string): [string, string] {
  const point = key.indexOf('.');
  return point < 0 ? ['', key] : [key.slice(0, point), key.slice(point + 1)];
}

function defaultOf({ fallback, productionFallback, isSecret, shape }: DescribedSetting) {
  const differs = JSON.stringify(fallback) !== JSON.stringify(productionFallback);
  // A list's is none; the path of a file that comes with the router differs from machine to machine.
  if (isSecret || differs || fallback === null || shape.kind === 'list' || isAbsolute(fallback)) return {};
  return { default: fallback };
}

function isAbsolute(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('/');
}

/** A text in the place of another type takes it from the environment. */
const REFERENCE_SCHEMA = { type: 'string', pattern: '\\$\\{env\\.[A-Za-z_][A-Za-z0-9_]*\\}' };

function typesOf(shape: VariableShape): unknown[] {
  switch (shape.kind) {
    case 'integer':
      return [{ type: 'integer', minimum: shape.min, maximum: shape.max }, REFERENCE_SCHEMA];
    case 'choice':
      return [{ enum: shape.choices }, REFERENCE_SCHEMA];
    case 'flag':
      return [{ enum: [true, false, 'on', 'off'] }, REFERENCE_SCHEMA];
    case 'list':
      return [{ type: 'array', items: { type: 'string', pattern: '^[^,]*[^,\\s][^,]*$' } }, REFERENCE_SCHEMA];
    case 'text':
      return [{ type: 'string' }];
  }
}

/** The rows of the router's table in docs/configuration.md. */
export function routerConfigTable(): string {
  const rows = describedSettings().map((setting) => [
    `\`${setting.variable}\``,
    `\`${setting.key}\``,
    defaultText(setting),
    rangeText(setting.shape),
    setting.says,
  ]);
  rows.push([
    '`SUBGRAPH_URL_<NAME>`',
    `\`${SUBGRAPH_URLS}.<name>\``,
    'as in the supergraph',
    'http or https, several with commas or as a list',
    'where a subgraph is, such as `SUBGRAPH_URL_CLIENTES`; between [several addresses](replicas.md) requests are balanced',
  ]);
  rows.push(['`REDIS_URL_FILE`', '', 'none', 'a text', 'a file that has `REDIS_URL`']);
  rows.push([
    '`OTEL_EXPORTER_OTLP_HEADERS_FILE`',
    '',
    'none',
    'a text',
    'a file that has `OTEL_EXPORTER_OTLP_HEADERS`',
  ]);
  rows.push(['`ROUTER_CONFIG_PATH`', '', 'none', '', 'the file; `--config` names it too']);
  return aligned([['variable', 'in the file', 'default', 'may be', 'meaning'], ...rows]);
}

function defaultText(setting: DescribedSetting): string {
  const { isSecret, fallback, productionFallback } = setting;
  if (isSecret) return isNothing(fallback) ? 'none' : 'in development that of `npm start`';
  if (isAbsolute(fallback)) return 'the one that comes with it';
  const [first, second] = [told(fallback), told(productionFallback)];
  return first === second ? first : `${first}, in production ${second}`;
}

function told(value: unknown): string {
  if (isNothing(value)) return 'none';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return `\`${String(value)}\``;
}

function isNothing(value: unknown): boolean {
  if (value instanceof Set) return value.size === 0;
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function rangeText(shape: VariableShape): string {
  switch (shape.kind) {
    case 'integer':
      return `${shape.min} to ${shape.max}`;
    case 'choice':
      return shape.choices.map((choice) => `\`${choice}\``).join(', ');
    case 'flag':
      return '`on`, `off`';
    case 'list':
      return 'a list; in the environment with commas';
    case 'text':
      return 'a text';
  }
}

function aligned(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
