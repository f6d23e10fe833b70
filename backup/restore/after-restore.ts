import { randomUUID } from 'node:crypto';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import type { Erasures } from '../../platform/erasure-ledger/erasures.ts';
import type { ErasureLedger } from '../../platform/erasure-ledger/ledger.ts';
import { LEDGER_DESTINATION } from '../../platform/erasure-ledger/ledger-delivery.ts';
import { emptyStreams } from '../../platform/events/broker/losses/empty-streams.ts';
import type { DomainEvent } from '../../platform/events/event/event.ts';
import { deliveredSince } from '../../platform/events/inspection/outbox-inspection.ts';
import { distrust, hasPublished } from '../../platform/events/outbox/outbox-broker.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { linesOfReferences, parseReferenceLine } from '../../platform/writes/used-references.ts';
import type { Domain, World } from '../domains/domains.ts';
import { highestKnown, raiseIds } from '../ledger/given-ids.ts';
import { findOrphans } from '../ledger/orphans.ts';
import type { Progress } from '../progress.ts';
import { applyWaiting, type Receiver, receiverOf } from './apply-events.ts';

/** A domain whose schema was loaded. */
export interface Restored {
  domain: Domain;
  /** When the snapshot that it was loaded from began. */
  began: Date;
}

export interface HoldOptions {
  restored: readonly Restored[];
  /** Those that know something, the restored ones included. */
  known: readonly Domain[];
  ca: World['ca'];
  ledger: ErasureLedger | null;
  broker: World['broker'];
  /** Highest ids that were ever given, by kind, beside what schemas know. */
  highest: ReadonlyMap<string, string>;
  progress: Progress;
}

/** The clock of another server, and what was confirmed while the snapshot began. */
const RESENT_BEFORE_MS = 3_600_000;

interface Opened extends Domain {
  database: Database;
}

/**
 * Holds restored schemas to what the others and the ledger know, so that nobody who was erased is back and no id is given
 * twice: owners erase again, and the others are told again what they have lost. What was said of events before counts no more. Safe to repeat.
 */
export async function holdToOthers(options: HoldOptions): Promise<void> {
  const { restored, known, ca, ledger, progress } = options;
  await using opened = new Resources();
  const all = known.map(
    (domain): Opened => ({
      ...domain,
      database: opened.use(openDatabase({ url: domain.url, ca, poolSize: 2 })),
    }),
  );
  const began = new Map(restored.map((one) => [one.domain.definition.name, one.began]));
  await distrustBefore(all, began, options);
  for (const owner of all) {
    const { erasures, name, eventDestinations } = owner.definition;
    if (!erasures || !began.has(name)) continue;
    const destinations = [...eventDestinations, ...(ledger ? [LEDGER_DESTINATION] : [])];
    const lines = knownOf(erasures.tipo, receiversOf(owner, all), options);
    const { erased, nextId } = await erasures.hold(owner.database, destinations, lines);
    const ids = nextId === null ? 'ids go on from where they are' : `ids go on from ${nextId}`;
    progress.done(`${name}: ${erased} erased again; ${ids}`);
  }
  for (const { definition, database } of all.filter((one) => began.has(one.definition.name))) {
    for (const [tipo, table] of Object.entries(definition.ids ?? {})) {
      // Those have been held above, by what their tombstones say too.
      if (definition.erasures?.tipo === tipo) continue;
      const nextId = await raiseIds(database, table, await highestKnown(tipo, all, options.highest));
      if (nextId !== null) progress.done(`${definition.name}: ids of ${tipo} go on from ${nextId}`);
    }
  }
  for (const sender of all) {
    const isRestored = began.has(sender.definition.name);
    for (const { definition, database } of receiversOf(sender, all)) {
      const snapshot = began.get(definition.name);
      if (!snapshot && !isRestored) continue;
      const receiver = receiverOf(definition, database);
      let applied = 0;
      if (snapshot) {
        applied += await applyDelivered(sender, definition.name, snapshot, receiver);
        applied += await applyErasures(sender, database, ledger, receiver);
      }
      // Where its processes run, they deliver what waits.
      if (isRestored) applied += await applyWaiting(sender.database, definition.name, receiver);
      progress.done(`${definition.name}: ${applied} event(s) of ${sender.definition.name} applied`);
    }
  }
  await tellStrays(all, options);
}

/**
 * Has what domains have said of events before the restore not count any more, and removes from the broker the events of those
 * whose outbox does not know them: such as the erasure of an id that another one is given now.
 */
async function distrustBefore(
  all: readonly Opened[],
  began: ReadonlyMap<string, Date>,
  { broker, progress }: HoldOptions,
): Promise<void> {
  const restored: string[] = [];
  let usedBroker = false;
  for (const { definition, database } of all) {
    const { name, eventDestinations } = definition;
    if (eventDestinations.length === 0) continue;
    if (began.has(name)) {
      restored.push(name);
      usedBroker ||= await hasPublished(database);
      await distrust(database, null);
    } else for (const to of eventDestinations) if (began.has(to)) await distrust(database, to);
  }
  if (restored.length === 0) return;
  if (broker) {
    const removed = await emptyStreams(broker, restored);
    progress.done(`${removed} message(s) of the time that is gone removed from the broker`);
  } else if (usedBroker)
    progress.done(
      'events went over a broker, and EVENTS_URL is not set: empty it before any process starts, `npm run broker -- empty`',
    );
}

const TOLD = 20;

/** Names what was made after the backup and is known elsewhere, by ids alone. */
async function tellStrays(all: readonly Domain[], { ca, progress }: HoldOptions): Promise<void> {
  let count = 0;
  for await (const orphan of findOrphans(all, ca)) {
    count += 1;
    if (count <= TOLD)
      progress.done(`lost: ${orphan.tipo} ${orphan.id}, of which ${orphan.in} has something`);
  }
  if (count > 0)
    progress.done(
      `${count} were made after the backup, and others have data of them: \`backup orphans\` lists them, and \`backup erase\` erases what is left of them`,
    );
}

function receiversOf({ definition }: Domain, all: readonly Opened[]): Opened[] {
  return all.filter((one) => definition.eventDestinations.includes(one.definition.name));
}

/** What is known of entities of a kind: by those that refer to them, by the ledger, and by whoever restores. */
async function* knownOf(
  tipo: string,
  receivers: readonly Opened[],
  { ledger, highest }: HoldOptions,
): AsyncGenerator<string> {
  for (const { database } of receivers) yield* linesOfReferences(database, tipo);
  if (ledger) for await (const id of ledger.read(tipo)) yield `erased ${id}`;
  const used = highest.get(tipo);
  if (used !== undefined) yield `used ${used}`;
}

/** Applies again what a restored domain confirmed after its snapshot began. Gives how many were lost. */
async function applyDelivered(
  sender: Opened,
  destination: string,
  snapshot: Date,
  receiver: Receiver,
): Promise<number> {
  const since = new Date(snapshot.getTime() - RESENT_BEFORE_MS);
  let applied = 0;
  for await (const event of deliveredSince(sender.database, { destination, since }))
    if ((await receiver(event)) === 'applied') applied += 1;
  return applied;
}

/** Applies the erasures of which a restored domain has no tombstone, however old they are. Gives how many. */
async function applyErasures(
  sender: Opened,
  restored: Database,
  ledger: ErasureLedger | null,
  receiver: Receiver,
): Promise<number> {
  const { erasures } = sender.definition;
  if (!erasures) return 0;
  const gone = new Set<string>();
  for await (const line of linesOfReferences(restored, erasures.tipo)) {
    const { kind, id } = parseReferenceLine(line);
    if (kind === 'erased') gone.add(id);
  }
  const before = gone.size;
  for await (const id of allErased(sender, erasures, ledger)) {
    if (gone.has(id)) continue;
    gone.add(id);
    await receiver(erasingEvent(erasures, id));
  }
  return gone.size - before;
}

async function* allErased(
  { database }: Opened,
  { remembered, tipo }: Erasures,
  ledger: ErasureLedger | null,
): AsyncGenerator<string> {
  yield* remembered(database);
  if (ledger) yield* ledger.read(tipo);
}

function erasingEvent({ tipo, event }: Erasures, id: string): DomainEvent {
  return { id: randomUUID(), aggregatetype: tipo, aggregateid: id, type: event, payload: { id } };
}

/** The domains that have to be asked when some are restored: who refers to them or keeps their ids, and who sends them events. */
export function askedFor(
  chosen: readonly SubgraphDefinition[],
  definitions: readonly SubgraphDefinition[],
): SubgraphDefinition[] {
  const names = new Set(chosen.map(({ name }) => name));
  return definitions.filter(
    (one) =>
      one.eventDestinations.some((receiver) => names.has(receiver)) ||
      chosen.some(({ erasures, eventDestinations }) => erasures && eventDestinations.includes(one.name)) ||
      chosen.some(({ ids }) => Object.keys(ids ?? {}).some((kind) => one.highestUsed?.[kind])),
  );
}
