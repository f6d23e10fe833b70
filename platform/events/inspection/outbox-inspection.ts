import type { Statements } from '../../database/statements/statements.ts';
import type { DomainEvent } from '../event/event.ts';
import { distrust, NEXT_PUBLICATION } from '../outbox/outbox-broker.ts';

/** A delivery that is not done, for a person to look at. */
export interface Undelivered {
  seq: string;
  destination: string;
  state: 'PENDENTE' | 'MORTA' | 'DESCARTADA';
  /** Whether a broker has it, and its domain has not confirmed it. */
  isPublished: boolean;
  type: string;
  aggregate: string;
  attempts: number;
  error: string | null;
  /** Null when the event is not there any more, which ends the delivery when its turn comes. */
  createdAt: Date | null;
}

const LISTED = 200;

/** The oldest deliveries that are waiting, dead or discarded, at most 200 unless said otherwise. */
export async function listUndelivered(
  statements: Statements,
  { dead, atMost = LISTED }: { dead: boolean; atMost?: number },
): Promise<Undelivered[]> {
  const found = await statements.read<Omit<Undelivered, 'isPublished'> & { isPublished: unknown }>(
    `SELECT e.seq, e.destino AS destination, e.estado AS state, COALESCE(o.type, '(removed)') AS type,
            CONCAT_WS(' ', o.aggregatetype, e.aggregateid) AS aggregate, e.tentativas AS attempts,
            e.ultimo_erro AS error, o.criado_em AS createdAt,
            e.estado = 'PENDENTE' AND e.posicao IS NOT NULL AS isPublished
       FROM outbox_entrega e LEFT JOIN outbox o ON o.seq = e.seq
      WHERE ${dead ? "e.estado = 'MORTA'" : "e.estado <> 'ENTREGUE'"} ORDER BY e.seq LIMIT ${atMost}`,
    [],
  );
  return found.map((one) => ({ ...one, isPublished: Number(one.isPublished) === 1 }));
}

/** Makes dead deliveries wait again, all of them, or those of one event, also discarded ones. Gives how many. */
export async function replay(statements: Statements, seq: string | 'all'): Promise<number> {
  const { affectedRows } = await statements.write(
    `UPDATE outbox_entrega SET estado = 'PENDENTE', tentativas = 0, proxima_tentativa_em = NOW(3), posicao = NULL
      WHERE ${seq === 'all' ? "estado = 'MORTA'" : "estado IN ('MORTA', 'DESCARTADA') AND seq = ?"}`,
    seq === 'all' ? [] : [seq],
  );
  return affectedRows;
}

/** The domains that events have gone to, as far as these are kept. */
export async function destinationsOf(statements: Statements): Promise<string[]> {
  const found = await statements.read<{ destination: string }>(
    'SELECT DISTINCT destino AS destination FROM outbox_entrega ORDER BY destino',
    [],
  );
  return found.map(({ destination }) => destination);
}

/**
 * Sends a domain that was restored from a dump again what it had confirmed of the events since then, and makes void
 * what it has said of all others before; see `distrust`. What it has not lost it takes for repeated. Returns how many.
 */
export async function resend(
  statements: Statements,
  { destination, since }: { destination: string; since: Date },
): Promise<number> {
  // First: what is confirmed meanwhile is found below.
  const published = await distrust(statements, destination);
  const { affectedRows } = await statements.write(
    `UPDATE outbox_entrega SET estado = 'PENDENTE', tentativas = 0, proxima_tentativa_em = NOW(3), entregue_em = NULL,
            posicao = NULL, vez = vez + 1, vale_desde = ${NEXT_PUBLICATION}, publicacoes = ${NEXT_PUBLICATION}
      WHERE destino = ? AND estado = 'ENTREGUE' AND entregue_em >= ?
        AND EXISTS (SELECT 1 FROM outbox o WHERE o.seq = outbox_entrega.seq)`,
    [destination, since],
  );
  return published + affectedRows;
}

const READ_AT_ONCE = 1_000;

/** The events that a domain has confirmed since then, as far as they are kept, in their order. */
export async function* deliveredSince(
  statements: Statements,
  { destination, since }: { destination: string; since: Date },
): AsyncGenerator<DomainEvent> {
  for (let after = '0'; ; ) {
    const rows = await statements.read<Omit<DomainEvent, 'payload'> & { seq: string; payload: string }>(
      `SELECT o.seq, o.id, o.aggregatetype, o.aggregateid, o.type, CAST(o.payload AS CHAR) AS payload
         FROM outbox_entrega e JOIN outbox o ON o.seq = e.seq
        WHERE e.destino = ? AND e.estado = 'ENTREGUE' AND e.entregue_em >= ? AND e.seq > ?
        ORDER BY e.seq LIMIT ${READ_AT_ONCE}`,
      [destination, since, after],
    );
    for (const { seq: _seq, payload, ...event } of rows) yield { ...event, payload: JSON.parse(payload) };
    const last = rows.at(-1);
    if (!last || rows.length < READ_AT_ONCE) return;
    after = last.seq;
  }
}

/**
 * Gives up the dead deliveries of one event, so that what follows goes on. They stay discarded: nobody may take them
 * for delivered. Gives how many.
 */
export async function discard(statements: Statements, seq: string): Promise<number> {
  const { affectedRows } = await statements.write(
    "UPDATE outbox_entrega SET estado = 'DESCARTADA' WHERE estado = 'MORTA' AND seq = ?",
    [seq],
  );
  return affectedRows;
}
