import { type Command, InvalidArgumentError } from 'commander';
import { holdSchemas, restoreBackup } from '../restore/restore-backup.ts';
import { type CommandParts, identitiesOf } from './command-parts.ts';
import { interruptible } from './interruption.ts';

/** Adds `restore`. */
export function addRestore(command: Command, { withWorld, print, progress }: CommandParts): void {
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
}

/** Adds `hold`, for schemas that something else has restored. */
export function addHold(command: Command, { withWorld, print, progress }: CommandParts): void {
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
}

/** What whoever restores knows, or does without. */
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

function pairs(text: string, before: Map<string, string> = new Map()): Map<string, string> {
  const [, kind, id] = /^([A-Za-z][A-Za-z0-9]*)=([1-9]\d{0,18})$/.exec(text) ?? [];
  if (!kind || !id)
    throw new InvalidArgumentError('expected a kind and its highest id, such as Cliente=123456.');
  return before.set(kind, id);
}
