import { open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { UsageLine } from '../../usage-format/usage-line.ts';
import { UsageSum } from '../../usage-format/usage-sum.ts';
import { CannotRun } from '../inputs/cannot-run.ts';
import { makeFolder } from '../inputs/make-folder.ts';
import { MAX_USAGE_BYTES, readText } from '../inputs/text-files.ts';
import { hiveUsage } from './hive-report.ts';
import { isJson, readUsageFile } from './usage-file.ts';
import { usageTable } from './usage-table.ts';

interface ReadOptions {
  files: readonly string[];
  /** `YYYY-MM-DD`. */
  since?: string;
  days?: number;
  tolerateTruncated: boolean;
}

export interface MergeOptions extends ReadOptions {
  out?: string;
}

export interface ShowOptions extends ReadOptions {
  /** Rows. */
  top: number;
}

/** `schema usage merge`. Throws CannotRun, and then has written nothing. */
export async function mergeCommand(options: MergeOptions): Promise<void> {
  await writeLines(await readAll(options), options);
}

export interface ImportOptions {
  files: readonly string[];
  out?: string;
}

/** `schema usage import`. Throws CannotRun, and then has written nothing. */
export async function importCommand(options: ImportOptions): Promise<void> {
  await refuseRepeated(options.files);
  const sum = new UsageSum();
  for (const file of options.files) {
    for (const { json, place } of reportsIn(await readText(file, MAX_USAGE_BYTES), file)) {
      for (const line of hiveUsage(json, place)) sum.add(line);
    }
  }
  await writeLines(sum.sortedLines(), options);
}

/** The reports in a text: it is one, or has one in each line. */
function reportsIn(text: string, file: string): { json: string; place: string }[] {
  const lines = text
    .split('\n')
    .map((json, index) => ({ json, place: `${file}:${index + 1}` }))
    .filter(({ json }) => json.trim() !== '');
  const [first] = lines;
  // A report that is written over several lines begins with a line that is no JSON.
  const hasReportInEachLine = lines.length > 1 && first?.json.trimEnd().endsWith('}') && isJson(first.json);
  return hasReportInEachLine ? lines : [{ json: text, place: file }];
}

async function writeLines(
  lines: readonly UsageLine[],
  { files, out }: { files: readonly string[]; out?: string },
): Promise<void> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  await replaceFile(out, text);
  process.stderr.write(`${out}: ${lines.length} line(s) from ${files.length} file(s)\n`);
}

/** `schema usage show`. Throws CannotRun. */
export async function showCommand(options: ShowOptions): Promise<void> {
  process.stdout.write(usageTable(await readAll(options), options.top));
}

async function readAll(options: ReadOptions): Promise<UsageLine[]> {
  await refuseRepeated(options.files);
  const since = options.since ?? daysAgo(options.days);
  const sum = new UsageSum();
  for (const file of options.files) {
    const usage = await readUsageFile(file, options);
    if (usage.truncated) process.stderr.write(`${file}: the last, unfinished line was left out.\n`);
    for (const { usage: line } of usage.lines) {
      if (since === null || line.day >= since) sum.add(line);
    }
  }
  return sum.sortedLines();
}

/** A file that is named twice would count twice. */
async function refuseRepeated(files: readonly string[]): Promise<void> {
  const seen = new Set<string>();
  for (const file of files) {
    // A file that is not there is reported by whoever reads it.
    const real = await realpath(file).catch(() => file);
    if (seen.has(real)) throw new CannotRun(`${file} is named twice: its calls would be counted twice.`);
    seen.add(real);
  }
}

function daysAgo(days: number | undefined): string | null {
  return days === undefined ? null : new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** Writes a file beside the old one and puts it in its place, so that a reader sees one of the two. */
async function replaceFile(path: string, text: string): Promise<void> {
  const replacement = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    await makeFolder(dirname(path));
    const handle = await open(replacement, 'w');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(replacement, path);
  } catch (error) {
    await rm(replacement, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new CannotRun(`${path} cannot be written (${code}).`);
  }
}
