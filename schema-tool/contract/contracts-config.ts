import * as v from 'valibot';
import { readOptionalText } from '../inputs/text-files.ts';
import { readYaml } from '../inputs/yaml-file.ts';
import { list, mapping, TEXT } from '../inputs/yaml-values.ts';
import type { TagSet } from './tag-filter.ts';

/** A contract that is kept in the repository. */
export interface NamedContract extends TagSet {
  name: string;
}

const NAME = /^[a-z][a-z0-9-]*$/;
/** As the federation specification allows (https://specs.apollo.dev/tag/v0.3/). */
const TAG = /^[A-Za-z0-9_\-/]{1,128}$/;

const TAGS = list(v.pipe(TEXT, v.regex(TAG, 'expected a tag of letters, digits, "_", "-" and "/".')));

const CONTRACTS = mapping({
  contracts: v.pipe(
    list(
      v.pipe(
        mapping({
          name: v.pipe(TEXT, v.regex(NAME, 'expected a name of a-z, 0-9 and hyphens.')),
          include: TAGS,
          exclude: TAGS,
        }),
        v.check(
          ({ include, exclude }) => include.length + exclude.length > 0,
          'expected tags to include or to exclude.',
        ),
      ),
    ),
    v.checkItems(
      ({ name }, index, all) => all.findIndex((one) => one.name === name) === index,
      ({ input }) => `there are two contracts "${input.name}".`,
    ),
  ),
});

/** The contracts in a file; none when it is not there. Throws CannotRun with all problems and their places. */
export async function readContractsConfig(file: string): Promise<NamedContract[]> {
  return parseContractsConfig(await readOptionalText(file), file);
}

/** The contracts in a file's text. Throws CannotRun with all problems and their places. */
export function parseContractsConfig(text: string, file: string): NamedContract[] {
  return readYaml(text, file, CONTRACTS).contracts;
}
