import { type Command, InvalidArgumentError } from 'commander';
import { expectMigrated } from '../domains/migrated.ts';
import { eraseOrphans, findOrphans } from '../ledger/orphans.ts';
import { type CommandParts, WRONG } from './command-parts.ts';

/** Adds `orphans`, which ends with 2 where there are some. */
export function addOrphans(command: Command, { withWorld, print, progress }: CommandParts): void {
  command
    .command('orphans')
    .alias('strays')
    .description(
      'lists what domains refer to and its owner has lost, as after a restore from before it: kinds and ids alone',
    )
    .action(() =>
      withWorld(async (world) => {
        await expectMigrated(world.domains, world.ca, progress);
        const seen = new Set<string>();
        for await (const { tipo, id } of findOrphans(world.domains, world.ca)) seen.add(`${tipo} ${id}`);
        for (const orphan of seen) print(orphan);
        if (seen.size > 0) process.exitCode = WRONG;
        else print('nothing refers to anything that is lost');
      }),
    );
}

/** Adds `erase`. */
export function addErase(command: Command, { withWorld, print, progress }: CommandParts): void {
  command
    .command('erase')
    .description(
      'erases for good what is left, in any domain, of what its owner has lost: the processes of the owner tell the others',
    )
    .argument('<kind>', 'such as Cliente')
    .argument('<id...>', 'as `orphans` lists them', ids)
    .action((kind: string, chosen: string[]) =>
      withWorld(async (world) => {
        await expectMigrated(world.domains, world.ca, progress);
        print(`${await eraseOrphans(world, kind, chosen)} erased`);
      }),
    );
}

function ids(text: string, before: string[] = []): string[] {
  if (!/^[1-9]\d{0,18}$/.test(text)) throw new InvalidArgumentError('expected ids, such as 77.');
  return [...before, text];
}
