import type { Statements } from '../../database/statements/statements.ts';
import type { Transaction } from '../../database/transactions/transaction.ts';
import { markDelivered, type TakenDelivery } from './outbox.ts';

/**
 * Notes that a broker has an event, unless its domain has confirmed it meanwhile. Its attempts are counted by the domain from
 * now on.
 *
 * @param lookInMs when to look whether it is still there
 */
export async function markPublished(
  transaction: Transaction,
  taken: TakenDelivery,
  { position, lookInMs }: { position: string; lookInMs: number },
): Promise<void> {
  await transaction.write(
    `UPDATE outbox_entrega SET publicada_em = NOW(3), publicacoes = ?, posicao = ?, tentativas = 0, ultimo_erro = NULL,
            proxima_tentativa_em = NOW(3) + INTERVAL ? MICROSECOND
      WHERE seq = ? AND destino = ? AND estado = 'PENDENTE' AND vez = ?`,
    [
      taken.publication.publications + 1,
      position,
      Math.round(lookInMs * 1_000),
      taken.seq,
      taken.destination,
      taken.vez,
    ],
  );
}

/** Notes that the broker still has an event, and when to look again. */
export async function markOnItsWay(
  statements: Statements,
  taken: TakenDelivery,
  lookInMs: number,
): Promise<void> {
  await statements.write(
    `UPDATE outbox_entrega SET proxima_tentativa_em = NOW(3) + INTERVAL ? MICROSECOND
      WHERE seq = ? AND destino = ? AND estado = 'PENDENTE' AND vez = ?`,
    [Math.round(lookInMs * 1_000), taken.seq, taken.destination, taken.vez],
  );
}

/**
 * A number that no publication of an event has had, also none that a restored outbox has forgotten: the seconds of the
 * clock, which publications, at most one in several seconds, stay far below. So a broker takes no new publication for one that it has
 * had, and what was said of one of before is told by its number.
 */
export const NEXT_PUBLICATION = 'GREATEST(publicacoes + 1, UNIX_TIMESTAMP())';

/**
 * Makes void what domains have said until now of events that they have not confirmed, and sends those again that a
 * broker has had: a domain that was restored since may have said that it has applied one, and have lost that; and an
 * outbox that was restored does not know what was said. Returns how many are sent again.
 *
 * @param destination the domain that was restored; null for all, when the outbox was
 */
export async function distrust(statements: Statements, destination: string | null): Promise<number> {
  const [to, values] = destination === null ? ['', []] : ['AND destino = ?', [destination]];
  const { affectedRows } = await statements.write(
    `UPDATE outbox_entrega SET proxima_tentativa_em = NOW(3), posicao = NULL, tentativas = 0, vez = vez + 1,
            vale_desde = ${NEXT_PUBLICATION}, publicacoes = ${NEXT_PUBLICATION}
      WHERE estado = 'PENDENTE' AND publicada_em IS NOT NULL ${to}`,
    values,
  );
  // Whoever is sending one just now may not note as its number one of before.
  await statements.write(
    `UPDATE outbox_entrega SET vez = vez + 1, vale_desde = ${NEXT_PUBLICATION}, publicacoes = ${NEXT_PUBLICATION}
      WHERE (estado = 'PENDENTE' AND publicada_em IS NULL OR estado IN ('MORTA', 'DESCARTADA')) ${to}`,
    values,
  );
  return affectedRows;
}

/** Whether any event that is kept was given to a broker. */
export async function hasPublished(statements: Statements): Promise<boolean> {
  const found = await statements.read(
    'SELECT 1 FROM outbox_entrega WHERE publicada_em IS NOT NULL LIMIT 1',
    [],
  );
  return found.length > 0;
}

/** The first look for an event is left to the relay. */
const COUNTED_AFTER_MS = 5_000;
/** As long as a delivery may be taken: when it is due sooner it is looked for soon, or just now. */
const SOON_MS = 15_000;

/** How many events a broker has had for some seconds, and their domains have not confirmed. */
export async function publishedByDestination(statements: Statements): Promise<Map<string, number>> {
  const rows = await statements.read<{ destino: string; publicadas: string }>(
    `SELECT destino, COUNT(*) AS publicadas FROM outbox_entrega
      WHERE estado = 'PENDENTE' AND posicao IS NOT NULL AND publicada_em < NOW(3) - INTERVAL ${COUNTED_AFTER_MS * 1_000} MICROSECOND
      GROUP BY destino`,
    [],
  );
  return new Map(rows.map(({ destino, publicadas }) => [destino, Number(publicadas)]));
}

/** Makes all that a broker was given for a domain due now, so that it is looked for: the broker has lost some of it. */
export async function lookNow(statements: Statements, destination: string): Promise<void> {
  await statements.write(
    `UPDATE outbox_entrega SET proxima_tentativa_em = NOW(3)
      WHERE destino = ? AND estado = 'PENDENTE' AND posicao IS NOT NULL
        AND proxima_tentativa_em > NOW(3) + INTERVAL ${SOON_MS * 1_000} MICROSECOND`,
    [destination],
  );
}

/** What a domain has said of an event, by the event's id. */
export type Said =
  | { kind: 'applied'; publication: number }
  | { kind: 'failed'; publication: number; attempts: number; reason: string; isDead: boolean };

/**
 * Notes what a domain has said of an event. That it has applied it is true whichever publication of it that was about, but for
 * those before the domain was restored; that it failed counts for the present one only. An event that is not there any more needs nothing.
 */
export async function noteConfirmation(
  transaction: Transaction,
  { eventId, destination }: { eventId: string; destination: string },
  said: Said,
): Promise<void> {
  const [event] = await transaction.read<{ seq: string }>('SELECT seq FROM outbox WHERE id = ?', [eventId]);
  if (!event) return;
  if (said.kind === 'applied') {
    await markDelivered(transaction, { seq: event.seq, destination }, said.publication);
    return;
  }
  // Counted from 0 by who sends, and afterwards noted as how many there are. One that is dead lies nowhere any more.
  await transaction.write(
    `UPDATE outbox_entrega SET tentativas = ?, ultimo_erro = ?${said.isDead ? ", estado = 'MORTA', posicao = NULL" : ''}
      WHERE seq = ? AND destino = ? AND estado = 'PENDENTE' AND publicacoes = ? AND posicao IS NOT NULL`,
    [said.attempts, said.reason.slice(0, 200), event.seq, destination, said.publication + 1],
  );
}
