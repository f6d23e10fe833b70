import { basename } from 'node:path';
import { configuredSubgraphNames } from '../../compose/subgraph-list.ts';
import { CannotRun } from '../../inputs/cannot-run.ts';
import type { CommitTree } from '../../inputs/commit-tree.ts';
import { exists } from '../../inputs/text-files.ts';

/** Files that are read to find the one that was the list of subgraphs. */
const MAX_CANDIDATES = 500;

/** Where the list of subgraphs is in a commit: where it is now, or the only file that can have been it; null without one. */
export async function configIn(
  tree: CommitTree,
  config: string,
  names: readonly string[],
): Promise<string | null> {
  if (await tree.has(config)) return config;
  const [other, ...more] = await earlierLists(tree, config, names);
  return other === undefined || more.length > 0 ? null : other;
}

/**
 * Which files of a commit can have been the list of subgraphs: of those with its name, and else of all YAML files, the ones that
 * list most of the same subgraphs. One that lists none of them and is still there is that of another graph.
 */
export async function earlierLists(
  tree: CommitTree,
  config: string,
  names: readonly string[],
): Promise<string[]> {
  const own = (path: string) => !path.split('/').includes('node_modules');
  const namesakes = tree.filesNamed(basename(config)).filter(own);
  const yaml = tree.filesMatching(/\.ya?ml$/).filter(own);
  const candidates = namesakes.length > 0 ? namesakes : yaml.slice(0, MAX_CANDIDATES);
  const stillThere = await Promise.all(namesakes.map(exists));
  const gone = namesakes.filter((_, index) => !stillThere[index]);
  if (namesakes.length === 1 && gone.length === 1) return gone;
  const shared = await Promise.all(
    candidates.map(async (path) => {
      const text = await tree.read(path).catch((error: unknown) => {
        if (error instanceof CannotRun) return null; // No UTF-8, and so no list.
        throw error;
      });
      return configuredSubgraphNames(text ?? '').filter((name) => names.includes(name)).length;
    }),
  );
  const most = Math.max(0, ...shared);
  if (most === 0) return gone;
  return candidates.filter((_, index) => shared[index] === most);
}
