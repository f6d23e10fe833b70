import type { Statements } from '../../database/statements/statements.ts';

/**
 * How long an event is kept that every domain has confirmed. A domain that is restored from a dump that is no older can be sent
 * what it has lost by that; see `resend`.
 */
export const OUTBOX_KEPT_DAYS = 35;

const WALKED_AT_ONCE = 1_000;

/**
 * Removes events that every domain has had for so long, with their deliveries. They are found without a lock, oldest
 * first, and removed by key.
 *
 * @param stopping ends it between two steps
 */
export async function forgetDelivered(statements: Statements, stopping?: AbortSignal): Promise<void> {
  await forgetEvents(statements, stopping);
  await forgetOrphans(statements, stopping);
}

const LONG_DELIVERED = `estado = 'ENTREGUE' AND entregue_em < NOW(3) - INTERVAL ${OUTBOX_KEPT_DAYS} DAY`;

async function forgetEvents(statements: Statements, stopping?: AbortSignal): Promise<void> {
  for (let last = '0'; ; ) {
    const events = await statements.read<{ seq: string; isOld: unknown; isDone: unknown }>(
      `SELECT o.seq, o.criado_em < NOW(3) - INTERVAL ${OUTBOX_KEPT_DAYS} DAY AS isOld,
              NOT EXISTS (SELECT 1 FROM outbox_entrega e WHERE e.seq = o.seq AND NOT (${LONG_DELIVERED})) AS isDone
         FROM outbox o WHERE o.seq > ? ORDER BY o.seq LIMIT ${WALKED_AT_ONCE}`,
      [last],
    );
    for (const { seq, isOld, isDone } of events) {
      if (stopping?.aborted) return;
      // Those after it are about as young.
      if (!Number(isOld)) return;
      last = seq;
      if (!Number(isDone)) continue;
      // The event last: a delivery never stays without one. What is sent again meanwhile keeps it.
      await statements.write(`DELETE FROM outbox_entrega WHERE seq = ? AND ${LONG_DELIVERED}`, [seq]);
      const left = await statements.read('SELECT 1 FROM outbox_entrega WHERE seq = ? LIMIT 1', [seq]);
      if (left.length === 0) await statements.write('DELETE FROM outbox WHERE seq = ?', [seq]);
    }
    if (events.length < WALKED_AT_ONCE) return;
  }
}

/** Removes deliveries without an event, whatever their age: releases before removed the event first. */
async function forgetOrphans(statements: Statements, stopping?: AbortSignal): Promise<void> {
  for (let last = '0'; ; ) {
    const delivered = await statements.read<{ seq: string; isOrphan: unknown }>(
      `SELECT e.seq, NOT EXISTS (SELECT 1 FROM outbox o WHERE o.seq = e.seq) AS isOrphan
         FROM outbox_entrega e WHERE e.seq > ? GROUP BY e.seq ORDER BY e.seq LIMIT ${WALKED_AT_ONCE}`,
      [last],
    );
    for (const { seq, isOrphan } of delivered) {
      if (stopping?.aborted) return;
      last = seq;
      if (!Number(isOrphan)) continue;
      await statements.write("DELETE FROM outbox_entrega WHERE seq = ? AND estado = 'ENTREGUE'", [seq]);
    }
    if (delivered.length < WALKED_AT_ONCE) return;
  }
}
