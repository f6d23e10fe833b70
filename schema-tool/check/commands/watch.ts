import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { environment } from '../../compose/config.ts';
import { subgraphFiles } from '../../compose/supergraph-config.ts';
import { documentFilesOf } from '../../documents/document-files.ts';
import { configPaths, withoutExcluded } from '../../documents/graphql-config.ts';
import { CannotRun } from '../../inputs/cannot-run.ts';
import { exists, readText } from '../../inputs/text-files.ts';
import { documentPathsOf, type InputOptions, usageFilesOf } from '../input/check-input.ts';

const POLL_MS = 300;

/**
 * Runs again and again: at once, and whenever a file that a check reads has changed and been left alone since. Runs never
 * overlap. Files are looked at by turns, as some file systems and editors tell nothing of changes; it never ends by itself.
 */
export async function runOnChanges(options: InputOptions, run: () => Promise<void>): Promise<never> {
  let seen = await fingerprint(options);
  await run();
  for (;;) {
    await after(POLL_MS);
    let now = await fingerprint(options);
    if (now === seen) continue;
    for (let last = ''; last !== now; now = await fingerprint(options)) {
      last = now;
      await after(POLL_MS);
    }
    seen = now;
    await run();
  }
}

/** When which of the files was changed. */
async function fingerprint(options: InputOptions): Promise<string> {
  const files = await watchedFiles(options);
  const states = await Promise.all([...new Set(files)].sort().map(stateOf));
  return states.join('\n');
}

async function stateOf(file: string): Promise<string> {
  return await stat(file).then(
    ({ mtimeMs, size, ino }) => `${file} ${mtimeMs} ${size} ${ino}`,
    () => `${file} absent`,
  );
}

/** Options that say which files are read. */
export type ReadOptions = Pick<
  InputOptions,
  'base' | 'config' | 'rules' | 'approvals' | 'contracts' | 'operations' | 'usage'
>;

/** Every file that a check reads or would read if it were there. */
export async function watchedFiles(options: ReadOptions): Promise<string[]> {
  const beside = (name: string) => join(dirname(options.config), name);
  const { rules, approvals, contracts, config, base } = options;
  return [
    config,
    rules ?? beside('checks.yaml'),
    approvals ?? beside('approvals.yaml'),
    contracts ?? beside('contracts.yaml'),
    ...(await configPaths()),
    ...(await listedIn(config)),
    ...(base === undefined ? [] : await ofBaseline(base)),
    ...(await readable(() => usageFilesOf(options))),
    ...(await documents(options)),
  ];
}

async function listedIn(config: string): Promise<readonly string[]> {
  return await readable(async () => subgraphFiles(await readText(config), config, environment()));
}

/** The files of another version; none where the baseline is a commit. */
async function ofBaseline(base: string): Promise<string[]> {
  if (!(await exists(base))) return [];
  const beside = (name: string) => join(dirname(base), name);
  const operations = await readable(() => documentFilesOf(beside('operations')));
  return [base, beside('contracts.yaml'), ...(await listedIn(base)), ...operations];
}

async function documents(options: ReadOptions): Promise<string[]> {
  const { included: paths } = withoutExcluded(await readable(() => documentPathsOf(options)));
  const found = await Promise.all(paths.map((path) => readable(() => documentFilesOf(path))));
  return [...paths, ...found.flat()];
}

/** Nothing where something cannot be read: the check says so, and a change of it makes the check run again. */
async function readable(read: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await read();
  } catch (error) {
    // A RangeError is of what is nested too deep.
    if (!(error instanceof CannotRun || error instanceof RangeError)) throw error;
    return [];
  }
}
