import { environment } from '../../compose/config.ts';
import { readSubgraphs, type SubgraphSource } from '../../compose/supergraph-config.ts';
import { CannotRun } from '../../inputs/cannot-run.ts';
import { CommitTree } from '../../inputs/commit-tree.ts';
import { firstParentHistory, type HistoryEntry, ifShallow } from '../../inputs/git.ts';
import { indexSdl } from '../../sdl/sdl-index.ts';
import type { BaselineCommit } from '../baseline/baseline.ts';
import { configIn } from '../baseline/earlier-list.ts';
import { deprecationOf } from '../lint/contract-rules.ts';

/** Since when an element is deprecated without a break; null when it is not deprecated. */
export type DeprecatedSince = {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  /** False when it may have been so before, which git does not know here. */
  exact: boolean;
} | null;

/** Where in the schema of a commit each deprecated element is: the files to watch for a change of that. */
type State = ReadonlyMap<string, readonly string[]>;

/** Commits that are looked at for one element; beyond, it is deprecated at least since then. */
const MAX_COMMITS = 500;
/** Commits that git is asked for at a time. */
const PAGE = 50;

/**
 * Reads from git since when elements are deprecated: from a commit back along its first parents, which is the history of
 * the main branch, to the commit before which an element was not. Commits whose schema cannot be read are passed over.
 */
export class DeprecationHistory {
  readonly #start: BaselineCommit;
  readonly #states = new Map<string, Promise<State | null>>();
  /** What was parsed last: most commits leave most files as they were. */
  #parsed: readonly SubgraphSource[];
  /** A commit that was read. */
  #read: CommitTree | null = null;

  /** @param subgraphs those of the commit, which are parsed already */
  constructor(start: BaselineCommit, subgraphs: readonly SubgraphSource[]) {
    this.#start = start;
    this.#parsed = subgraphs;
  }

  /** Throws CannotRun when git cannot tell its history. */
  async since(coordinate: string): Promise<DeprecatedSince> {
    let files = (await this.#state(this.#start.hash))?.get(coordinate);
    if (!files) return null;
    let at = this.#start.hash;
    let page: HistoryEntry[] = [];
    let day = '';
    let isCertain = true;
    for (let looked = 0; looked < MAX_COMMITS; looked += 1) {
      if (page.length === 0) page = await firstParentHistory(at, files, PAGE);
      const commit = page.shift();
      if (!commit) break;
      if (isCertain) day = new Date(commit.date).toISOString().slice(0, 10);
      if (commit.parent === null) return { day, exact: isCertain && (await ifShallow()) === '' };
      const state = await this.#state(commit.parent);
      const found = state?.get(coordinate);
      if (state && !found) return { day, exact: isCertain };
      isCertain = state !== null;
      at = commit.parent;
      if (found && found.join('\n') !== files.join('\n')) {
        files = found;
        page = [];
      }
    }
    if (day === '') throw new CannotRun(`git knows no commit that brought ${coordinate}.`);
    return { day, exact: false };
  }

  #state(hash: string): Promise<State | null> {
    const known = this.#states.get(hash) ?? this.#stateOf(hash);
    this.#states.set(hash, known);
    return known;
  }

  /** Null when the schema of the commit cannot be read. */
  async #stateOf(hash: string): Promise<State | null> {
    try {
      const tree = await CommitTree.open({ hash, label: hash.slice(0, 10) }, this.#read);
      this.#read = tree;
      const config = await configIn(
        tree,
        this.#start.config,
        this.#parsed.map(({ name }) => name),
      );
      if (config === null) return null;
      const text = async (path: string) => {
        const found = await tree.read(path);
        if (found === null) throw new CannotRun(`${path} is not in ${tree.label}.`);
        return found;
      };
      const { subgraphs, problems } = await readSubgraphs(config, {
        text,
        environment: environment(),
        parsed: this.#parsed,
      });
      if (problems.length > 0) return null;
      this.#parsed = subgraphs;
      return await deprecatedIn(subgraphs, config, tree);
    } catch (error) {
      if (!(error instanceof CannotRun)) throw error;
      return null;
    }
  }
}

async function deprecatedIn(
  subgraphs: readonly SubgraphSource[],
  config: string,
  tree: CommitTree,
): Promise<State> {
  const state = new Map<string, string[]>();
  for (const { document, file } of subgraphs) {
    const deprecated = indexSdl(document, file).filter((one) => deprecationOf(one) !== null);
    if (deprecated.length === 0) continue;
    // A link and what it leads to both decide what the schema is.
    const files = [...new Set([file, (await tree.realPath(file)) ?? file])];
    for (const { coordinate } of deprecated) {
      const found = state.get(coordinate) ?? [config];
      state.set(coordinate, [...found, ...files]);
    }
  }
  return state;
}
