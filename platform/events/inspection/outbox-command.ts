import { Command, InvalidArgumentError } from 'commander';
import type { Database } from '../../database/database.ts';
import { StartError } from '../../process/ending/start-error.ts';
import { OUTBOX_KEPT_DAYS } from '../outbox/forget-delivered.ts';
import {
  destinationsOf,
  discard,
  listUndelivered,
  replay,
  resend,
  type Undelivered,
} from './outbox-inspection.ts';
import { SEQ } from './outbox-state.ts';

const NONE_LEFT = 'Every event has been delivered.';
const NONE_DEAD = 'No event is dead.';

/**
 * The command that shows deliveries which are waiting or dead, and sends dead ones again.
 *
 * @param name how the command is called
 * @param withDatabase opens the outbox that is meant, and closes it again
 * @param print takes what is shown, a text without its line end
 */
export function outboxCommand(
  name: string,
  withDatabase: (work: (database: Database) => Promise<void>) => Promise<void>,
  print: (text: string) => void = console.log,
): Command {
  const command = new Command(name)
    .description("Shows one subgraph's events that other domains have not confirmed, and replays dead ones.")
    .showHelpAfterError();
  command
    .command('list')
    .description(
      'events that are waiting, published (a broker has them, their domain has not confirmed them), dead or discarded, the oldest 200',
    )
    .option('--dead', 'only those that are not tried again and hold back later ones')
    .action((options: { dead?: boolean }) =>
      withDatabase(async (database) => {
        const found = await listUndelivered(database, { dead: options.dead ?? false });
        print(found.length === 0 ? (options.dead ? NONE_DEAD : NONE_LEFT) : table(found));
      }),
    );
  command
    .command('replay')
    .description('tries dead events again; with a number, also a discarded one')
    .argument('<seq>', 'number of the event in the list, or "all"', seqOrAll)
    .action((seq: string) =>
      withDatabase(async (database) => {
        const replayed = await replay(database, seq);
        if (replayed === 0 && seq !== 'all')
          throw new StartError(
            `Event ${seq} is neither dead nor discarded: \`list\` shows which are, and those that are tried again anyway.`,
          );
        print(`${replayed} delivery(ies) will be tried again.`);
      }),
    );
  command
    .command('discard')
    .description(
      'gives up one dead event, so that later ones about the same thing go on; it still counts as not done',
    )
    .argument('<seq>', 'number of the event in the list', seqOf)
    .action((seq: string) =>
      withDatabase(async (database) => {
        const discarded = await discard(database, seq);
        if (discarded === 0)
          throw new StartError(`Event ${seq} is not dead: \`list --dead\` shows those that can be given up.`);
        print(`${discarded} delivery(ies) discarded.`);
      }),
    );
  command
    .command('resend')
    .description('sends again what a domain has confirmed since then, because it was restored from a dump')
    .argument('<domain>', 'the domain that was restored')
    .argument('<since>', 'when the dump was made, such as 2026-11-20T04:00:00Z', instantOf)
    .action((destination: string, since: Date) =>
      withDatabase(async (database) => {
        const known = await destinationsOf(database);
        if (known.length > 0 && !known.includes(destination))
          throw new StartError(
            `No event has gone to ${destination}, as far as they are kept; they have gone to ${known.join(', ')}.`,
          );
        print(`${await resend(database, { destination, since })} delivery(ies) will be sent again.`);
      }),
    );
  return command;
}

function instantOf(text: string): Date {
  const instant = new Date(text);
  const oldest = Date.now() - OUTBOX_KEPT_DAYS * 86_400_000;
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(instant.getTime()))
    throw new InvalidArgumentError('expected an instant with its zone, such as 2026-11-20T04:00:00Z.');
  if (instant.getTime() >= oldest) return instant;
  throw new InvalidArgumentError(
    `events are kept for ${OUTBOX_KEPT_DAYS} days after they were confirmed: what was before is not there any more.`,
  );
}

function seqOrAll(text: string): string {
  return text === 'all' ? text : seqOf(text);
}

function seqOf(text: string): string {
  if (SEQ.test(text)) return text;
  throw new InvalidArgumentError('expected the number of an event, as `list` shows it.');
}

const STATES = { PENDENTE: 'waiting', MORTA: 'dead', DESCARTADA: 'discarded' } as const;
/** A broker has it, and its domain has not said anything of it, or that it failed. */
const PUBLISHED = 'published';

/** Lines in columns. An event's payload is not shown: it may be about a person. */
function table(found: readonly Undelivered[]): string {
  const rows = [
    ['seq', 'to', 'state', 'type', 'about', 'attempts', 'since', 'last error'],
    ...found.map((one) => [
      one.seq,
      one.destination,
      one.isPublished ? PUBLISHED : STATES[one.state],
      one.type,
      one.aggregate,
      String(one.attempts),
      one.createdAt?.toISOString() ?? '',
      one.error ?? '',
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
