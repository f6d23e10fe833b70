import { randomUUID } from 'node:crypto';
import type { Migration } from '../database/migrations.ts';
import type { Statements } from '../database/statements.ts';
import type { Transaction } from '../database/transaction.ts';
import { currentSpan, type TraceHeaders, traceHeaders } from '../telemetry/span.ts';
import type { DomainEvent } from './event.ts';
import type { Publication } from './event-delivery.ts';

/**
 * The transactional outbox (https://microservices.io/patterns/data/transactional-outbox.html): events are written in
 * the transaction of what they tell. `outbox` has the columns that Debezium's outbox event router reads;
 * `outbox_entrega` has a row for each domain that an event goes to.
 */
export const createOutbox: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE outbox (
        seq BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        aggregatetype VARCHAR(60) NOT NULL,
        aggregateid VARCHAR(40) NOT NULL,
        type VARCHAR(60) NOT NULL,
        payload JSON NOT NULL,
        criado_em DATETIME(3) NOT NULL,
        PRIMARY KEY (seq),
        UNIQUE KEY outbox_id (id)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    await alter(`
      CREATE TABLE outbox_entrega (
        seq BIGINT UNSIGNED NOT NULL,
        destino VARCHAR(60) NOT NULL,
        aggregateid VARCHAR(40) NOT NULL,
        estado VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'PENDENTE',
        tentativas INT UNSIGNED NOT NULL DEFAULT 0,
        proxima_tentativa_em DATETIME(3) NOT NULL,
        ultimo_erro VARCHAR(200) NULL,
        entregue_em DATETIME(3) NULL,
        PRIMARY KEY (seq, destino),
        KEY outbox_entrega_pendentes (destino, estado, proxima_tentativa_em, seq),
        KEY outbox_entrega_em_ordem (destino, aggregateid, seq),
        KEY outbox_entrega_entregues (estado, entregue_em),
        CONSTRAINT outbox_entrega_do_evento FOREIGN KEY (seq) REFERENCES outbox (seq) ON DELETE CASCADE,
        CONSTRAINT outbox_entrega_estado CHECK (estado IN ('PENDENTE', 'ENTREGUE', 'MORTA'))
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};

/** A delivery that is given up stays, as what it is: the domain has not had the event. */
export const keepDiscarded: Migration = {
  async up({ alter }) {
    await alter(`
      ALTER TABLE outbox_entrega
        MODIFY estado VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'PENDENTE',
        DROP CONSTRAINT outbox_entrega_estado,
        ADD CONSTRAINT outbox_entrega_estado_valido CHECK (estado IN ('PENDENTE', 'ENTREGUE', 'MORTA', 'DESCARTADA'))`);
  },
};

/**
 * A delivery is taken by counting `vez` up, which only one of many can do, and is not due for others meanwhile. Without
 * the foreign key, because clusters with several writers refuse statements that cascade
 * (https://dev.mysql.com/doc/refman/8.4/en/group-replication-limitations.html).
 */
export const takeByTurns: Migration = {
  async up({ alter }) {
    await alter('ALTER TABLE outbox_entrega ADD COLUMN vez BIGINT UNSIGNED NOT NULL DEFAULT 0');
    await alter('ALTER TABLE outbox_entrega DROP FOREIGN KEY outbox_entrega_do_evento');
  },
};

/** The trace that an event was written in, by which its deliveries are part of it; null where nothing was traced. */
export const traceEvents: Migration = {
  async up({ alter }) {
    await alter(
      'ALTER TABLE outbox ADD COLUMN traceparent CHAR(55) CHARACTER SET ascii COLLATE ascii_bin NULL',
    );
  },
};

/**
 * Writes an event for some domains, in the transaction of what it tells. Gives its number in the outbox. The
 * transaction holds a lock on the aggregate: that is what makes the numbers of its events their order.
 */
export async function publish(
  transaction: Transaction,
  event: Omit<DomainEvent, 'id'>,
  destinations: readonly string[],
): Promise<string> {
  const { insertId: seq } = await transaction.write(
    'INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, traceparent, criado_em) VALUES (?, ?, ?, ?, ?, ?, NOW(3))',
    [
      randomUUID(),
      event.aggregatetype,
      event.aggregateid,
      event.type,
      JSON.stringify(event.payload),
      currentSpan()?.headers.traceparent ?? null,
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
            o.id, o.aggregatetype, o.aggregateid, o.type, o.traceparent, CAST(o.payload AS CHAR) AS payload
       FROM outbox_entrega e JOIN outbox o ON o.seq = e.seq WHERE e.seq = ? AND e.destino = ?`,
    [due.seq, due.destination],
  );
  if (!row) {
    await markDelivered(transaction, due, null);
    return null;
  }
  const { vez, tentativas, publicacoes, posicao, publicadaHa, traceparent, payload, ...event } = row;
  return {
    ...due,
    vez,
    attempts: tentativas,
    event: { ...event, payload: JSON.parse(payload) },
    publication: { publications: publicacoes, position: posicao },
    publishedMsAgo: Number(publicadaHa),
    trace: traceparent === null ? null : traceHeaders({ traceparent }),
  };
}

type Taken = Omit<DomainEvent, 'payload'> & {
  vez: string;
  tentativas: number;
  publicacoes: number;
  posicao: string | null;
  publicadaHa: string;
  traceparent: string | null;
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
