import { randomUUID } from 'node:crypto';
import type { Statements } from '../../database/statements/statements.ts';
import type { Transaction } from '../../database/transactions/transaction.ts';
import { oneRequestId } from '../../http/requests/request-id.ts';
import { currentSpan, type TraceHeaders, traceHeaders } from '../../telemetry/span.ts';
import type { DomainEvent } from '../event/event.ts';
import type { Publication } from '../event/event-delivery.ts';

/**
 * Writes an event for some domains, in the transaction of what it tells. Gives its number in the outbox. The
 * transaction holds a lock on the aggregate: that is what makes the numbers of its events their order.
 *
 * @param requestId under which its deliveries are logged; null for what no request has asked for
 */
export async function publish(
  transaction: Transaction,
  event: Omit<DomainEvent, 'id'>,
  destinations: readonly string[],
  requestId: string | null = null,
): Promise<string> {
  const { insertId: seq } = await transaction.write(
    'INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, traceparent, requisicao, criado_em) VALUES (?, ?, ?, ?, ?, ?, ?, NOW(3))',
    [
      randomUUID(),
      event.aggregatetype,
      event.aggregateid,
      event.type,
      JSON.stringify(event.payload),
      currentSpan()?.headers.traceparent ?? null,
      requestId === null ? null : oneRequestId(requestId),
    ],
  );
  for (const destination of destinations) {
    await transaction.write(
      'INSERT INTO outbox_entrega (seq, destino, aggregateid, proxima_tentativa_em) VALUES (?, ?, ?, NOW(3))',
      [seq, destination, event.aggregateid],
    );
  }
  return seq;
}

const FOUND_AT_ONCE = 100;

/** A delivery that is due. */
export interface DueDelivery {
  seq: string;
  destination: string;
  /** How often it has been taken; see `takeDue`. */
  vez: string;
}

/**
 * The oldest deliveries to a domain that are due, at most 100. A delivery waits for every earlier one about the same
 * aggregate, also for a dead one. Costs no lock and no transaction, for looking often.
 */
export async function findDue(statements: Statements, destination: string): Promise<DueDelivery[]> {
  return await statements.read<DueDelivery>(
    `SELECT e.seq, e.destino AS destination, e.vez FROM outbox_entrega e
      WHERE e.destino = ? AND e.estado = 'PENDENTE' AND e.proxima_tentativa_em <= NOW(3)
        AND NOT EXISTS (SELECT 1 FROM outbox_entrega b
                         WHERE b.destino = e.destino AND b.aggregateid = e.aggregateid AND b.seq < e.seq
                           AND b.estado IN ('PENDENTE', 'MORTA'))
      ORDER BY e.seq LIMIT ${FOUND_AT_ONCE}`,
    [destination],
  );
}

/** A delivery that this process has taken, and is to deliver before its time is up. */
export interface TakenDelivery extends DueDelivery {
  attempts: number;
  event: DomainEvent;
  /** What a broker had of it before. */
  publication: Publication;
  /** How long ago that was, milliseconds. */
  publishedMsAgo: number;
  /** The trace that it was written in; null where it is in none. */
  trace: TraceHeaders | null;
  /** Under which it is logged on both sides: that of the request that wrote it, else one of its own. */
  requestId: string;
}

/**
 * Takes a delivery that `findDue` has found, for some time; null when another replica has it or has had it since, or its
 * event is gone: one is only removed when it was confirmed everywhere, and the delivery is over then. When this process dies it is due again after that time, and may then be delivered twice, which the receiver's inbox makes
 * harmless.
 */
export async function takeDue(
  transaction: Transaction,
  due: DueDelivery,
  forMs: number,
): Promise<TakenDelivery | null> {
  const { affectedRows } = await transaction.write(
    `UPDATE outbox_entrega SET vez = vez + 1, proxima_tentativa_em = NOW(3) + INTERVAL ? MICROSECOND
      WHERE seq = ? AND destino = ? AND estado = 'PENDENTE' AND proxima_tentativa_em <= NOW(3) AND vez = ?`,
    [Math.round(forMs * 1_000), due.seq, due.destination, due.vez],
  );
  if (affectedRows !== 1) return null;
  // JSON arrives parsed from MySQL and as text from MariaDB.
  const [row] = await transaction.read<Taken>(
    `SELECT e.vez, e.tentativas, e.publicacoes, e.posicao,
            COALESCE(TIMESTAMPDIFF(MICROSECOND, e.publicada_em, NOW(3)) DIV 1000, 0) AS publicadaHa,
            o.id, o.aggregatetype, o.aggregateid, o.type, o.traceparent, o.requisicao, CAST(o.payload AS CHAR) AS payload
       FROM outbox_entrega e JOIN outbox o ON o.seq = e.seq WHERE e.seq = ? AND e.destino = ?`,
    [due.seq, due.destination],
  );
  if (!row) {
    await markDelivered(transaction, due, null);
    return null;
  }
  const { vez, tentativas, publicacoes, posicao, publicadaHa, traceparent, requisicao, payload, ...event } =
    row;
  return {
    ...due,
    vez,
    attempts: tentativas,
    event: { ...event, payload: JSON.parse(payload) },
    publication: { publications: publicacoes, position: posicao },
    publishedMsAgo: Number(publicadaHa),
    trace: traceparent === null ? null : traceHeaders({ traceparent }),
    requestId: requisicao ?? randomUUID(),
  };
}

type Taken = Omit<DomainEvent, 'payload'> & {
  vez: string;
  tentativas: number;
  publicacoes: number;
  posicao: string | null;
  publicadaHa: string;
  traceparent: string | null;
  requisicao: string | null;
  payload: string;
};

const ANY_PUBLICATION = 4_294_967_295;

/**
 * Marks an event as confirmed by its destination, which is true whoever has taken the delivery since, unless the destination was
 * restored since.
 *
 * @param publication which one was confirmed, from 0; null ends the delivery in any case
 */
export async function markDelivered(
  statements: Statements,
  taken: Pick<DueDelivery, 'seq' | 'destination'>,
  publication: number | null,
): Promise<void> {
  await statements.write(
    `UPDATE outbox_entrega SET estado = 'ENTREGUE', entregue_em = NOW(3), tentativas = tentativas + 1, ultimo_erro = NULL
      WHERE seq = ? AND destino = ? AND estado <> 'ENTREGUE' AND vale_desde <= ?`,
    [taken.seq, taken.destination, publication ?? ANY_PUBLICATION],
  );
}

/**
 * Notes that an attempt failed, unless another replica has taken the delivery since: that one knows better.
 *
 * @param retryInMs null gives up: the delivery is dead until somebody replays it
 */
export async function markFailed(
  statements: Statements,
  taken: DueDelivery,
  failure: { reason: string; retryInMs: number | null },
): Promise<void> {
  await statements.write(
    `UPDATE outbox_entrega SET estado = ?, tentativas = tentativas + 1, proxima_tentativa_em = NOW(3) + INTERVAL ? MICROSECOND, ultimo_erro = ?,
            posicao = NULL
      WHERE seq = ? AND destino = ? AND estado = 'PENDENTE' AND vez = ?`,
    [
      failure.retryInMs === null ? 'MORTA' : 'PENDENTE',
      Math.round((failure.retryInMs ?? 0) * 1_000),
      failure.reason.slice(0, 200),
      taken.seq,
      taken.destination,
      taken.vez,
    ],
  );
}
