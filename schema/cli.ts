#!/usr/bin/env node
import { Command } from 'commander';
import { CannotRun } from './cannot-run.ts';
import type { CheckOptions } from './check/check-command.ts';
import { addUsageCommands } from './usage/usage-commands.ts';

const program = new Command('schema')
  .description('Composes and checks the federated schema, offline.')
  .showHelpAfterError()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

program
  .command('compose')
  .description('writes supergraph.graphql and api.graphql beside the configuration from the subgraphs in it')
  .option('--config <file>', "the subgraphs, in rover's format", 'schema/supergraph.yaml')
  .option('--check', 'write nothing; fail when the committed files are not what would be written')
  .action(async (options: { config: string; check?: boolean }) => {
    const { composeCommand } = await import('./compose/compose-command.ts');
    process.exitCode = await composeCommand({ config: options.config, check: options.check ?? false });
  });

const repeated = (value: string, earlier: string[]) => [...earlier, value];

program
  .command('check')
  .description(
    'checks a change before it is merged: composition, changes, known operations, query plans, lint and approvals',
  )
  .option('--base <ref or file>', 'what to compare with (default: where this branch left the main branch)')
  .option('--config <file>', "the subgraphs, in rover's format", 'schema/supergraph.yaml')
  .option('--rules <file>', 'the rules', 'schema/checks.yaml')
  .option('--approvals <file>', 'breaking changes that are intended', 'schema/approvals.yaml')
  .option('--operations <folder>', 'documents of clients', 'schema/operations')
  .option('--usage <file>', 'what routers have seen, repeatable', repeated, [])
  .option(
    '--tolerate-truncated',
    'leave out a last line of a usage file that was not written to its end',
    false,
  )
  .option('--strict', 'let no breaking change pass because nobody is known to rely on it', false)
  .option('--format <name>', 'people, json, markdown, github, junit or sarif, repeatable', repeated, [])
  .option(
    '--out <file>',
    'where the format at the same place goes, repeatable (default: the terminal)',
    repeated,
    [],
  )
  .addHelpText(
    'after',
    '\nExits with 0 when every check passed, 1 when one failed, 2 when it could not check.',
  )
  .action(async (options: CheckOptions) => {
    const { checkCommand } = await import('./check/check-command.ts');
    process.exitCode = await checkCommand(options);
  });

addUsageCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CannotRun)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
