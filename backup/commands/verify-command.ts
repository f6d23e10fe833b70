import type { Command } from 'commander';
import { verifyBackup } from '../restore/verify-backup.ts';
import { type CommandParts, identitiesOf, WRONG } from './command-parts.ts';

/** Adds `verify`, which ends with 2 for a backup that is not whole. */
export function addVerify(command: Command, { withWorld, print, progress }: CommandParts): void {
  command
    .command('verify')
    .description('checks that a backup is whole, and that it loads')
    .argument('<folder>')
    .option(
      '--load',
      'also loads each dump into the empty schema of SCRATCH_DATABASE_URL, and empties that again',
    )
    .option('--identity <file>', 'the key that an encrypted backup is read with, for --load')
    .action(async (folder: string, options: { load?: boolean; identity?: string }) => {
      const identities = await identitiesOf(options);
      await withWorld(async (world) => {
        const problems = await verifyBackup({
          folder,
          load: options.load ?? false,
          world,
          identities,
          progress,
        });
        for (const problem of problems) print(problem);
        if (problems.length > 0) process.exitCode = WRONG;
        else print(`${folder} is whole${options.load ? ', and it loads' : ''}`);
      });
    });
}
