import { CannotRun, errorMessage } from '../inputs/cannot-run.ts';
import { writeText } from '../inputs/generated-files.ts';
import { repositoryPrefix } from '../inputs/git.ts';
import { type InputOptions, readCheckInput, unusable } from './check-input.ts';
import { withDeprecatedFor } from './deprecated-for.ts';
import { type Output, outputsOf } from './report/outputs.ts';
import { render } from './report/render.ts';
import { type CheckReport, composeBaseline, runCheck } from './run-check.ts';
import { runOnChanges, watchedFiles } from './watch.ts';

export interface CheckOptions extends InputOptions {
  /** `--format` and `--out` as they were given, in their order. */
  outputs: readonly { option: 'format' | 'out'; value: string }[];
}

/** `schema check`: 0 when nothing fails, 1 when something does. Throws CannotRun when it could not check; the reports say so too. */
export async function checkCommand(options: CheckOptions): Promise<number> {
  const outputs = outputsOf(options.outputs);
  try {
    const report = await check(options);
    await write(report, outputs, options);
    return report.verdict === 'pass' ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    // An old report that says "passed" must not stay where the new one belongs.
    const files = outputs.filter(({ file }) => file !== null);
    await write(failure(error), files, options);
    throw error;
  }
}

/** `schema check --watch`: checks again whenever a file that it reads changes, until the process is ended. */
export async function watchCommand(options: CheckOptions): Promise<never> {
  outputsOf(options.outputs); // What is wrong with these would be wrong each time.
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

/** The report of a check that could not be made. */
function failure({ message }: CannotRun): CheckReport {
  return {
    verdict: 'error',
    baseline: 'nothing',
    findings: [{ ...unusable('CANNOT_CHECK', message), reason: 'Nothing was checked.' }],
    changes: [],
    plans: [],
    operations: { documents: 0, inUse: 0, notCounted: 0 },
  };
}

async function write(
  report: CheckReport,
  outputs: readonly Output[],
  { config }: CheckOptions,
): Promise<void> {
  const prefix = await repositoryPrefix();
  for (const { format, file } of outputs) {
    const colour = file === null && wantsColour();
    const text = render(report, format, { colour, subgraphList: config, prefix });
    if (file === null) process.stdout.write(text);
    else await writeText(file, text);
  }
}

/** Colour is for people at a terminal who have not switched it off (https://no-color.org). */
function wantsColour(): boolean {
  return process.stdout.isTTY === true && process.stdout.hasColors();
}
