import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import type { CheckOptions } from './check/check-command.ts';
import type { InputOptions } from './check/check-input.ts';
import type { ContractOptions } from './contract/contract-command.ts';
import type { CoordinateOptions } from './coordinate/coordinate-command.ts';
import { isCoordinate } from './coordinate/is-coordinate.ts';
import type { FleetOptions } from './fleet/fleet-command.ts';
import type { InitOptions } from './init/init-command.ts';
import { CannotRun, errorMessage } from './inputs/cannot-run.ts';
import manifest from './package.json' with { type: 'json' };
import type { ExplainOptions } from './plans/explain-command.ts';
import type { DiffOptions } from './proposal/diff-command.ts';
import { addUsageCommands } from './usage-commands.ts';

/**
 * Runs the schema command. Returns the exit code: 0, 1 when it found something wrong, 2 when it could not do its work.
 *
 * @param args without the name of the program
 */
export async function runSchemaCommand(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const { program, misused } = schemaProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed what it has to say.
      if (error.exitCode === 0) return 0;
      await misused(error.message);
      return 2;
    }
    // Whatever it is, the command could not do its work: 1 would say that it found something.
    process.stderr.write(`${errorMessage(error)}\n`);
    return 2;
  }
}

interface SchemaProgram {
  program: Command;
  /** Says in the reports that arguments asked for that these could not be used. */
  misused(message: string): Promise<void>;
}

function schemaProgram(exitWith: (code: number) => void): SchemaProgram {
  const program = new Command('graph-schema')
    .description('Composes and checks a federated schema, offline.')
    .version(manifest.version)
    .showHelpAfterError()
    .exitOverride();

  program
    .command('compose')
    .description(
      'writes supergraph.graphql and api.graphql beside the configuration from the subgraphs in it',
    )
    .addOption(configOption())
    .option('--check', 'write nothing; fail when the committed files are not what would be written')
    .action(async (options: { config: string; check?: boolean }) => {
      const { composeCommand } = await import('./compose/compose-command.ts');
      exitWith(await composeCommand({ config: options.config, check: options.check ?? false }));
    });

  program
    .command('init [subgraphs...]')
    .description(
      'writes the configuration, the rules and a workflow; subgraphs are name=path/to/schema.graphql',
    )
    .addOption(configOption())
    .addOption(
      new Option('--ci <system>', 'whose workflow').choices(['github', 'gitlab', 'none']).default('none'),
    )
    .action(async (subgraphs: string[], options: Omit<InitOptions, 'subgraphs'>) => {
      const { initCommand } = await import('./init/init-command.ts');
      await initCommand({ ...options, subgraphs });
    });

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
      const { checkCommand, watchCommand } = await import('./check/check-command.ts');
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
      const { rolloutCommand } = await import('./check/rollout/rollout-command.ts');
      exitWith(await rolloutCommand({ ...inputOptions(options), json: options.json }));
    });

  program
    .command('diff')
    .description(
      'shows what a change proposes: its changes by severity and type, and a picture of that part of the graph',
    )
    .option('--base <ref or file>', 'what to compare with (default: where this branch left the main branch)')
    .addOption(configOption())
    .addOption(
      new Option('--format <name>', 'markdown has the picture')
        .choices(['people', 'markdown', 'json'])
        .default('people'),
    )
    .option('--out <file>', 'where it goes (default: standard output)')
    .addHelpText(
      'after',
      '\nExits with 0, with 1 when a subgraph cannot be read and the rest is shown, and 2 when nothing can be compared.',
    )
    .action(async (options: DiffOptions) => {
      const { diffCommand } = await import('./proposal/diff-command.ts');
      exitWith(await diffCommand(options));
    });

  program
    .command('contract')
    .description('writes the part of the API that tags select, for clients that may see no more')
    .addOption(repeatable('--tag <name>', 'include what has this tag', 'every contract that is listed'))
    .addOption(repeatable('--exclude <name>', 'leave out what has this tag', 'none'))
    .addOption(configOption())
    .option('--contracts <file>', 'the contracts that are kept (default: contracts.yaml beside it)')
    .option('--out <file>', 'where the API schema goes (default: contracts/<name>.graphql beside the list)')
    .option('--supergraph <file>', 'where to write its supergraph, for a router of its own')
    .option('--check', 'write nothing; fail when a committed file is not what would be written', false)
    .action(
      async (options: Omit<ContractOptions, 'contracts'> & { contracts?: string }, command: Command) => {
        requireNamedFiles(command, ['contracts']);
        const { contractCommand } = await import('./contract/contract-command.ts');
        const contracts = options.contracts ?? join(dirname(options.config), 'contracts.yaml');
        exitWith(await contractCommand({ ...options, contracts }));
      },
    );

  program
    .command('explain <file-or-coordinate>')
    .description(
      'shows how the router answers the operations of a file: which subgraphs it asks, in which order; or of an element such as Type.field who uses it, which plans fetch it, and what would break without it',
    )
    .option('--operation <name>', 'only this one (default: all of the file)')
    .option(
      '--supergraph <file>',
      'the supergraph to plan for (default: supergraph.graphql beside the configuration, or what it composes to)',
    )
    .addOption(repeatable('--format <name>', 'tree, mermaid or json', 'tree and mermaid'))
    .addOption(configOption())
    .option('--rules <file>', 'which usage counts, for a coordinate (default: as for `check`)')
    .addOption(repeatable('--operations <path>', 'documents of clients, for a coordinate', 'as for `check`'))
    .addOption(repeatable('--usage <file>', 'usage files, for a coordinate', 'as for `check`'))
    .option('--tolerate-truncated', 'as for `check`', false)
    .action(async (file: string, options: ExplainOptions & ExplainArguments) => {
      if (!existsSync(file) && isCoordinate(file)) {
        exitWith(await explainCoordinate(file, { ...options, rules: options.rules ?? null }));
        return;
      }
      const { explainCommand } = await import('./plans/explain-command.ts');
      exitWith(await explainCommand(file, options));
    });

  program
    .command('fleet')
    .description(
      'asks running subgraphs for their schemas and reports how they differ from the published supergraph',
    )
    .addOption(
      repeatable(
        '--url <address>',
        'where a subgraph is: its address, or name=address',
        'those of the supergraph',
      ),
    )
    .option('--supergraph <file>', 'the published supergraph', besideConfig('supergraph.graphql'))
    .addOption(configOption())
    .option('--user <name:password>', 'Basic credentials, for subgraphs in development')
    .option('--header <header>', '"Authorization: ..." to send instead')
    .option('--json', 'for programs', false)
    .addHelpText(
      'after',
      '\nWith IDENTITY_KEY_PATH set, requests are signed with the key in that file, which subgraphs know as that of schema-fleet.\nExits with 0 when nothing differs, 1 when something does, 2 when a subgraph could not be asked.',
    )
    .action(async (options: FleetOptions) => {
      const { fleetCommand } = await import('./fleet/fleet-command.ts');
      exitWith(await fleetCommand(options));
    });
  addUsageCommands(program, {
    config: configOption(),
    operations: repeatable('--operations <path>', 'documents of clients', 'as for `check`'),
  });
  return {
    program,
    async misused(message) {
      if (outputs.length === 0) return;
      const { reportFailure } = await import('./check/check-command.ts');
      await reportFailure({ ...inputOptions(check.opts<InputArguments>()), outputs }, message);
    },
  };
}

type InputArguments = Partial<InputOptions> &
  Omit<InputOptions, 'rules' | 'approvals' | 'contracts' | 'strict' | 'all'>;

type ExplainArguments = Omit<CoordinateOptions, 'rules'> & { rules?: string };

async function explainCoordinate(coordinate: string, options: CoordinateOptions): Promise<number> {
  if (!isCoordinate(coordinate)) {
    throw new CannotRun(
      `"${coordinate}" is no element such as Type, Type.field, Type.field(argument:) or Enum.VALUE; \`explain <file>\` shows plans.`,
    );
  }
  const { coordinateCommand } = await import('./coordinate/coordinate-command.ts');
  return await coordinateCommand(coordinate, options);
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

/** Where the list of subgraphs is: in `schema/`, or else in the working directory. */
function defaultConfig(): string {
  return existsSync('schema') && !existsSync('supergraph.yaml')
    ? 'schema/supergraph.yaml'
    : 'supergraph.yaml';
}

function besideConfig(name: string): string {
  return join(dirname(defaultConfig()), name);
}

function configOption(): Option {
  return new Option('--config <file>', "the subgraphs, in rover's format").default(defaultConfig());
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

/** @param otherwise what happens without the option, for people */
function repeatable(flags: string, description: string, otherwise: string): Option {
  return new Option(flags, `${description}, repeatable`)
    .argParser((value: string, earlier: string[]) => [...earlier, value])
    .default([], otherwise);
}

/** A file that need not be there must be there when somebody names it: a slip must not switch its content off. */
function requireNamedFiles(command: Command, options: readonly string[]): void {
  for (const option of options) {
    const file: unknown = command.getOptionValue(option);
    if (command.getOptionValueSource(option) === 'cli' && !(typeof file === 'string' && existsSync(file))) {
      throw new CannotRun(`${file} cannot be read (ENOENT).`);
    }
  }
}
