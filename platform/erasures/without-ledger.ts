import type { Statements } from '../database/statements.ts';
import { LEDGER_DESTINATION } from './ledger-delivery.ts';

/** How many erasures wait for a ledger; without one that there is, they are never done. */
export async function waitingForLedger(statements: Statements): Promise<number> {
  const [row] = await statements.read<{ waiting: string }>(
    "SELECT COUNT(*) AS waiting FROM outbox_entrega WHERE destino = ? AND estado <> 'ENTREGUE'",
    [LEDGER_DESTINATION],
  );
  return Number(row?.waiting);
}

/** Has erasures wait for a ledger no more, as those that are made without one. Gives how many did. */
export async function settleWithoutLedger(statements: Statements): Promise<number> {
  const { affectedRows } = await statements.write(
    "DELETE FROM outbox_entrega WHERE destino = ? AND estado <> 'ENTREGUE'",
    [LEDGER_DESTINATION],
  );
  return affectedRows;
}
