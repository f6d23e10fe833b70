import { CannotRun, errorMessage } from '../../inputs/cannot-run.ts';
import { requireNoInputs, withoutInputs } from '../../inputs/output-files.ts';
import { composeBaseline } from '../baseline/compositions.ts';
import type { CheckReport } from '../check-report.ts';
import { withDeprecatedFor } from '../deprecations/deprecated-for.ts';
import { type InputOptions, readCheckInput, unusable } from '../input/check-input.ts';
import {
  type FileOutput,
  type GivenOutput,
  type Output,
  outputsOf,
  usableFiles,
  usableFormats,
} from '../report/outputs.ts';
import { type Format, prefixFor, render } from '../report/render.ts';
import { notMade, unfinished, writeReports } from '../report/report-files.ts';
import { runCheck } from '../run-check.ts';
import { runOnChanges, watchedFiles } from './watch.ts';

export interface CheckOptions extends InputOptions {
  /** `--format` and `--out` as they were given, in their order. */
  outputs: readonly GivenOutput[];
}

/** `schema check`: 0 when nothing fails, 1 when something does. Throws what kept it from checking; the reports say so too. */
export async function checkCommand(options: CheckOptions): Promise<number> {
  let report: CheckReport;
  let outputs: Output[];
  try {
    outputs = outputsOf(options.outputs);
    await requireNoInputs(pathsOf(filesOf(outputs)), await watchedFiles(options));
    await writeReports(unfinished(), filesOf(outputs), options.config);
    report = await check(options);
  } catch (error) {
    await reportFailure(options, errorMessage(error));
    throw error;
  }
  const printed = outputs.filter(({ file }) => file === null);
  await print(
    report,
    printed.map(({ format }) => format),
    options.config,
  );
  await writeReports(report, filesOf(outputs), options.config);
  return report.verdict === 'pass' ? 0 : 1;
}

async function print(report: CheckReport, formats: readonly Format[], subgraphList: string): Promise<void> {
  const where = { subgraphList, prefix: await prefixFor(formats) };
  for (const format of formats) {
    process.stdout.write(render(report, format, { colour: wantsColour(), ...where }));
  }
}

/**
 * Writes into the files of reports that nothing could be checked, so that an old one that says "passed" does not stay there, and
 * prints it in formats for programs. Whoever calls it tells people why; that one of the files cannot be written adds nothing to it.
 */
export async function reportFailure(options: CheckOptions, message: string): Promise<void> {
  const usable = usableFiles(options.outputs);
  const own = await withoutInputs(pathsOf(usable), await watchedFiles(options));
  const files = usable.filter(({ file }) => own.includes(file));
  const report = notMade(unusable('CANNOT_CHECK', message));
  const { config } = options;
  const ways = [
    () => writeReports(report, files, config),
    () => print(report, usableFormats(options.outputs), config),
  ];
  for (const tell of ways) {
    try {
      await tell();
    } catch (error) {
      if (!(error instanceof CannotRun)) throw error;
    }
  }
}

function filesOf(outputs: readonly Output[]): FileOutput[] {
  return outputs.flatMap(({ format, file }) => (file === null ? [] : [{ format, file }]));
}

function pathsOf(files: readonly FileOutput[]): string[] {
  return files.map(({ file }) => file);
}

/** `schema check --watch`: checks again whenever a file that it reads changes, until the process is ended. */
export async function watchCommand(options: CheckOptions): Promise<never> {
  outputsOf(options.outputs); // What is wrong with these would be wrong each time.
  process.stdout.on('error', () => process.exit()); // Nobody reads any more.
  return await runOnChanges(options, async () => {
    process.stdout.write(process.stdout.isTTY ? CLEAR : '\n');
    process.stdout.write(`${new Date().toLocaleTimeString('en-GB')}\n`);
    try {
      await checkCommand(options);
    } catch (error) {
      // Whatever it is, the next change may mend it.
      process.stdout.write(`${errorMessage(error)}\n`);
    }
    const files = new Set(await watchedFiles(options));
    process.stdout.write(`\nWatching ${files.size} files and folders; Ctrl-C ends.\n`);
  });
}

/** Empties a terminal and what can be scrolled back to. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

async function check(options: InputOptions): Promise<CheckReport> {
  const input = await readCheckInput(options);
  const report = runCheck({ ...input, baseline: input.baseline && composeBaseline(input.baseline) });
  return await withDeprecatedFor(report, { ...input, rule: input.config.deprecatedFor });
}

/** Colour is for people at a terminal who have not switched it off (https://no-color.org). */
function wantsColour(): boolean {
  return process.stdout.isTTY === true && process.stdout.hasColors();
}
