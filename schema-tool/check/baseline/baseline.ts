import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { SubgraphSource, SupergraphSources } from '../../compose/supergraph-config.ts';
import type { NamedContract } from '../../contract/contracts-config.ts';
import type { KnownOperation } from '../../documents/known-operations.ts';
import { CannotRun } from '../../inputs/cannot-run.ts';
import { CommitTree } from '../../inputs/commit-tree.ts';
import { commitOf, isCheckedOut, isEmptyRepository, mergeBase } from '../../inputs/git.ts';
import { type Finding, finding } from '../finding.ts';
import { atCommit, isWithin, ofFile, type Paths, partUnreadable } from './baseline-files.ts';
import { earlierLists } from './earlier-list.ts';

/** What a check compares with. */
export interface Baseline {
  label: string;
  subgraphs: readonly SubgraphSource[];
  /** Contracts that were kept; null when that is not known. */
  contracts: readonly NamedContract[] | null;
  /** Documents of clients as they were. */
  operations?: readonly KnownOperation[];
  /** The commit that it is, and where the list of subgraphs is in it; left out for a file. */
  commit?: BaselineCommit;
  /** Subgraphs of it that cannot be read; those of the working copy stand for them, as if they had not changed. */
  unread?: readonly string[];
}

/** A commit to compare with, and where its list of subgraphs is. */
export interface BaselineCommit {
  hash: string;
  config: string;
}

/** A baseline, or null with findings that say why there is none. */
export interface BaselineResult {
  baseline: Baseline | null;
  findings: Finding[];
}

/**
 * Reads the subgraphs of another configuration file or of a commit; by default of the one where this branch left the
 * main branch. Never of the working copy. Throws CannotRun when the working copy is named.
 *
 * @param base a file in the format of `config`, or what git names a commit by
 */
export async function readBaseline(base: string | undefined, paths: Paths): Promise<BaselineResult> {
  if (base !== undefined && (await isFile(base))) {
    if (resolve(base) === resolve(paths.config)) {
      throw new CannotRun(
        `${base} is what is checked: compared with itself it never fails. Name a commit, or the file of another version, by --base.`,
      );
    }
    return await reading(base, paths, () => ofFile(base, paths), true);
  }
  let tree: CommitTree;
  try {
    if (base === undefined && (await isEmptyRepository()))
      return { baseline: null, findings: [nothingYet()] };
    tree = await CommitTree.open(base === undefined ? await mergeBase() : await commitOf(base));
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return { baseline: null, findings: [unknown(error.message)] };
  }
  const read = await ofCommit(tree, paths);
  // What git does not have was not compared: that is no baseline which is broken.
  if (tree.missing.length > 0) return { baseline: null, findings: tree.missing.map(unknown) };
  const { baseline, findings } = read;
  const isSame = base === undefined && isUnchanged(baseline, paths.parsed) && (await isCheckedOut(tree.hash));
  return isSame ? { baseline, findings: [...findings, withItself()] } : read;
}

function isUnchanged(baseline: Baseline | null, now: readonly SubgraphSource[]): boolean {
  return (
    baseline?.subgraphs.length === now.length &&
    baseline.subgraphs.every((old) => now.some(({ name, sdl }) => name === old.name && sdl === old.sdl))
  );
}

/** In CI on the main branch a check without `--base` always passes. */
function withItself(): Finding {
  const message = 'The schemas are those of the commit that is checked out: nothing was compared.';
  const reason = 'In CI on the main branch, name what was there before: `--base HEAD^1`.';
  return finding('inputs', 'notice', 'BASELINE_IS_THE_SAME', message, { reason });
}

function unknown(message: string): Finding {
  const reason = 'What the change breaks cannot be told without it; the rest is checked.';
  return finding('inputs', 'error', 'BASELINE_UNKNOWN', message, { reason });
}

function nothingYet(): Finding {
  const message = 'Nothing is committed here yet: everything is new.';
  return finding('inputs', 'notice', 'BASELINE_ABSENT', message);
}

async function ofCommit(tree: CommitTree, paths: Paths): Promise<BaselineResult> {
  const { config } = paths;
  if ((await tree.has(config)) || (await tree.isDeadLink(config)))
    return await reading(tree.label, paths, () => atCommit(tree, config, paths));
  // It may have been somewhere else, or had another name.
  const others = await earlierLists(
    tree,
    config,
    paths.parsed.map(({ name }) => name),
  );
  const [other] = others;
  if (other === undefined || others.length > 1) {
    const message = `${config} is not in ${tree.label}: everything in it is new.`;
    const reason = others.length > 1 ? `It may have been one of ${others.join(', ')}.` : null;
    const severity = others.length > 1 ? 'warning' : 'notice';
    return {
      baseline: null,
      findings: [finding('inputs', severity, 'BASELINE_ABSENT', message, { reason })],
    };
  }
  const moved = finding('inputs', 'notice', 'BASELINE_MOVED', `In ${tree.label}, ${config} was ${other}.`);
  const from = dirname(config);
  const to = dirname(other);
  const inOther = (path: string) => (isWithin(path, from) ? join(to, relative(from, path)) : path);
  const there = (path: string) => (path.startsWith('!') ? `!${inOther(path.slice(1))}` : inOther(path));
  const { baseline, findings } = await reading(tree.label, paths, () =>
    atCommit(tree, other, {
      config: other,
      contracts: there(paths.contracts),
      operations: paths.operations.map(there),
      areNamed: paths.areNamed,
      parsed: paths.parsed,
    }),
  );
  return { baseline, findings: [moved, ...findings] };
}

/** Reads a baseline; what cannot be read of it is a warning, and an error where that is all: nothing is compared then. */
async function reading(
  label: string,
  { parsed }: Pick<Paths, 'parsed'>,
  read: () => Promise<{
    sources: SupergraphSources;
    rest: Omit<Baseline, 'label' | 'subgraphs'>;
    findings: Finding[];
  }>,
  isOfFile = false,
): Promise<BaselineResult> {
  const unreadable = (messages: readonly string[]) => ({
    baseline: null,
    findings: [
      finding(
        'inputs',
        'error',
        'BASELINE_UNREADABLE',
        `The baseline, ${label}, cannot be read: ${messages.join(' ')}`,
        {
          reason: `Nothing was compared; the rest is checked. Name a commit by --base in which it can be read${isOfFile ? ': `refs/heads/` before a name means the branch, whatever files there are' : ''}.`,
        },
      ),
    ],
  });
  try {
    const { sources, rest, findings } = await read();
    const { subgraphs, problems, unread, unparsed } = sources;
    if (subgraphs.length === 0 && unparsed.length < unread.length) return unreadable(problems);
    // Where none of it is a schema it does not compose, as with one that is none of several that need each other.
    const standIns = subgraphs.length > 0 ? parsed.filter(({ name }) => unread.includes(name)) : [];
    return {
      baseline: {
        label,
        subgraphs: [...subgraphs, ...standIns],
        ...rest,
        ...(unread.length > 0 ? { unread } : {}),
      },
      findings: [...findings, ...problems.map(subgraphUnreadable)],
    };
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return unreadable(error.problems);
  }
}

function subgraphUnreadable(problem: string): Finding {
  return {
    ...partUnreadable(problem),
    reason: 'What changed in this subgraph is not told; the rest is compared.',
  };
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
