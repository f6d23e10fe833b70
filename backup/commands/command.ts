import { Command } from 'commander';
import type { World } from '../domains/domains.ts';
import { writeNewKey } from '../files/age-keys.ts';
import { progressOn } from '../progress.ts';
import type { CommandParts } from './command-parts.ts';
import { addCreate } from './create-command.ts';
import { addLedger } from './ledger-commands.ts';
import { addList } from './list-command.ts';
import { addErase, addOrphans } from './orphan-commands.ts';
import { addPrune } from './prune-command.ts';
import { addHold, addRestore } from './restore-commands.ts';
import { addVerify } from './verify-command.ts';

export interface CommandOptions {
  /** Opens what the commands work on, and closes it again. */
  withWorld(work: (world: World) => Promise<void>): Promise<void>;
  print?: (line: string) => void;
  /** Writes a line on how far something is. */
  note?: (line: string) => void;
  /** As of `PruneOptions`. */
  watchedMs?: number;
}

/** The command that makes, checks and restores backups of the domains' schemas. */
export function backupCommand({
  withWorld,
  print = console.log,
  note = console.error,
  watchedMs,
}: CommandOptions): Command {
  const command = new Command('backup')
    .description(
      'Backups of the schemas of all domains, while everything runs, and back. Databases are named by DATABASE_URL_CLIENTES and the like, passwords by DATABASE_PASSWORD_CLIENTES or a file (DATABASE_PASSWORD_CLIENTES_FILE).\nExit codes: 0 done, 1 not done, 2 looked at and found wrong.',
    )
    .showHelpAfterError();

  const parts: CommandParts = { withWorld, print, progress: progressOn(note) };
  addCreate(command, parts);
  addVerify(command, parts);
  addList(command, parts);
  addPrune(command, { ...parts, watchedMs });
  addRestore(command, parts);
  addHold(command, parts);
  addOrphans(command, parts);
  addErase(command, parts);
  addKey(command, parts);
  addLedger(command, parts);
  return command;
}

function addKey(command: Command, { print }: CommandParts): void {
  command
    .command('key')
    .description(
      'writes a new key for reading backups into a file, and prints the one that they are encrypted for',
    )
    .argument('<file>', 'to be kept away from the backups')
    .action(async (file: string) => print(await writeNewKey(file)));
}
