import { type Database, openDatabase } from '../../platform/database/database.ts';
import type { ErasureLedger, LedgerHead } from '../../platform/erasure-ledger/ledger.ts';
import { LedgerDamaged } from '../../platform/erasure-ledger/ledger-damaged.ts';
import { LEDGER_DESTINATION } from '../../platform/erasure-ledger/ledger-delivery.ts';
import { LedgerMissing } from '../../platform/erasure-ledger/ledger-missing.ts';
import { openErasureLedger } from '../../platform/erasure-ledger/open-ledger.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { linesOfReferences, parseReferenceLine } from '../../platform/writes/used-references.ts';
import type { Domain, World } from '../domains/domains.ts';
import type { Progress } from '../progress.ts';

export interface LedgerOptions {
  world: Pick<World, 'ca' | 'definitions'> & { ledgerUrl: string };
  /** Whether it may go on with a ledger that lacks erasures, or without one. */
  withoutLedger: boolean;
  progress: Progress;
}

/**
 * Opens the ledger and reads it once; null for one that cannot be read, where it may go on without.
 *
 * @param head as of the backup; null where nothing is known of it
 * @throws LedgerMissing, LedgerDamaged, and StartError for one that is not that of the backup
 */
export async function openWholeLedger(
  { world, withoutLedger, progress }: LedgerOptions,
  head: LedgerHead | null,
): Promise<ErasureLedger | null> {
  const ledger = openErasureLedger(world.ledgerUrl, world.ca);
  try {
    const { count } = await ledger.head();
    progress.done(`the ledger has ${count} erasure(s)`);
    if (head === null || (await ledger.includes(head))) return ledger;
    throw new StartError(
      `The ledger is not the one of the backup, or was cut off: it has ${count} erasure(s), and does not have the ${head.count} that it had then. Put a copy back that is whole${HOW_ELSE}`,
    );
  } catch (error) {
    if (!withoutLedger || !(error instanceof StartError)) {
      await ledger[Symbol.asyncDispose]();
      throw error;
    }
    progress.done(error.message);
    if (!(error instanceof LedgerMissing || error instanceof LedgerDamaged)) return ledger;
    await ledger[Symbol.asyncDispose]();
    return null;
  }
}

const HOW_ELSE = '; or say --without-ledger, and whoever only it knew of is back.';

/**
 * Throws StartError when domains remember erasures that the ledger does not have, though they waited for it no more: others
 * that nobody remembers may be missing too.
 */
export async function expectRemembered(
  { world, withoutLedger, progress }: LedgerOptions,
  ledger: ErasureLedger,
  domains: readonly Domain[],
): Promise<void> {
  for (const tipo of kindsOf(world.definitions)) {
    const expected = new Set<string>();
    for await (const { id, isWaiting } of rememberedBy(domains, tipo, world))
      if (!isWaiting) expected.add(id);
    // Last: what is recorded meanwhile is not missing.
    for await (const id of ledger.read(tipo)) expected.delete(id);
    const missing = expected.size;
    if (missing === 0) continue;
    const problem = `The ledger lacks ${missing} erasure(s) of ${tipo} that schemas remember: it is another one, or was cut off, and others may be missing too. Put a copy back that is whole; where there is none, or these are of a time without a ledger, \`backup ledger fill\` adds them${HOW_ELSE}`;
    if (!withoutLedger) throw new StartError(problem);
    progress.done(problem);
  }
}

/** The kinds of entities that are erased for good. */
export function kindsOf(definitions: readonly SubgraphDefinition[]): string[] {
  return definitions.flatMap(({ erasures }) => (erasures ? [erasures.tipo] : []));
}

/** An erasure that a schema remembers, and whether it is known that the ledger has yet to be told. */
interface Remembered {
  id: string;
  isWaiting: boolean;
}

/** The erasures of a kind that domains remember, each once: their owner's own, and the tombstones of who refers to them. */
export async function* rememberedBy(
  domains: readonly Domain[],
  tipo: string,
  { definitions, ca }: Pick<World, 'definitions' | 'ca'>,
): AsyncGenerator<Remembered> {
  const owner = definitions.find(({ erasures }) => erasures?.tipo === tipo);
  if (!owner?.erasures) return;
  const { remembered } = owner.erasures;
  // Before the owner, who knows earlier: whom it does not know then is of before its restore.
  const gone = new Set<string>();
  for (const { definition, url } of domains) {
    if (!owner.eventDestinations.includes(definition.name)) continue;
    await using database = openDatabase({ url, ca, poolSize: 1 });
    for await (const id of tombstones(database, tipo)) gone.add(id);
  }
  const own = domains.find(({ definition }) => definition.name === owner.name);
  if (own) {
    await using database = openDatabase({ url: own.url, ca, poolSize: 1 });
    const confirmed = new Set<string>();
    for await (const id of remembered(database, LEDGER_DESTINATION)) confirmed.add(id);
    for await (const id of remembered(database)) {
      gone.delete(id);
      yield { id, isWaiting: !confirmed.has(id) };
    }
  }
  for (const id of gone) yield { id, isWaiting: false };
}

/** The ids of a kind that a domain knows to be erased. */
export async function* tombstones(database: Database, tipo: string): AsyncGenerator<string> {
  for await (const line of linesOfReferences(database, tipo)) {
    const { kind, id } = parseReferenceLine(line);
    if (kind === 'erased') yield id;
  }
}
