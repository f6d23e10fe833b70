import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CannotRun } from '../cannot-run.ts';
import { readSupergraphConfig, type SubgraphSource } from '../compose/supergraph-config.ts';
import { type NamedContract, parseContractsConfig } from '../contract/contracts-config.ts';
import { type Commit, commitOf, mergeBase, readAtCommit } from '../git.ts';

/** What a check compares with. */
export interface Baseline {
  label: string;
  subgraphs: readonly SubgraphSource[];
  /** Contracts that were kept; null when that is not known, as of a file. */
  contracts: readonly NamedContract[] | null;
}

/**
 * Reads the subgraphs of another configuration file or of a commit; by default of the one where this branch left the
 * main branch. Never of the working copy. Throws CannotRun.
 *
 * @param base a file in the format of `config`, or what git names a commit by
 */
export async function readBaseline(
  base: string | undefined,
  { config, contracts }: { config: string; contracts: string },
): Promise<Baseline> {
  if (base !== undefined && (await isFile(base))) {
    if (resolve(base) === resolve(config)) {
      throw new CannotRun(
        `${base} is what is checked: compared with itself it never fails. Name a commit, or the file of another version, by --base.`,
      );
    }
    return { label: base, subgraphs: await readSupergraphConfig(base), contracts: null };
  }
  const commit = base === undefined ? await mergeBase() : await commitOf(base);
  return {
    label: commit.label,
    subgraphs: await readSupergraphConfig(config, (path) => readOf(commit, path)),
    contracts: parseContractsConfig((await readAtCommit(commit, contracts)) ?? '', contracts),
  };
}

async function readOf(commit: Commit, path: string): Promise<string> {
  const text = await readAtCommit(commit, path);
  if (text === null) throw new CannotRun(`${path} is not in ${commit.label}: name a later commit by --base.`);
  return text;
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
