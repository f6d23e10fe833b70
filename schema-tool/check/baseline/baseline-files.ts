import { stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { environment } from '../../compose/config.ts';
import { readSubgraphs, type SubgraphSource } from '../../compose/supergraph-config.ts';
import { parseContractsConfig, readContractsConfig } from '../../contract/contracts-config.ts';
import {
  type DocumentFile,
  documentPathsIn,
  readDocumentFiles,
  readDocuments,
} from '../../documents/document-files.ts';
import { operationsOf } from '../../documents/document-operations.ts';
import { configuredDocuments, folderOf, isPattern, withoutExcluded } from '../../documents/graphql-config.ts';
import { CannotRun } from '../../inputs/cannot-run.ts';
import type { CommitTree } from '../../inputs/commit-tree.ts';
import { type Finding, finding } from '../finding.ts';
import { usable } from './usable.ts';

/** Where a baseline is looked for, as the working copy has it. */
export interface Paths {
  config: string;
  contracts: string;
  operations: readonly string[];
  /** Whether `operations` was named for this run. */
  areNamed: boolean;
  /** The working copy's subgraphs: what is the same is not parsed again. */
  parsed: readonly SubgraphSource[];
}

/** What a baseline has that is read beside a file in the format of the list of subgraphs. */
export async function ofFile(base: string, paths: Paths) {
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

/** What a baseline has that is read from a commit. */
export async function atCommit(tree: CommitTree, config: string, paths: Paths) {
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

/** A warning that something of the baseline cannot be read. */
export function partUnreadable(problem: string): Finding {
  const message = `A part of the baseline cannot be read: ${problem}`;
  return finding('inputs', 'warning', 'BASELINE_PART_UNREADABLE', message, {
    reason: 'The rest of it is compared.',
  });
}

/** Whether a path is a folder or something in it. */
export function isWithin(path: string, folder: string): boolean {
  return !relative(folder, path).startsWith('..');
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
