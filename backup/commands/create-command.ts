import type { Command } from 'commander';
import { createBackup } from '../create/create-backup.ts';
import { chosenDomains } from '../domains/domains.ts';
import { readKeys } from '../files/age-keys.ts';
import type { CommandParts } from './command-parts.ts';
import { interruptible } from './interruption.ts';

/** Adds `create`. */
export function addCreate(command: Command, { withWorld, print, progress }: CommandParts): void {
  command
    .command('create')
    .description('dumps schemas into a new folder; one user on one server reads all of them in one snapshot')
    .argument('<folder>', 'which is not there yet')
    .option('--only <domain...>', 'only these')
    .option('--recipients <file>', 'encrypts for the keys (age1...) in this file, one a line')
    .action(async (folder: string, options: { only?: string[]; recipients?: string }) => {
      const recipients = options.recipients ? await readKeys(options.recipients, 'recipients') : [];
      await withWorld(async (world) => {
        const domains = chosenDomains(world, options.only ?? []);
        const { id } = await interruptible((interrupted) =>
          createBackup({ folder, domains, world, recipients, progress, interrupted }),
        );
        print(`${folder} is complete: backup ${id} of ${domains.length} domain(s)`);
      });
    });
}
