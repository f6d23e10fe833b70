import { openDatabase } from '../../platform/database/database.ts';
import { openErasureLedger } from '../../platform/erasure-ledger/open-ledger.ts';
import { settleWithoutLedger } from '../../platform/erasure-ledger/without-ledger.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { World } from '../domains/domains.ts';
import { expectMigrated } from '../domains/migrated.ts';
import { kindsOf, rememberedBy } from './whole-ledger.ts';

/** How the ledger stands beside what the domains' schemas remember. */
export interface LedgerState {
  tipo: string;
  /** In the ledger. */
  recorded: number;
  /** Those that the schemas remember and the ledger had not. */
  missing: number;
}

/** Returns how many erasures waited for a ledger that is no longer there, and makes them wait no more. Throws StartError while there is one. */
export async function settleErasures({ ledgerUrl, domains, ca }: World): Promise<number> {
  if (ledgerUrl !== null)
    throw new StartError('ERASURE_LEDGER_URL is set: the processes of the domain record what waits for it.');
  await expectMigrated(
    domains.filter(({ definition }) => definition.erasures),
    ca,
  );
  let settled = 0;
  for (const { definition, url } of domains) {
    if (!definition.erasures) continue;
    await using database = openDatabase({ url, ca, poolSize: 1 });
    settled += await settleWithoutLedger(database);
  }
  return settled;
}

/**
 * Compares the ledger with the schemas, and where `fill` says so makes it and adds what it has not: what was erased before
 * there was a ledger. Throws StartError when there is no ledger, or nothing to compare with.
 */
export async function compareLedger(world: World, { fill }: { fill: boolean }): Promise<LedgerState[]> {
  if (world.ledgerUrl === null)
    throw new StartError(
      'Set ERASURE_LEDGER_URL to the ledger, such as file:///var/lib/erasures/erasures.log.',
    );
  const kinds = kindsOf(world.definitions);
  if (kinds.length === 0 || world.domains.length === 0)
    throw new StartError(
      'No domain that remembers erasures is named: set its address, such as DATABASE_URL_CLIENTES.',
    );
  await expectMigrated(world.domains, world.ca);
  await using ledger = openErasureLedger(world.ledgerUrl, world.ca);
  if (fill) await ledger.create();
  const states: LedgerState[] = [];
  for (const tipo of kinds) {
    const recorded = new Set<string>();
    for await (const id of ledger.read(tipo)) recorded.add(id);
    const before = recorded.size;
    let missing = 0;
    for await (const { id } of rememberedBy(world.domains, tipo, world)) {
      if (recorded.has(id)) continue;
      missing += 1;
      if (fill) await ledger.record({ tipo, id });
    }
    states.push({ tipo, recorded: before + (fill ? missing : 0), missing });
  }
  return states;
}
