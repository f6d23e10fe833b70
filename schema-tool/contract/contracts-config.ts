import { YamlValue } from '../inputs/strict-yaml.ts';
import { readOptionalText } from '../inputs/text-files.ts';
import type { TagSet } from './tag-filter.ts';

/** A contract that is kept in the repository. */
export interface NamedContract extends TagSet {
  name: string;
}

const NAME = /^[a-z][a-z0-9-]*$/;
/** As the federation specification allows (https://specs.apollo.dev/tag/v0.3/). */
const TAG = /^[A-Za-z0-9_\-/]{1,128}$/;

/** The contracts in a file; none when it is not there. Throws CannotRun with file and line. */
export async function readContractsConfig(file: string): Promise<NamedContract[]> {
  return parseContractsConfig(await readOptionalText(file), file);
}

/** Throws CannotRun with file and line. */
export function parseContractsConfig(text: string, file: string): NamedContract[] {
  const { contracts } = YamlValue.parse(text, file).keys(['contracts']);
  const seen = new Set<string>();
  return contracts.list().map((entry) => {
    const fields = entry.keys(['name', 'include', 'exclude']);
    const name = fields.name.text();
    if (!NAME.test(name)) throw fields.name.wrong('expected a name of a-z, 0-9 and hyphens.');
    if (seen.has(name)) throw fields.name.wrong(`there are two contracts "${name}".`);
    seen.add(name);
    const include = tags(fields.include);
    const exclude = tags(fields.exclude);
    if (include.length + exclude.length === 0) throw entry.wrong('expected tags to include or to exclude.');
    return { name, include, exclude };
  });
}

function tags(value: YamlValue): string[] {
  return value.list().map((one) => {
    const tag = one.text();
    if (!TAG.test(tag)) throw one.wrong('expected a tag of letters, digits, "_", "-" and "/".');
    return tag;
  });
}
