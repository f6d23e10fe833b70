import { openDatabase } from '../platform/database/database.ts';
import type { Erasures } from '../platform/erasures/erasures.ts';
import type { ErasureLedger } from '../platform/erasures/ledger.ts';
import { openErasureLedger } from '../platform/erasures/open-ledger.ts';
import { StartError } from '../platform/process/start-error.ts';
import type { Domain, World } from './domains.ts';

/** How the ledger stands beside what a domain's schema remembers. */
export interface LedgerState {
  tipo: string;
  /** In the ledger. */
  recorded: number;
  /** Those that the schema remembers and the ledger had not. */
  missing: number;
}

/**
 * Compares the ledger with the schemas, and adds what it has not where `fill` says so: what was erased before there was a
 * ledger. Throws StartError when there is no ledger, or nothing to compare with.
 */
export async function compareLedger(world: World, { fill }: { fill: boolean }): Promise<LedgerState[]> {
  if (world.ledgerUrl === null)
    throw new StartError(
      'Set ERASURE_LEDGER_URL to the ledger, such as file:///var/lib/erasures/erasures.log.',
    );
  await using ledger = openErasureLedger(world.ledgerUrl, world.ca);
  const states: LedgerState[] = [];
  for (const domain of world.domains) {
    const { erasures } = domain.definition;
    if (erasures) states.push(await compareOne({ domain, erasures, ledger, fill, ca: world.ca }));
  }
  if (states.length === 0)
    throw new StartError(
      'No domain that erases for good is named: set its address, such as DATABASE_URL_CLIENTES.',
    );
  return states;
}

interface Comparison {
  domain: Domain;
  erasures: Erasures;
  ledger: ErasureLedger;
  fill: boolean;
  ca: string | null;
}

async function compareOne({ domain, erasures, ledger, fill, ca }: Comparison): Promise<LedgerState> {
  const { tipo } = erasures;
  const recorded = new Set<string>();
  for await (const id of ledger.read(tipo)) recorded.add(id);
  const before = recorded.size;
  await using database = openDatabase({ url: domain.url, ca, poolSize: 1 });
  let missing = 0;
  for await (const id of erasures.remembered(database)) {
    if (recorded.has(id)) continue;
    missing += 1;
    if (fill) await ledger.record({ tipo, id });
  }
  return { tipo, recorded: before + (fill ? missing : 0), missing };
}
