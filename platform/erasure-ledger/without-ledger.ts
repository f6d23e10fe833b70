import type { Statements } from '../database/statements/statements.ts';
import { LEDGER_DESTINATION } from './ledger-delivery.ts';

/** How many erasures wait to be written into the ledger; where there is no ledger they wait for ever. */
export async function waitingForLedger(statements: Statements): Promise<number> {
  const [row] = await statements.read<{ waiting: string }>(
    "SELECT COUNT(*) AS waiting FROM outbox_entrega WHERE destino = ? AND estado <> 'ENTREGUE'",
    [LEDGER_DESTINATION],
  );
  return Number(row?.waiting);
}

/** Returns how many erasures waited for a ledger, and makes them wait no more, as those made where there is none. */
export async function settleWithoutLedger(statements: Statements): Promise<number> {
  const { affectedRows } = await statements.write(
    "DELETE FROM outbox_entrega WHERE destino = ? AND estado <> 'ENTREGUE'",
    [LEDGER_DESTINATION],
  );
  return affectedRows;
}
