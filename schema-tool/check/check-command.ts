import { dirname, join } from 'node:path';
import { CannotRun } from '../cannot-run.ts';
import { exists, readOptionalText, readSupergraphConfig } from '../compose/supergraph-config.ts';
import { readContractsConfig } from '../contract/contracts-config.ts';
import { writeText } from '../generated-files.ts';
import { readUsageFile } from '../usage/usage-file.ts';
import { parseApprovals } from './approvals.ts';
import { readBaseline } from './baseline.ts';
import { parseChecksConfig } from './checks-config.ts';
import { operationsInUse, readOperationDocuments } from './known-operations.ts';
import { FORMATS, type Format, render } from './report/render.ts';
import { composeBaseline, runCheck } from './run-check.ts';

export interface CheckOptions {
  base?: string;
  config: string;
  rules: string;
  approvals: string;
  contracts: string;
  operations: string;
  usage: readonly string[];
  tolerateTruncated: boolean;
  strict: boolean;
  /** How to report, in the order of the options. */
  format: readonly string[];
  /** Where to, each for the format at the same place; the rest goes to the terminal. */
  out: readonly string[];
}

/** `schema check`: 0 when nothing fails, 1 when something does. Throws CannotRun when it could not check. */
export async function checkCommand(options: CheckOptions): Promise<number> {
  const outputs = pair(options.format, options.out);
  const config = parseChecksConfig(await readOptionalText(options.rules), options.rules);
  const approvals = parseApprovals(await readOptionalText(options.approvals), options.approvals);
  const today = new Date().toISOString().slice(0, 10);
  const usageFiles = await usageFilesOf(options);
  const usage = await Promise.all(usageFiles.map((file) => readUsageFile(file, options)));
  for (const [index, { truncated }] of usage.entries()) {
    if (truncated) process.stderr.write(`${usageFiles[index]}: the last, unfinished line was left out.\n`);
  }
  const report = await runCheck({
    baseline: composeBaseline(await readBaseline(options.base, options)),
    subgraphs: await readSupergraphConfig(options.config),
    contracts: await readContractsConfig(options.contracts),
    operations: [
      ...(await readOperationDocuments(options.operations)),
      ...operationsInUse(
        usage.flatMap(({ lines }) => lines),
        config.usage,
        today,
      ),
    ],
    config,
    approvals,
    strict: options.strict,
    today,
  });
  for (const { format, file } of outputs) {
    const text = render(report, format, {
      colour: file === null && wantsColour(),
      subgraphList: options.config,
    });
    if (file === null) process.stdout.write(text);
    else await writeText(file, text);
  }
  return report.verdict === 'pass' ? 0 : 1;
}

/** The files that were named, or the repository's own where there is one. */
async function usageFilesOf({ usage, config }: CheckOptions): Promise<readonly string[]> {
  if (usage.length > 0) return usage;
  const own = join(dirname(config), 'usage.jsonl');
  return (await exists(own)) ? [own] : [];
}

/** Colour is for people at a terminal who have not switched it off (https://no-color.org). */
function wantsColour(): boolean {
  return process.stdout.isTTY === true && process.stdout.hasColors();
}

function pair(
  formats: readonly string[],
  files: readonly string[],
): { format: Format; file: string | null }[] {
  const chosen = formats.length === 0 ? ['people'] : formats;
  if (files.length > chosen.length) {
    throw new CannotRun(
      `There are ${files.length} --out for ${chosen.length} --format: each file needs a format.`,
    );
  }
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined)
    throw new CannotRun(`${twice} is named twice: each format needs a file of its own.`);
  return chosen.map((name, index) => {
    const format = FORMATS.find((one) => one === name);
    if (!format) throw new CannotRun(`There is no format "${name}"; there are ${FORMATS.join(', ')}.`);
    return { format, file: files[index] ?? null };
  });
}
