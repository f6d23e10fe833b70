import { type Command, Option } from 'commander';
import type { CheckOptions } from './check/commands/check-command.ts';
import type { InputOptions } from './check/input/check-input.ts';
import { configOption, repeatable } from './command-options.ts';
import { explainCoordinate } from './coordinate/explain-coordinate.ts';

/** What was given of the options that say what is compared, and who runs what. */
type InputArguments = Partial<InputOptions> &
  Omit<InputOptions, 'rules' | 'approvals' | 'contracts' | 'strict' | 'all'>;

/** Says in the reports that arguments asked for that these could not be used. */
export type TellMisuse = (message: string) => Promise<void>;

/** Adds `check` and `rollout` to the schema command. Gives what tells the reports of arguments that cannot be used. */
export function addCheckCommands(program: Command, exitWith: (code: number) => void): TellMisuse {
  const outputs: CheckOptions['outputs'][number][] = [];
  const check = withInputs(
    program
      .command('check')
      .description(
        'checks a change before it is merged: composition, changes, known operations, query plans, rollout order, lint and approvals',
      ),
  )
    .option('--strict', 'let no breaking change pass because nobody is known to rely on it', false)
    .option('--all', 'tell also what lint finds that was there before', false)
    .option(
      '--watch',
      'check again whenever a schema, document or configuration changes, until Ctrl-C',
      false,
    )
    .addOption(
      new Option(
        '--explain <coordinate>',
        'check nothing, and say of an element such as Type.field what `explain` does',
      ).conflicts(['watch', 'format', 'out']),
    )
    .addOption(
      inOrderOf(
        outputs,
        'format',
        '--format <name>',
        'people, json, markdown, github, junit or sarif; repeatable',
      ),
    )
    .addOption(inOrderOf(outputs, 'out', '--out <file>', 'where the --format before it goes; repeatable'))
    .addHelpText(
      'after',
      '\nExits with 0 when every check passed, 1 when one failed, 2 when nothing could be checked.',
    )
    .action(async (options: InputArguments & { watch: boolean; explain?: string }) => {
      if (options.explain !== undefined) {
        exitWith(await explainCoordinate(options.explain, inputOptions(options)));
        return;
      }
      const { checkCommand, watchCommand } = await import('./check/commands/check-command.ts');
      const given = { ...inputOptions(options), outputs };
      if (options.watch) await watchCommand(given);
      else exitWith(await checkCommand(given));
    });

  withInputs(
    program
      .command('rollout')
      .description(
        'finds an order in which the subgraphs that a change concerns can be deployed one by one, with the graph whole after each step',
      ),
  )
    .option('--json', 'for programs', false)
    .addHelpText(
      'after',
      '\nExits with 0 with an order, 1 when there is none in which nothing fails or an input cannot be read, 2 when it could not search.',
    )
    .action(async (options: InputArguments & { json: boolean }) => {
      const { rolloutCommand } = await import('./check/commands/rollout-command.ts');
      exitWith(await rolloutCommand({ ...inputOptions(options), json: options.json }));
    });
  return async (message) => {
    if (outputs.length === 0) return;
    const { reportFailure } = await import('./check/commands/check-command.ts');
    await reportFailure({ ...inputOptions(check.opts<InputArguments>()), outputs }, message);
  };
}

/** What was given, with what is taken where nothing was. */
function inputOptions(given: InputArguments): InputOptions {
  return {
    ...given,
    rules: given.rules ?? null,
    approvals: given.approvals ?? null,
    contracts: given.contracts ?? null,
    strict: given.strict ?? false,
    all: given.all ?? false,
  };
}

/** Adds the options that say what is compared, and who runs what. */
function withInputs(command: Command): Command {
  return command
    .option('--base <ref or file>', 'what to compare with (default: where this branch left the main branch)')
    .addOption(configOption())
    .option('--rules <file>', 'the rules (default: checks.yaml beside the configuration, if any)')
    .option('--approvals <file>', 'breaking changes that are intended (default: approvals.yaml beside it)')
    .option('--contracts <file>', 'the contracts that are kept (default: contracts.yaml beside it)')
    .addOption(
      repeatable(
        '--operations <path>',
        'documents of clients: a folder, file or pattern',
        'operations beside it, if any, and `documents` of .graphqlrc',
      ),
    )
    .addOption(
      repeatable('--usage <file>', 'what routers have seen', 'usage.jsonl beside the configuration, if any'),
    )
    .option(
      '--tolerate-truncated',
      'leave out a last line of a usage file that was not written to its end',
      false,
    );
}

/** An option whose place among others means something. */
function inOrderOf(
  outputs: CheckOptions['outputs'][number][],
  option: 'format' | 'out',
  flags: string,
  description: string,
): Option {
  return new Option(flags, description).argParser((value: string) => {
    outputs.push({ option, value });
    return value;
  });
}
