import { Command } from 'commander';
import { executorCommand } from './comparisons/executor-command.ts';
import { plansCommand } from './comparisons/plans-command.ts';
import { reloadCommand } from './comparisons/reload-command.ts';
import { requirementsCommand } from './comparisons/requirements-command.ts';
import { schemaChecksCommand } from './comparisons/schema-checks-command.ts';
import { widePlansCommand } from './comparisons/wide-plans-command.ts';

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
  .addCommand(widePlansCommand())
  .parseAsync();
