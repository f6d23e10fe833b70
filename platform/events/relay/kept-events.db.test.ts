import { beforeAll, expect, test, vi } from 'vitest';
import {
  eventOf,
  eventTables,
  RecordingDelivery,
  SOON,
} from '../../../tests/support/schemas/event-tables.ts';
import type { Database } from '../../database/database.ts';
import type { EventHandlers } from '../event/event.ts';
import { inbox, receive } from '../inbox/inbox.ts';
import { readBacklog } from '../inspection/backlog.ts';
import { listUndelivered, resend } from '../inspection/outbox-inspection.ts';
import { publish } from '../outbox/outbox.ts';
import { noteConfirmation } from '../outbox/outbox-broker.ts';
import { outbox } from '../outbox/outbox-tables.ts';

const tables = eventTables();
const { publishAll, relayOf } = tables;
let database: Database;
beforeAll(() => {
  ({ database } = tables);
});

test('events that every domain has had for five weeks are cleared away, and no others', async () => {
  const old = 'NOW(3) - INTERVAL 36 DAY';
  await publishAll(
    ['1', '2', '3', '4'].map((id) => eventOf(id, 1)),
    ['a', 'b'],
  );
  await database.write(`UPDATE outbox SET criado_em = ${old}`, []);
  await database.write(`UPDATE outbox_entrega SET estado = 'ENTREGUE', entregue_em = ${old}`, []);
  await database.write(
    "UPDATE outbox_entrega SET estado = 'MORTA' WHERE aggregateid = '2' AND destino = 'b'",
    [],
  );
  await database.write("UPDATE outbox_entrega SET estado = 'DESCARTADA' WHERE aggregateid = '3'", []);
  await database.write(
    "UPDATE outbox_entrega SET entregue_em = NOW(3) WHERE aggregateid = '4' AND destino = 'a'",
    [],
  );

  await outbox.forgetOld(database);

  const left = await database.read('SELECT aggregateid FROM outbox ORDER BY seq', []);
  expect(left).toEqual([{ aggregateid: '2' }, { aggregateid: '3' }, { aggregateid: '4' }]);
  expect(await database.read("SELECT seq FROM outbox_entrega WHERE aggregateid = '1'", [])).toEqual([]);
  // What a release leaves that lets the server remove deliveries with their events.
  await database.write("DELETE FROM outbox WHERE aggregateid = '4'", []);
  await database.write(`UPDATE outbox_entrega SET entregue_em = ${old} WHERE aggregateid = '4'`, []);
  await outbox.forgetOld(database);
  expect(await database.read("SELECT seq FROM outbox_entrega WHERE aggregateid = '4'", [])).toEqual([]);
});

test('an event that is received several times at once is applied once, and not at all when its handler fails', async () => {
  const event = { id: '00000000-0000-4000-8000-000000000001', ...eventOf('1', 1) };
  let applied = 0;
  const counting: EventHandlers = {
    async Mudou() {
      applied += 1;
    },
  };
  const failing: EventHandlers = {
    async Mudou() {
      throw new Error('no');
    },
  };

  await expect(receive(database, failing, event)).rejects.toThrow('no');
  const results = await Promise.all([1, 2, 3, 4].map(() => receive(database, counting, event)));

  expect(results.sort()).toEqual(['applied', 'repeated', 'repeated', 'repeated']);
  expect(applied).toBe(1);
  expect(await receive(database, {}, event)).toBe('unknown type');
});

test('an event that asks for more than one transaction is received with the last, and goes on where one failed', async () => {
  const event = { id: '00000000-0000-4000-8000-000000000002', ...eventOf('1', 1) };
  let calls = 0;
  const handlers: EventHandlers = {
    async Mudou() {
      calls += 1;
      if (calls === 3) throw new Error('no');
      return calls < 5 ? 'in part' : 'whole';
    },
  };

  await expect(receive(database, handlers, event)).rejects.toThrow('no');
  expect(await database.read('SELECT id FROM inbox WHERE id = ?', [event.id])).toEqual([]);
  expect(await receive(database, handlers, event)).toBe('applied');
  expect(calls).toBe(5);
  expect(await receive(database, handlers, event)).toBe('repeated');
  expect(calls).toBe(5);
});

test('marks of received events are kept for three months: longer than their sender keeps what is confirmed', async () => {
  const idOf = (n: number) => `00000000-0000-4000-9000-00000000000${n}`;
  const handlers: EventHandlers = { async Mudou() {} };
  for (const n of [1, 2]) await receive(database, handlers, { ...eventOf('1', n), id: idOf(n) });
  const age = (n: number, days: number) =>
    database.write(`UPDATE inbox SET recebido_em = NOW(3) - INTERVAL ${days} DAY WHERE id = ?`, [idOf(n)]);
  await age(1, 89);
  await age(2, 91);

  await inbox.forgetOld(database);

  const again = [1, 2].map((n) => receive(database, handlers, { ...eventOf('1', n), id: idOf(n) }));
  expect(await Promise.all(again)).toEqual(['repeated', 'applied']);
});

test('a domain that was restored is sent again what it had confirmed since, and nobody else is sent anything', async () => {
  await publishAll(
    ['1', '2'].map((id) => eventOf(id, 1)),
    ['a', 'b'],
  );
  await database.write("UPDATE outbox_entrega SET estado = 'ENTREGUE', entregue_em = NOW(3)", []);
  await database.write(
    "UPDATE outbox_entrega SET entregue_em = NOW(3) - INTERVAL 2 DAY WHERE aggregateid = '1'",
    [],
  );

  expect(await resend(database, { destination: 'a', since: new Date(Date.now() - 86_400_000) })).toBe(1);

  const waiting = await listUndelivered(database, { dead: false });
  expect(waiting.map(({ destination, aggregate }) => [destination, aggregate])).toEqual([['a', 'Cliente 2']]);
  const delivery = new RecordingDelivery();
  await using _relay = relayOf(delivery);
  await vi.waitFor(
    () => expect(delivery.delivered.map(({ aggregateid }) => aggregateid)).toEqual(['2']),
    SOON,
  );
});

test('what a domain said before it was restored counts no more after that, whoever brings it; what it says then does', async () => {
  await publishAll([eventOf('1', 1), eventOf('2', 2)]);
  // One that a broker has had, confirmed by a message that is still on its way; one that somebody is just sending.
  await database.write(
    "UPDATE outbox_entrega SET publicada_em = NOW(3), publicacoes = 1, posicao = 7 WHERE aggregateid = '1'",
    [],
  );
  await database.write(
    "UPDATE outbox_entrega SET estado = 'ENTREGUE', entregue_em = NOW(3) WHERE aggregateid = '2'",
    [],
  );
  const ids = await database.read<{ id: string }>('SELECT id FROM outbox ORDER BY seq', []);
  const applied = (n: number, publication: number) =>
    database.transaction((transaction) =>
      noteConfirmation(
        transaction,
        { eventId: ids[n]?.id ?? '', destination: 'a' },
        { kind: 'applied', publication },
      ),
    );
  const waiting = async () =>
    (await listUndelivered(database, { dead: false })).map(({ aggregate, isPublished }) => [
      aggregate,
      isPublished,
    ]);

  expect(await resend(database, { destination: 'a', since: new Date(Date.now() - 86_400_000) })).toBe(2);
  await applied(0, 0);
  await applied(0, 1);
  await applied(1, 0);
  expect(await waiting()).toEqual([
    ['Cliente 1', false],
    ['Cliente 2', false],
  ]);

  const delivery = new RecordingDelivery();
  await using _relay = relayOf(delivery);
  await vi.waitFor(async () => expect(await waiting()).toEqual([]), SOON);
  expect(delivery.delivered.map(({ aggregateid }) => aggregateid).toSorted()).toEqual(['1', '2']);
});

/** What a release before leaves that is killed while it clears away: the deliveries of events that are gone. */
async function removeEventsOf(aggregateid: string): Promise<void> {
  await database.write('DELETE FROM outbox WHERE aggregateid = ?', [aggregateid]);
}

test('a delivery whose event is gone is not sent again, and is cleared away whatever its age', async () => {
  await publishAll([eventOf('1', 1), eventOf('2', 1), eventOf('3', 1)]);
  await database.write(
    "UPDATE outbox_entrega SET estado = 'ENTREGUE', entregue_em = NOW(3) WHERE aggregateid <> '3'",
    [],
  );
  await removeEventsOf('1');

  expect(await resend(database, { destination: 'a', since: new Date(Date.now() - 86_400_000) })).toBe(1);

  await outbox.forgetOld(database);
  const left = await database.read('SELECT aggregateid, estado FROM outbox_entrega ORDER BY seq', []);
  expect(left).toEqual([
    { aggregateid: '2', estado: 'PENDENTE' },
    { aggregateid: '3', estado: 'PENDENTE' },
  ]);
});

test('a waiting delivery whose event is gone is shown, ends when its turn comes, and holds nothing up', async () => {
  await publishAll([eventOf('1', 1), eventOf('1', 2), eventOf('2', 1)]);
  await database.write('DELETE FROM outbox ORDER BY seq LIMIT 1', []);
  expect(await listUndelivered(database, { dead: false })).toMatchObject([
    { state: 'PENDENTE', type: '(removed)', aggregate: '1', createdAt: null },
    { aggregate: 'Cliente 1' },
    { aggregate: 'Cliente 2' },
  ]);
  expect(await readBacklog(database)).toMatchObject([{ destination: 'a', pending: 3, dead: 0 }]);
  await removeEventsOf('1');
  await publishAll([eventOf('1', 3)]);
  expect(await readBacklog(database)).toMatchObject([{ pending: 4 }]);
  const delivery = new RecordingDelivery();

  await using _relay = relayOf(delivery);

  await vi.waitFor(
    () => expect(delivery.delivered.map(({ payload }) => payload.n).sort()).toEqual([1, 3]),
    SOON,
  );
  await vi.waitFor(async () => expect(await readBacklog(database)).toEqual([]), SOON);
});

test('clearing away finds nothing to wait for at an event that is being written, and ends when it is told to', async () => {
  await publishAll(['1', '2'].map((id) => eventOf(id, 1)));
  await database.write('UPDATE outbox SET criado_em = NOW(3) - INTERVAL 36 DAY', []);
  await database.write(
    "UPDATE outbox_entrega SET estado = 'ENTREGUE', entregue_em = NOW(3) - INTERVAL 36 DAY",
    [],
  );
  await outbox.forgetOld(database, AbortSignal.abort());
  expect(await database.read('SELECT aggregateid FROM outbox', [])).toHaveLength(2);

  await database.transaction(async (transaction) => {
    await publish(transaction, eventOf('3', 1), ['a']);
    await outbox.forgetOld(database);
  });

  expect(await database.read('SELECT aggregateid FROM outbox', [])).toEqual([{ aggregateid: '3' }]);
  expect(await database.read('SELECT aggregateid FROM outbox_entrega', [])).toEqual([{ aggregateid: '3' }]);
});
