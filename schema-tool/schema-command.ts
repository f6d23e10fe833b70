import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { addCheckCommands, type TellMisuse } from './check-commands.ts';
import { besideConfig, configOption, repeatable, requireNamedFiles } from './command-options.ts';
import type { ContractOptions } from './contract/contract-command.ts';
import type { CoordinateOptions } from './coordinate/coordinate-command.ts';
import { explainCoordinate } from './coordinate/explain-coordinate.ts';
import { isCoordinate } from './coordinate/is-coordinate.ts';
import type { FleetOptions } from './fleet/fleet-command.ts';
import type { InitOptions } from './init/init-command.ts';
import { errorMessage } from './inputs/cannot-run.ts';
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
  const { program, tellMisuse } = schemaProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed what it has to say.
      if (error.exitCode === 0) return 0;
      await tellMisuse(error.message);
      return 2;
    }
    // Whatever it is, the command could not do its work: 1 would say that it found something.
    process.stderr.write(`${errorMessage(error)}\n`);
    return 2;
  }
}

/** Says with what code the program ends. */
type ExitWith = (code: number) => void;

interface SchemaProgram {
  program: Command;
  tellMisuse: TellMisuse;
}

function schemaProgram(exitWith: ExitWith): SchemaProgram {
  const program = new Command('graph-schema')
    .description('Composes and checks a federated schema, offline.')
    .version(manifest.version)
    .showHelpAfterError()
    .exitOverride();

  addCompose(program, exitWith);
  addInit(program);
  const tellMisuse = addCheckCommands(program, exitWith);
  addDiff(program, exitWith);
  addContract(program, exitWith);
  addExplain(program, exitWith);
  addFleet(program, exitWith);
  addUsageCommands(program, {
    config: configOption(),
    operations: repeatable('--operations <path>', 'documents of clients', 'as for `check`'),
  });
  return { program, tellMisuse };
}

function addCompose(program: Command, exitWith: ExitWith): void {
  program
    .command('compose')
    .description(
      'writes supergraph.graphql and api.graphql beside the configuration from the subgraphs in it',
    )
    .addOption(configOption())
    .option('--check', 'write nothing; fail when the committed files are not what would be written')
    .option('--no-hints', 'show errors only, and not what composition remarks on')
    .action(async ({ config, check = false, hints }: { config: string; check?: boolean; hints: boolean }) => {
      const { composeCommand } = await import('./compose/compose-command.ts');
      exitWith(await composeCommand({ config, check, hints }));
    });
}

function addInit(program: Command): void {
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
}

function addDiff(program: Command, exitWith: ExitWith): void {
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
}

function addContract(program: Command, exitWith: ExitWith): void {
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
}

function addFleet(program: Command, exitWith: ExitWith): void {
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
}

type ExplainArguments = Omit<CoordinateOptions, 'rules'> & { rules?: string };

function addExplain(program: Command, exitWith: ExitWith): void {
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
}
