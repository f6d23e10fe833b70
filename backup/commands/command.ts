import { Command, InvalidArgumentError } from 'commander';
import { createBackup } from '../create/create-backup.ts';
import { chosenDomains, type World } from '../domains/domains.ts';
import { expectMigrated } from '../domains/migrated.ts';
import { readKeys, writeNewKey } from '../files/age-keys.ts';
import { compareLedger, settleErasures } from '../ledger/ledger-of-schemas.ts';
import { eraseOrphans, findOrphans } from '../ledger/orphans.ts';
import { progressOn } from '../progress.ts';
import { holdSchemas, restoreBackup } from '../restore/restore-backup.ts';
import { verifyBackup } from '../restore/verify-backup.ts';
import { interruptible } from './interruption.ts';
import { addList } from './list-command.ts';
import { addPrune } from './prune-command.ts';

/** The exit code for a backup or a ledger that was looked at and is not as it should be. */
const WRONG = 2;

export interface CommandOptions {
  /** Opens what the commands work on, and closes it again. */
  withWorld(work: (world: World) => Promise<void>): Promise<void>;
  print?: (line: string) => void;
  /** Writes a line on how far something is. */
  note?: (line: string) => void;
}

/** The command that makes, checks and restores backups of the domains' schemas. */
export function backupCommand({
  withWorld,
  print = console.log,
  note = console.error,
}: CommandOptions): Command {
  const progress = progressOn(note);
  const command = new Command('backup')
    .description(
      'Backups of the schemas of all domains, while everything runs, and back. Databases are named by DATABASE_URL_CLIENTES and the like, passwords by DATABASE_PASSWORD_CLIENTES or a file (DATABASE_PASSWORD_CLIENTES_FILE).\nExit codes: 0 done, 1 not done, 2 looked at and found wrong.',
    )
    .showHelpAfterError();

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

  addList(command, { print });
  addPrune(command, { print, progress });

  knowledgeOptions(
    command
      .command('restore')
      .description(
        'loads domains of a backup into empty schemas, and erases again who was erased since. Stop the processes of these domains first.',
      )
      .argument('<folder>'),
  )
    .option('--identity <file>', 'the key that an encrypted backup is read with')
    .action(async (folder: string, flags: KnowledgeFlags & { identity?: string }) => {
      const identities = await identitiesOf(flags);
      await withWorld(async (world) => {
        await interruptible((interrupted) =>
          restoreBackup({ ...knowledgeOf(flags), folder, world, identities, progress, interrupted }),
        );
        print('restored: start the processes');
      });
    });

  knowledgeOptions(
    command
      .command('hold')
      .description(
        'erases again who was erased since, in schemas that were restored by other means. Stop the processes of these domains first.',
      )
      .argument('<since>', 'the moment that the schemas are of, such as 2026-11-20T04:00:00Z', instantOf),
  ).action((since: Date, flags: KnowledgeFlags) =>
    withWorld(async (world) => {
      await holdSchemas({ ...knowledgeOf(flags), world, since, progress });
      print('held to what is known: start the processes');
    }),
  );

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

  command
    .command('key')
    .description(
      'writes a new key for reading backups into a file, and prints the one that they are encrypted for',
    )
    .argument('<file>', 'to be kept away from the backups')
    .action(async (file: string) => print(await writeNewKey(file)));

  const ledger = command.command('ledger').description('the ledger of erasures, ERASURE_LEDGER_URL');
  ledger
    .command('check')
    .description('whether the ledger is there and whole, and has every erasure that the schemas remember')
    .action(() =>
      withWorld(async (world) => {
        for (const { tipo, recorded, missing } of await compareLedger(world, { fill: false })) {
          print(`${tipo}: ${recorded} erasure(s), ${missing} missing`);
          if (missing > 0) process.exitCode = WRONG;
        }
      }),
    );
  ledger
    .command('fill')
    .description(
      'makes the ledger where there is none, and adds the erasures that the schemas remember and it has not',
    )
    .action(() =>
      withWorld(async (world) => {
        for (const { tipo, recorded, missing } of await compareLedger(world, { fill: true }))
          print(`${tipo}: ${recorded} erasure(s), ${missing} of them added`);
      }),
    );
  ledger
    .command('settle')
    .description('has erasures wait no more for a ledger that there is no longer')
    .action(() => withWorld(async (world) => print(`${await settleErasures(world)} erasure(s) settled`)));
  return command;
}

interface KnowledgeFlags {
  only?: string[];
  without?: string[];
  withoutLedger?: boolean;
  highest?: Map<string, string>;
}

function knowledgeOptions(command: Command): Command {
  return command
    .option('--only <domain...>', 'only these; all by default')
    .option('--without <domain...>', 'goes on without what these know, because they are gone')
    .option('--without-ledger', 'goes on where nobody knows who was erased since, or the ledger lacks some')
    .option('--highest <kind=id...>', 'the highest id that was ever given, such as Cliente=123456', pairs);
}

function knowledgeOf({ only, without, withoutLedger, highest }: KnowledgeFlags) {
  return {
    only: only ?? [],
    without: without ?? [],
    withoutLedger: withoutLedger ?? false,
    highest: highest ?? new Map<string, string>(),
  };
}

function instantOf(text: string): Date {
  const instant = new Date(text);
  if (/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(instant.getTime())) return instant;
  throw new InvalidArgumentError('expected an instant with its zone, such as 2026-11-20T04:00:00Z.');
}

async function identitiesOf({ identity }: { identity?: string }): Promise<string[] | null> {
  return identity ? await readKeys(identity, 'identities') : null;
}

function ids(text: string, before: string[] = []): string[] {
  if (!/^[1-9]\d{0,18}$/.test(text)) throw new InvalidArgumentError('expected ids, such as 77.');
  return [...before, text];
}

function pairs(text: string, before: Map<string, string> = new Map()): Map<string, string> {
  const [, kind, id] = /^([A-Za-z][A-Za-z0-9]*)=([1-9]\d{0,18})$/.exec(text) ?? [];
  if (!kind || !id)
    throw new InvalidArgumentError('expected a kind and its highest id, such as Cliente=123456.');
  return before.set(kind, id);
}
