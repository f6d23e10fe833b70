import { dirname, join, normalize } from 'node:path';
import { environment } from '../../compose/config.ts';
import { readSubgraphs, type SubgraphSource } from '../../compose/supergraph-config.ts';
import { readContractsConfig } from '../../contract/contracts-config.ts';
import { type DocumentFile, readDocumentFiles } from '../../documents/document-files.ts';
import { operationsOf } from '../../documents/document-operations.ts';
import {
  configNotRead,
  configuredDocuments,
  folderOf,
  isPattern,
  withoutExcluded,
} from '../../documents/graphql-config.ts';
import { type KnownOperation, operationsInUse, type UsageRules } from '../../documents/known-operations.ts';
import { CannotRun } from '../../inputs/cannot-run.ts';
import { exists, readOptionalText } from '../../inputs/text-files.ts';
import { readUsageFile } from '../../usage/usage-file.ts';
import { type Baseline, readBaseline } from '../baseline/baseline.ts';
import { usable } from '../baseline/usable.ts';
import type { CheckInput } from '../check-report.ts';
import { type Finding, finding } from '../finding.ts';
import { parseApprovals } from '../rules/approvals.ts';
import { type ChecksConfig, parseChecksConfig } from '../rules/checks-config.ts';

/** What is read, and from where. */
export interface InputOptions {
  base?: string;
  config: string;
  /** Null for the file beside the configuration, if there is one. */
  rules: string | null;
  approvals: string | null;
  contracts: string | null;
  /** Files and folders with documents of clients; without any, `operations` beside the configuration, if there is one, and what `.graphqlrc` says. */
  operations: readonly string[];
  usage: readonly string[];
  tolerateTruncated: boolean;
  strict: boolean;
  /** Whether lint tells also what was there before. */
  all: boolean;
}

/** All that a check looks at, the baseline not composed yet. */
export type ReadInput = Omit<CheckInput, 'baseline' | 'findings'> & {
  baseline: Baseline | null;
  findings: Finding[];
};

/** Reads all that a check looks at; what cannot be used is among its findings. Throws CannotRun when nothing can be. */
export async function readCheckInput(options: InputOptions): Promise<ReadInput> {
  const findings: Finding[] = [];
  const beside = (name: string) => join(dirname(options.config), name);
  const approvals = options.approvals ?? beside('approvals.yaml');
  const contracts = options.contracts ?? beside('contracts.yaml');
  const { subgraphs, problems, unread } = await readSubgraphs(options.config, { environment: environment() });
  findings.push(...problems.map((problem) => unusable('SUBGRAPH_UNREADABLE', problem)));
  const config = await attempt(findings, 'RULES_UNREADABLE', parseChecksConfig('', ''), () =>
    readRules(options),
  );
  const approved = await attempt(findings, 'APPROVALS_UNREADABLE', [], async () =>
    parseApprovals(await textOf(approvals, options.approvals), approvals),
  );
  const kept = await attempt(findings, 'CONTRACTS_UNREADABLE', [], async () => {
    await textOf(contracts, options.contracts);
    return await readContractsConfig(contracts);
  });
  const today = new Date().toISOString().slice(0, 10);
  const folders = await documentPathsOf(options, (configured) =>
    attempt(findings, 'DOCUMENTS_UNREADABLE', [], configured),
  );
  const program = options.operations.length > 0 ? null : await configNotRead();
  if (program !== null) findings.push(notRead(program));
  const documented = await documentsOf(folders, findings, options);
  const read = await readBaseline(options.base, {
    config: options.config,
    contracts,
    operations: folders,
    areNamed: options.operations.length > 0,
    parsed: subgraphs,
  });
  findings.push(...read.findings);
  return {
    baseline: read.baseline && withUnread(read.baseline, documented.unread),
    subgraphs: withStandIns(subgraphs, unread, read.baseline),
    contracts: kept,
    operations: [...documented.operations, ...(await operationsSeen(options, config.usage, findings, today))],
    config,
    approvals: approved,
    strict: options.strict,
    all: options.all,
    today,
    findings,
    unread,
  };
}

/** Subgraphs, those of the baseline in place of the ones that cannot be read. */
export function withStandIns(
  subgraphs: readonly SubgraphSource[],
  unread: readonly string[],
  baseline: Baseline | null,
): SubgraphSource[] {
  return [...subgraphs, ...(baseline?.subgraphs ?? []).filter(({ name }) => unread.includes(name))];
}

/** A baseline in which it is known what the working copy has and cannot be read: that is not deleted. */
function withUnread(baseline: Baseline, unread: readonly string[]): Baseline {
  if (unread.length === 0 || !baseline.operations) return baseline;
  const isIn = (file: string) => unread.some((path) => file === path || file.startsWith(`${path}/`));
  return {
    ...baseline,
    operations: baseline.operations.map((one) => (isIn(one.file) ? { ...one, isUnread: true } : one)),
  };
}

/** Operations of the documents in folders and files; what cannot be used is a finding. */
export async function operationsOfDocuments(
  paths: readonly string[],
  findings: Finding[],
  options: Pick<InputOptions, 'operations' | 'config'>,
): Promise<KnownOperation[]> {
  return (await documentsOf(paths, findings, options)).operations;
}

/**
 * The same with what could not be read. A configuration may name what is not there yet, and `init` has named the folder beside the
 * list of subgraphs.
 */
async function documentsOf(
  paths: readonly string[],
  findings: Finding[],
  { operations, config }: Pick<InputOptions, 'operations' | 'config'>,
): Promise<{ operations: KnownOperation[]; unread: readonly string[] }> {
  const own = join(dirname(config), 'operations');
  const documents: DocumentFile[] = [];
  const { included, isExcluded } = withoutExcluded(paths);
  for (const path of included) {
    const folder = isPattern(path) ? folderOf(path) : path;
    if (operations.length === 0 && !(await exists(folder))) {
      if (normalize(folder) !== own) findings.push(absent(path));
      continue;
    }
    const found = await attempt(findings, 'DOCUMENTS_UNREADABLE', [], () =>
      readDocumentFiles(path, isExcluded),
    );
    if (isPattern(path) && operations.length > 0 && found.length === 0) findings.push(unmatched(path));
    documents.push(...found);
  }
  const known = operationsOf(unique(documents), 'document');
  for (const { code, severity, message, file, line } of known.problems) {
    findings.push(finding('operations', severity, code, message, { place: { file, line } }));
  }
  return known;
}

function notRead(config: string): Finding {
  const message = `${config} is not read: what it says of documents is not known here.`;
  const reason =
    'Name the documents by `--operations`, or write the configuration in YAML or JSON (`.graphqlrc.yml`).';
  return finding('inputs', 'warning', 'CONFIG_NOT_READ', message, { reason });
}

function unmatched(pattern: string): Finding {
  const message = `No file is found by ${pattern}: no document of it is checked.`;
  return finding('inputs', 'warning', 'DOCUMENTS_ABSENT', message);
}

function absent(path: string): Finding {
  const message = `There is nothing at ${path}, where the configuration says that documents are.`;
  return finding('inputs', 'warning', 'DOCUMENTS_ABSENT', message);
}

/** What was seen by routers; a usage file that cannot be used is a finding. */
async function operationsSeen(
  options: InputOptions,
  rules: UsageRules,
  findings: Finding[],
  today: string,
): Promise<KnownOperation[]> {
  const files = await usageFilesOf(options);
  const read = await Promise.all(
    files.map((file) =>
      attempt(findings, 'USAGE_UNREADABLE', { lines: [], truncated: false }, () =>
        readUsageFile(file, options),
      ),
    ),
  );
  for (const [index, { truncated }] of read.entries()) {
    if (truncated) process.stderr.write(`${files[index]}: the last, unfinished line was left out.\n`);
  }
  const lines = read.flatMap((one) => one.lines);
  return await attempt(findings, 'USAGE_UNREADABLE', [], async () => operationsInUse(lines, rules, today));
}

/** What a part gives, or a finding with this code and what to go on with. */
function attempt<Value>(
  findings: Finding[],
  code: string,
  otherwise: Value,
  read: () => Promise<Value>,
): Promise<Value> {
  return usable(findings, otherwise, (problem) => unusable(code, problem), read);
}

/** A finding about an input that cannot be used, at the place that its message begins with. */
export function unusable(code: string, message: string): Finding {
  const [, file, line] = /^([^:\n]+):(\d+)[: ]/.exec(message) ?? [];
  const place = file === undefined ? null : { file, line: Number(line) };
  return finding('inputs', 'error', code, message, { place, reason: 'The rest is checked.' });
}

/** The rules of the file that is named, or of the one beside the list of subgraphs, if any. Throws CannotRun. */
export async function readRules({
  rules,
  config,
}: Pick<InputOptions, 'rules' | 'config'>): Promise<ChecksConfig> {
  const file = rules ?? join(dirname(config), 'checks.yaml');
  return parseChecksConfig(await textOf(file, rules), file);
}

/** An optional file's text; one that was named must be there. Throws CannotRun. */
async function textOf(path: string, named: string | null): Promise<string> {
  if (named !== null && !(await exists(path))) throw new CannotRun(`${path} cannot be read (ENOENT).`);
  return await readOptionalText(path);
}

/**
 * Where documents are: what was named, or else beside the configuration and where `.graphqlrc` says. Throws CannotRun.
 *
 * @param reading reads what `.graphqlrc` says, or goes on with something else where that cannot be used
 */
export async function documentPathsOf(
  { operations, config }: Pick<InputOptions, 'operations' | 'config'>,
  reading: (configured: () => Promise<readonly string[]>) => Promise<readonly string[]> = (read) => read(),
): Promise<readonly string[]> {
  if (operations.length > 0) return operations;
  const own = join(dirname(config), 'operations');
  return [...((await exists(own)) ? [own] : []), ...(await reading(configuredDocuments))];
}

function unique(files: readonly DocumentFile[]): DocumentFile[] {
  return [...new Map(files.map((one) => [`${one.file}#${one.entry ?? ''}`, one])).values()];
}

/** The files that were named, or the repository's own where there is one. */
export async function usageFilesOf({
  usage,
  config,
}: Pick<InputOptions, 'usage' | 'config'>): Promise<readonly string[]> {
  if (usage.length > 0) return usage;
  const own = join(dirname(config), 'usage.jsonl');
  return (await exists(own)) ? [own] : [];
}
