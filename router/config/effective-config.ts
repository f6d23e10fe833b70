import { stringify } from 'yaml';
import { type Env, settingOf } from '../../platform/process/config/config.ts';
import { type RouterSettings, routerVariables } from './config.ts';
import { SUBGRAPH_URLS } from './config-file.ts';
import { nested } from './nested.ts';

/** A configuration as a YAML text, without secrets and without the passwords in addresses; ends with where its values come from. */
export function effectiveConfig({ config, values, given, places }: RouterSettings): string {
  const byKey: [string, unknown][] = [];
  const byName = new Map<string, unknown>(Object.entries(values));
  for (const [name, variable] of Object.entries(routerVariables({}))) {
    const setting = settingOf(variable);
    if (setting === null) continue;
    const value = byName.get(name);
    byKey.push([setting.key, setting.isSecret && value !== null ? '(secret)' : shown(value)]);
  }
  for (const [name, urls] of config.subgraphUrls)
    byKey.push([`${SUBGRAPH_URLS}.${name}`, urls.map(withoutPassword).join(',')]);
  return `${stringify(nested(byKey))}${sources(given, places, [...byName.keys()])}`;
}

function shown(value: unknown): unknown {
  return value instanceof Set ? [...value] : value;
}

function withoutPassword(address: string): string {
  const url = new URL(address);
  if (url.username === '' && url.password === '') return address;
  url.username = '(secret)';
  url.password = '';
  return url.href;
}

function sources(given: Env, places: ReadonlyMap<string, string>, names: readonly string[]): string {
  const environment = names.filter((name) => given[name]?.trim());
  const file = names.filter((name) => !given[name]?.trim()).flatMap((name) => places.get(name) ?? []);
  return [
    `# from the environment: ${environment.join(', ') || 'nothing'}\n`,
    ...file.map((place) => `# from ${place}\n`),
    '# everything else is a default\n',
  ].join('');
}
