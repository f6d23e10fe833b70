import { type Command, InvalidArgumentError, Option } from 'commander';
import { isDay } from '../usage-format/day.ts';
import type { UnusedOptions } from './coordinate/unused-command.ts';
import type { ImportOptions, MergeOptions, ShowOptions } from './usage/usage-command.ts';

/** Adds `usage` to the schema command, with the options that its other commands have too. */
export function addUsageCommands(
  program: Command,
  { config, operations }: { config: Option; operations: Option },
): void {
  const usage = program.command('usage').description('works on usage files: which operations clients run');

  withFiles(usage.command('merge'))
    .description('sums the lines of several usage files into one')
    .option('--out <file>', 'where to (default: standard output); replaced as a whole')
    .action(async (files: string[], options: Omit<MergeOptions, 'files'>) => {
      const { mergeCommand } = await import('./usage/usage-command.ts');
      await mergeCommand({ ...options, files });
    });

  withFiles(usage.command('show'))
    .description('shows who calls which operations how often')
    .option('--top <number>', 'rows', count, 20)
    .action(async (files: string[], options: Omit<ShowOptions, 'files'>) => {
      const { showCommand } = await import('./usage/usage-command.ts');
      await showCommand({ ...options, files });
    });

  usage
    .command('import <reports...>')
    .description('makes a usage file of what clients report to GraphQL Hive (usage reports, version 2)')
    .option('--out <file>', 'where to (default: standard output); replaced as a whole')
    .action(async (files: string[], options: Omit<ImportOptions, 'files'>) => {
      const { importCommand } = await import('./usage/usage-command.ts');
      await importCommand({ ...options, files });
    });

  usage
    .command('unused <files...>')
    .description('lists the fields of the API that nobody has used for so many days')
    .requiredOption('--days <number>', 'for how long', count)
    .addOption(config)
    .addOption(operations)
    .option('--tolerate-truncated', 'leave out a last line that was not written to its end', false)
    .action(async (files: string[], options: Omit<UnusedOptions, 'files'>) => {
      const { unusedCommand } = await import('./coordinate/unused-command.ts');
      await unusedCommand({ ...options, files });
    });
}

function withFiles(command: Command): Command {
  return command
    .argument('<files...>', 'usage files, also those that a router has set aside (usage.jsonl.1)')
    .option('--since <day>', 'leave out days before this one, YYYY-MM-DD', day)
    .addOption(
      new Option('--days <number>', 'leave out what is older than so many days')
        .argParser(count)
        .conflicts('since'),
    )
    .option('--tolerate-truncated', 'leave out a last line that was not written to its end', false);
}

function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('It must be a day such as 2026-11-24.');
}

function count(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 100_000) return number;
  throw new InvalidArgumentError('It must be a whole number from 1 to 100000.');
}
