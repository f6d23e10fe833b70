#!/usr/bin/env node
import { Command } from 'commander';
import { CannotRun } from './cannot-run.ts';

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

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CannotRun)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
