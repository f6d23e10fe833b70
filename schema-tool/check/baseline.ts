import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { environment } from '../compose/config.ts';
import { subgraphNames } from '../compose/subgraph-list.ts';
import { readSubgraphs, type SubgraphSource, type SupergraphSources } from '../compose/supergraph-config.ts';
import {
  type NamedContract,
  parseContractsConfig,
  readContractsConfig,
} from '../contract/contracts-config.ts';
import {
  type DocumentFile,
  documentPathsIn,
  readDocumentFiles,
  readDocuments,
} from '../documents/document-files.ts';
import { operationsOf } from '../documents/document-operations.ts';
import { configuredDocuments, folderOf, isPattern, withoutExcluded } from '../documents/graphql-config.ts';
import type { KnownOperation } from '../documents/known-operations.ts';
import { CannotRun } from '../inputs/cannot-run.ts';
import { CommitTree } from '../inputs/commit-tree.ts';
import { commitOf, isCheckedOut, isEmptyRepository, mergeBase } from '../inputs/git.ts';
import { type Finding, finding } from './finding.ts';
import { usable } from './usable.ts';

/** Files that are read to find the one that was the list of subgraphs. */
const MAX_CANDIDATES = 500;

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

export interface BaselineCommit {
  hash: string;
  config: string;
}

/** A baseline, or null with findings that say why there is none. */
export interface BaselineResult {
  baseline: Baseline | null;
  findings: Finding[];
}

interface Paths {
  config: string;
  contracts: string;
  operations: readonly string[];
  /** Whether `operations` was named for this run. */
  areNamed: boolean;
  /** The working copy's subgraphs: what is the same is not parsed again. */
  parsed: readonly SubgraphSource[];
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
 * list most of the same subgraphs.
 */
async function earlierLists(tree: CommitTree, config: string, names: readonly string[]): Promise<string[]> {
  const own = (path: string) => !path.split('/').includes('node_modules');
  const namesakes = tree.filesNamed(basename(config)).filter(own);
  const yaml = tree.filesMatching(/\.ya?ml$/).filter(own);
  const candidates = namesakes.length > 0 ? namesakes : yaml.slice(0, MAX_CANDIDATES);
  if (namesakes.length === 1) return namesakes;
  const shared = await Promise.all(
    candidates.map(async (path) => {
      const text = await tree.read(path).catch((error: unknown) => {
        if (error instanceof CannotRun) return null; // No UTF-8, and so no list.
        throw error;
      });
      return subgraphNames(text ?? '').filter((name) => names.includes(name)).length;
    }),
  );
  const most = Math.max(0, ...shared);
  if (most === 0) return namesakes;
  return candidates.filter((_, index) => shared[index] === most);
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
    const { subgraphs, problems, unread } = sources;
    if (subgraphs.length === 0) return unreadable(problems);
    const standIns = parsed.filter(({ name }) => unread.includes(name));
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

async function ofFile(base: string, paths: Paths) {
  const from = dirname(paths.config);
  const there = (path: string) => (isWithin(path, from) ? join(dirname(base), relative(from, path)) : null);
  const findings: Finding[] = [];
  const documents: DocumentFile[] = [];
  const { included, isExcluded } = withoutExcluded(paths.operations);
  const isOut = (file: string) => isExcluded(join(from, relative(dirname(base), file)));
  const own = join(from, 'operations');
  for (const path of paths.areNamed || included.includes(own) ? included : [own, ...included]) {
    const folder = there(path);
    const start = folder !== null && isPattern(folder) ? folderOf(folder) : folder;
    if (folder === null || start === null || !(await exists(start))) continue;
    documents.push(...(await usable(findings, [], partUnreadable, () => readDocumentFiles(folder, isOut))));
  }
  const contracts = there(paths.contracts);
  const kept =
    contracts !== null && (await exists(contracts))
      ? await usable(findings, null, partUnreadable, () => readContractsConfig(contracts))
      : null;
  findings.push(...partsUnreadable(documents));
  return {
    findings,
    sources: await readSubgraphs(base, { environment: environment(), parsed: paths.parsed }),
    rest: {
      contracts: kept,
      operations: operationsOf(documents, 'base').operations,
    },
  };
}

async function atCommit(tree: CommitTree, config: string, paths: Paths) {
  const text = async (path: string) => {
    const found = await textIfThere(tree, path);
    if (found === null) throw new CannotRun(`${path} is not in ${tree.label}.`);
    return found;
  };
  const findings: Finding[] = [];
  const files = await documentFilesAt(tree, config, paths, findings);
  const read = await Promise.all(files.map((file) => readDocuments(file, text, false)));
  const documents = read.flat();
  findings.push(...partsUnreadable(documents));
  const contracts = await usable(findings, null, partUnreadable, async () =>
    parseContractsConfig((await textIfThere(tree, paths.contracts)) ?? '', paths.contracts),
  );
  return {
    findings,
    sources: await readSubgraphs(config, { text, environment: environment(), parsed: paths.parsed }),
    rest: {
      commit: { hash: tree.hash, config },
      contracts,
      operations: operationsOf(documents, 'base').operations,
    },
  };
}

/** A file's text; null when it is not there. Throws CannotRun also for a link that leads nowhere. */
async function textIfThere(tree: CommitTree, path: string): Promise<string | null> {
  const found = await tree.read(path);
  if (found === null && (await tree.isDeadLink(path)))
    throw new CannotRun(`${path} in ${tree.label} is a link to what is not there.`);
  return found;
}

/**
 * The files of a commit that have documents: where documents are now, and, unless that was named, where they were by what the
 * commit itself says: a change that takes the folder or its name away takes nothing from what is known.
 */
async function documentFilesAt(
  tree: CommitTree,
  config: string,
  paths: Paths,
  findings: Finding[],
): Promise<string[]> {
  const lists = [paths.operations];
  if (!paths.areNamed) {
    const configured = await usable(findings, [], partUnreadable, () =>
      configuredDocuments((path) => textIfThere(tree, path)),
    );
    lists.push([join(dirname(config), 'operations'), ...configured]);
  }
  const found = await Promise.all(
    lists.map(async (list) => {
      const { included, isExcluded } = withoutExcluded(list);
      const files = await Promise.all(included.map((path) => documentPathsIn(path, tree)));
      return files.flat().filter((file) => !isExcluded(file));
    }),
  );
  return [...new Set(found.flat())].sort();
}

/** What looks like a document is told of the working copy only. */
function partsUnreadable(documents: readonly DocumentFile[]): Finding[] {
  return documents
    .filter(({ warning }) => warning !== 'TAG_WITHOUT_DOCUMENT')
    .flatMap(({ problems = [] }) => problems.map(partUnreadable));
}

function partUnreadable(problem: string): Finding {
  const message = `A part of the baseline cannot be read: ${problem}`;
  return finding('inputs', 'warning', 'BASELINE_PART_UNREADABLE', message, {
    reason: 'The rest of it is compared.',
  });
}

function subgraphUnreadable(problem: string): Finding {
  return {
    ...partUnreadable(problem),
    reason: 'What changed in this subgraph is not told; the rest is compared.',
  };
}

function isWithin(path: string, folder: string): boolean {
  return !relative(folder, path).startsWith('..');
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
