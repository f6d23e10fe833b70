import { openDatabase } from '../../platform/database/database.ts';
import type { Erasures } from '../../platform/erasure-ledger/erasures.ts';
import { LEDGER_DESTINATION } from '../../platform/erasure-ledger/ledger-delivery.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { usedReferences } from '../../platform/writes/used-references.ts';
import { type Domain, databaseUrlVariable, type World } from '../domains/domains.ts';
import { raiseIds } from './given-ids.ts';

/** Something that a domain refers to, and that its owner neither has nor remembers to have erased. */
export interface Orphan {
  tipo: string;
  id: string;
  /** Who refers to it. */
  in: string;
}

const ASKED_AT_ONCE = 1_000;

/** What was made after the backup that its owner was restored from, and of which other domains still have something. */
export async function* findOrphans(domains: readonly Domain[], ca: World['ca']): AsyncGenerator<Orphan> {
  for (const { definition, url } of domains) {
    const { erasures, eventDestinations } = definition;
    if (!erasures) continue;
    const { tipo, lost } = erasures;
    await using owner = openDatabase({ url, ca, poolSize: 1 });
    for (const receiver of domains) {
      const { name } = receiver.definition;
      if (!eventDestinations.includes(name)) continue;
      await using database = openDatabase({ url: receiver.url, ca, poolSize: 1 });
      for await (const ids of usedReferences(database, tipo, ASKED_AT_ONCE))
        for (const id of await lost(owner, ids)) yield { tipo, id, in: name };
    }
  }
}

/**
 * Erases orphans by their ids, in every domain: the owner's processes tell them. Safe to repeat. Gives how many had not been
 * erased before. Throws StartError where its owner has one of them; it has erased none then, but for one that comes to
 * be there meanwhile.
 */
export async function eraseOrphans(world: World, tipo: string, ids: readonly string[]): Promise<number> {
  const { domain, erasures } = ownerOf(world, tipo);
  const { eventDestinations, ids: tables, name } = domain.definition;
  const destinations = [...eventDestinations, ...(world.ledgerUrl === null ? [] : [LEDGER_DESTINATION])];
  await using database = openDatabase({ url: domain.url, ca: world.ca, poolSize: 2 });
  const lost = new Set(await erasures.lost(database, ids));
  const table = tables?.[tipo];
  let erased = 0;
  // First those that are not lost: they change nothing, and whoever named one that is there may have meant none of the others.
  for (const id of [...ids.filter((one) => !lost.has(one)), ...lost]) {
    // Nobody may be given an id that is gone everywhere.
    if (table && lost.has(id)) await raiseIds(database, table, BigInt(id));
    const outcome = await erasures.eraseLost(database, destinations, id);
    if (outcome === 'is there')
      throw new StartError(
        `${name} has ${tipo} ${id}: erase it as any other, by a mutation. Others erased before it: ${erased}.`,
      );
    if (outcome === 'erased') erased += 1;
  }
  return erased;
}

function ownerOf({ domains, definitions }: World, tipo: string): { domain: Domain; erasures: Erasures } {
  for (const domain of domains) {
    const { erasures } = domain.definition;
    if (erasures?.tipo === tipo) return { domain, erasures };
  }
  const owner = definitions.find(({ erasures }) => erasures?.tipo === tipo);
  throw new StartError(
    owner
      ? `Where ${owner.name} is, is not known: set ${databaseUrlVariable(owner.name)}.`
      : `No domain erases ${tipo} for good.`,
  );
}
