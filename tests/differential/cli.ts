import { Command } from 'commander';
import { executorCommand } from './executor-command.ts';
import { plansCommand } from './plans-command.ts';
import { reloadCommand } from './reload-command.ts';
import { requirementsCommand } from './requirements-command.ts';
import { schemaChecksCommand } from './schema-checks-command.ts';

/** Each sub-command compares one part with its reference, in a file of its own beside this one. */
await new Command('test:differential')
  .description(
    'Compares a part with its reference over generated inputs, until the time is over or they differ.',
  )
  .showHelpAfterError()
  .addCommand(executorCommand())
  .addCommand(plansCommand())
  .addCommand(reloadCommand())
  .addCommand(requirementsCommand())
  .addCommand(schemaChecksCommand())
  .parseAsync();
