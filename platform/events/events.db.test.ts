import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { createSchemas, dropSchemas } from '../../dev/schemas.ts';
import { testPrefix } from '../../tests/support/test-prefix.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrations.ts';
import { createLog } from '../process/logging.ts';
import { readBacklog } from './backlog.ts';
import { reportBacklog } from './backlog-report.ts';
import { type DomainEvent, type EventHandlers, parseEvent } from './event.ts';
import type { Delivered, EventDelivery } from './event-delivery.ts';
import { forgetDelivered } from './forget-delivered.ts';
import { createInbox, forgetReceived, indexReceived, keepReceived, receive } from './inbox.ts';
import { findDue, markDelivered, markFailed, publish, takeDue } from './outbox.ts';
import { noteConfirmation } from './outbox-broker.ts';
import { discard, listUndelivered, replay, resend } from './outbox-inspection.ts';
import {
  createOutbox,
  distrustBefore,
  keepDiscarded,
  publishToBroker,
  takeByTurns,
  traceEvents,
} from './outbox-tables.ts';
import { eventPublisher } from './publisher.ts';
import { startRelay } from './relay.ts';
import { retryDelayMs } from './retry-delay.ts';

const SCHEMA = [{ name: 'eventos', databaseName: 'eventos' }];
const prefix = testPrefix();
const log = createLog('test', 'silent');
const execFileAsync = promisify(execFile);
let url: string;
let database: Database;
beforeAll(async () => {
  url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('eventos') ?? '';
  await migrate(url, {
    1: createOutbox,
    2: keepDiscarded,
    3: createInbox,
    4: takeByTurns,
    5: keepReceived,
    6: indexReceived,
    7: publishToBroker,
    8: distrustBefore,
    9: traceEvents,
  });
  database = openDatabase({ url, poolSize: 12 });
});
beforeEach(async () => {
  await database.write('DELETE FROM outbox', []);
  await database.write('DELETE FROM outbox_entrega', []);
  await database.write('DELETE FROM inbox', []);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), SCHEMA, prefix);
});

const eventOf = (aggregateid: string, n: number) => ({
  aggregatetype: 'Cliente',
  aggregateid,
  type: 'Mudou',
  payload: { n },
});

async function publishAll(events: ReturnType<typeof eventOf>[], destinations = ['a']): Promise<void> {
  for (const event of events)
    await database.transaction((transaction) => publish(transaction, event, destinations));
}

const APPLIED: Delivered = { kind: 'applied' };

/** Delivers to a list, and fails as often as told for each aggregate. */
class RecordingDelivery implements EventDelivery {
  readonly delivered: DomainEvent[] = [];
  readonly failures = new Map<string, number>();

  deliver(_destination: string, event: DomainEvent): Promise<Delivered> {
    const left = this.failures.get(event.aggregateid) ?? 0;
    if (left > 0) {
      this.failures.set(event.aggregateid, left - 1);
      return Promise.reject(new Error('HTTP 503'));
    }
    this.delivered.push(event);
    return Promise.resolve(APPLIED);
  }
}

const relayOf = (delivery: EventDelivery, maxAttempts = 20) =>
  startRelay({ database, delivery, destinations: ['a'], log, maxAttempts });

test('an event is delivered when its transaction has committed, and never when it has not', async () => {
  const delivery = new RecordingDelivery();
  await using relay = relayOf(delivery);
  await database
    .transaction(async (transaction) => {
      await publish(transaction, eventOf('1', 1), ['a']);
      throw new Error('rolled back');
    })
    .catch(() => {});
  await publishAll([eventOf('1', 2)]);
  relay.wake();

  await vi.waitFor(() => expect(delivery.delivered.map(({ payload }) => payload)).toEqual([{ n: 2 }]));
  await vi.waitFor(async () => expect(await readBacklog(database)).toEqual([]));
});

test('whoever delivers is told of an event once it is committed, and of none that is not', async () => {
  const pending: Promise<unknown>[] = [];
  const publisher = eventPublisher(['a', 'b'], () => pending.push(readBacklog(database)));
  const publishing = (end: () => void) =>
    database.transaction(async (transaction) => {
      await publisher.publish(transaction, eventOf('1', 1));
      end();
    });

  await publishing(() => {});
  await publishing(() => {
    throw new Error('rolled back');
  }).catch(() => {});

  expect(await Promise.all(pending)).toMatchObject([
    [
      { destination: 'a', pending: 1 },
      { destination: 'b', pending: 1 },
    ],
  ]);
});

test('several relays deliver each event once, those of one aggregate in order', async () => {
  const delivery = new RecordingDelivery();
  const events = Array.from({ length: 60 }, (_, n) => eventOf(String(n % 3), n));
  delivery.failures.set('1', 2);
  await publishAll(events);
  await using _first = relayOf(delivery);
  await using _second = relayOf(delivery);
  await using _third = relayOf(delivery);

  await vi.waitFor(() => expect(delivery.delivered).toHaveLength(60), { timeout: 20_000 });
  for (const aggregate of ['0', '1', '2']) {
    const order = delivery.delivered
      .filter(({ aggregateid }) => aggregateid === aggregate)
      .map(({ payload }) => payload.n);
    expect(order).toEqual(order.toSorted((x, y) => Number(x) - Number(y)));
  }
});

/** Takes what a look has found, for a minute. */
async function takeFirst() {
  const [due] = await findDue(database, 'a');
  return due ? await database.transaction((transaction) => takeDue(transaction, due, 60_000)) : null;
}

/** As if the time of whoever has taken a delivery were up, because it was killed. */
const timeIsUp = () => database.write('UPDATE outbox_entrega SET proxima_tentativa_em = NOW(3)', []);

test('of many that have found a delivery one takes it, holding no lock, and it is due again when its time is up', async () => {
  await publishAll([eventOf('1', 1)]);
  const [due] = await findDue(database, 'a');
  if (!due) throw new Error('nothing is due');

  const taken = await Promise.all(
    Array.from({ length: 6 }, () => database.transaction((one) => takeDue(one, due, 60_000))),
  );
  expect(taken.filter((one) => one !== null)).toMatchObject([{ attempts: 0, event: { payload: { n: 1 } } }]);
  expect(await findDue(database, 'a')).toEqual([]);
  // Nothing waits for whoever delivers it.
  await timeIsUp();
  const again = await takeFirst();
  expect(again).toMatchObject({ seq: due.seq, event: { payload: { n: 1 } } });
});

test('who took a delivery too long ago cannot fail it for who has it now, and may still say that it was delivered', async () => {
  await publishAll([eventOf('1', 1)]);
  const late = await takeFirst();
  await timeIsUp();
  const current = await takeFirst();
  if (!late || !current) throw new Error('a delivery was not taken');

  await markFailed(database, late, { reason: 'HTTP 503', retryInMs: null });
  expect(await listUndelivered(database, { dead: false })).toMatchObject([
    { state: 'PENDENTE', attempts: 0, error: null },
  ]);
  await markDelivered(database, late, 0);
  await markFailed(database, current, { reason: 'HTTP 503', retryInMs: null });
  expect(await listUndelivered(database, { dead: false })).toEqual([]);
});

test('an event whose relay was killed while it was delivered is delivered again, and what follows it after that', async () => {
  const delivery = new RecordingDelivery();
  await publishAll([eventOf('1', 1), eventOf('1', 2)]);
  await takeFirst();
  await using relay = relayOf(delivery);
  await publishAll([eventOf('2', 3)]);
  relay.wake();
  await vi.waitFor(() => expect(delivery.delivered.map(({ payload }) => payload.n)).toEqual([3]));

  await timeIsUp();
  relay.wake();

  await vi.waitFor(() => expect(delivery.delivered.map(({ payload }) => payload.n)).toEqual([3, 1, 2]));
});

test('a domain that hangs holds back neither other domains nor, at other replicas, other aggregates', async () => {
  const started: string[] = [];
  let answer = () => {};
  const hanging = new Promise<Delivered>((resolve) => {
    answer = () => resolve(APPLIED);
  });
  const delivery: EventDelivery = {
    deliver(destination, { aggregateid }) {
      started.push(`${aggregateid} to ${destination}`);
      return destination === 'a' ? hanging : Promise.resolve(APPLIED);
    },
  };
  await publishAll([eventOf('1', 1), eventOf('2', 2), eventOf('2', 3)], ['a', 'b']);
  const replica = () => startRelay({ database, delivery, destinations: ['a', 'b'], log, maxAttempts: 20 });
  await using _first = replica();
  await using _second = replica();
  await using _hangsNoMore = { [Symbol.asyncDispose]: async () => answer() };

  await vi.waitFor(async () => {
    expect(started.filter((one) => one.endsWith('b'))).toHaveLength(3);
    expect(started.filter((one) => one.endsWith('a')).toSorted()).toEqual(['1 to a', '2 to a']);
  });
});

test('a delivery that keeps failing is dead after its last attempt, holds back what follows, and can be replayed', async () => {
  const delivery = new RecordingDelivery();
  delivery.failures.set('1', 2);
  await publishAll([eventOf('1', 1), eventOf('1', 2), eventOf('2', 3)]);
  await using relay = relayOf(delivery, 2);

  await vi.waitFor(async () =>
    expect(await readBacklog(database)).toEqual([
      { destination: 'a', pending: 1, published: 0, dead: 1, lagSeconds: expect.any(Number) },
    ]),
  );
  expect(delivery.delivered.map(({ payload }) => payload.n)).toEqual([3]);
  const [dead] = await listUndelivered(database, { dead: true });
  expect(dead).toMatchObject({
    destination: 'a',
    state: 'MORTA',
    attempts: 2,
    error: 'HTTP 503',
    type: 'Mudou',
  });

  expect(await replay(database, dead?.seq ?? '')).toBe(1);
  relay.wake();
  await vi.waitFor(() => expect(delivery.delivered.map(({ payload }) => payload.n)).toEqual([3, 1, 2]));
});

test('a dead delivery can be discarded, a waiting one cannot; what follows goes on, and it still can be replayed', async () => {
  const delivery = new RecordingDelivery();
  await publishAll([eventOf('1', 1)]);
  const [waiting] = await listUndelivered(database, { dead: false });
  expect(await discard(database, waiting?.seq ?? '')).toBe(0);
  await database.write("UPDATE outbox_entrega SET estado = 'MORTA'", []);
  await publishAll([eventOf('1', 2)]);

  expect(await discard(database, waiting?.seq ?? '')).toBe(1);
  await using relay = relayOf(delivery);
  await vi.waitFor(() => expect(delivery.delivered.map(({ payload }) => payload.n)).toEqual([2]));
  await vi.waitFor(async () => expect(await readBacklog(database)).toEqual([]));
  expect(await listUndelivered(database, { dead: false })).toMatchObject([{ state: 'DESCARTADA' }]);

  expect(await replay(database, 'all')).toBe(0);
  expect(await replay(database, waiting?.seq ?? '')).toBe(1);
  relay.wake();
  await vi.waitFor(() => expect(delivery.delivered.map(({ payload }) => payload.n)).toEqual([2, 1]));
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

  await forgetDelivered(database);

  const left = await database.read('SELECT aggregateid FROM outbox ORDER BY seq', []);
  expect(left).toEqual([{ aggregateid: '2' }, { aggregateid: '3' }, { aggregateid: '4' }]);
  expect(await database.read("SELECT seq FROM outbox_entrega WHERE aggregateid = '1'", [])).toEqual([]);
  // What a release leaves that lets the server remove deliveries with their events.
  await database.write("DELETE FROM outbox WHERE aggregateid = '4'", []);
  await database.write(`UPDATE outbox_entrega SET entregue_em = ${old} WHERE aggregateid = '4'`, []);
  await forgetDelivered(database);
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

test('marks of received events are kept for three months: longer than their sender keeps what is confirmed', async () => {
  const idOf = (n: number) => `00000000-0000-4000-9000-00000000000${n}`;
  const handlers: EventHandlers = { async Mudou() {} };
  for (const n of [1, 2]) await receive(database, handlers, { ...eventOf('1', n), id: idOf(n) });
  const age = (n: number, days: number) =>
    database.write(`UPDATE inbox SET recebido_em = NOW(3) - INTERVAL ${days} DAY WHERE id = ?`, [idOf(n)]);
  await age(1, 89);
  await age(2, 91);

  await forgetReceived(database);

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
  await vi.waitFor(() => expect(delivery.delivered.map(({ aggregateid }) => aggregateid)).toEqual(['2']));
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
  await vi.waitFor(async () => expect(await waiting()).toEqual([]));
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

  await forgetDelivered(database);
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

  await vi.waitFor(() => expect(delivery.delivered.map(({ payload }) => payload.n).sort()).toEqual([1, 3]));
  await vi.waitFor(async () => expect(await readBacklog(database)).toEqual([]));
});

test('a delivery that fails here does not end the pass over the others', async () => {
  await publishAll([eventOf('1', 1), eventOf('2', 1)]);
  const delivery = new RecordingDelivery();
  delivery.failures.set('1', 1);
  // What notes that failure is refused.
  await database.write(
    "ALTER TABLE outbox_entrega ADD CONSTRAINT sem_erro CHECK (ultimo_erro IS NULL OR ultimo_erro = '')",
    [],
  );
  try {
    await using _relay = relayOf(delivery);
    await vi.waitFor(() => expect(delivery.delivered.map(({ aggregateid }) => aggregateid)).toEqual(['2']));
  } finally {
    await database.write('ALTER TABLE outbox_entrega DROP CONSTRAINT sem_erro', []);
  }
});

test('clearing away finds nothing to wait for at an event that is being written, and ends when it is told to', async () => {
  await publishAll(['1', '2'].map((id) => eventOf(id, 1)));
  await database.write('UPDATE outbox SET criado_em = NOW(3) - INTERVAL 36 DAY', []);
  await database.write(
    "UPDATE outbox_entrega SET estado = 'ENTREGUE', entregue_em = NOW(3) - INTERVAL 36 DAY",
    [],
  );
  await forgetDelivered(database, AbortSignal.abort());
  expect(await database.read('SELECT aggregateid FROM outbox', [])).toHaveLength(2);

  await database.transaction(async (transaction) => {
    await publish(transaction, eventOf('3', 1), ['a']);
    await forgetDelivered(database);
  });

  expect(await database.read('SELECT aggregateid FROM outbox', [])).toEqual([{ aggregateid: '3' }]);
  expect(await database.read('SELECT aggregateid FROM outbox_entrega', [])).toEqual([{ aggregateid: '3' }]);
});

test('the wait between attempts doubles up to five minutes, with jitter', () => {
  expect([1, 2, 3, 30].map((attempts) => retryDelayMs(attempts, () => 1))).toEqual([
    500, 1_000, 2_000, 300_000,
  ]);
  expect(retryDelayMs(3, () => 0)).toBe(1_000);
});

test.each([
  null,
  'x',
  {},
  { ...eventOf('1', 1), id: 'x' },
  { ...eventOf('../1', 1), id: '00000000-0000-4000-8000-000000000001' },
  { ...eventOf('1', 1), id: '00000000-0000-4000-8000-000000000001', payload: [] },
])('%j is no event', (body) => {
  expect(parseEvent(body)).toBeNull();
});

test('an event arrives whole, without what does not belong to it', () => {
  const event = {
    ...eventOf('1', 1),
    id: '00000000-0000-4000-8000-000000000001',
    payload: { constructor: 1, lista: [{ n: null }] },
  };

  expect(parseEvent({ ...event, other: true })).toEqual(event);
});

test('what is late or dead is logged, without anything of the events', async () => {
  await publishAll([eventOf('1', 1), eventOf('2', 1)]);
  await database.write(
    "UPDATE outbox SET criado_em = NOW(3) - INTERVAL 1 MINUTE WHERE aggregateid = '1'",
    [],
  );
  await database.write("UPDATE outbox_entrega SET estado = 'MORTA' WHERE aggregateid = '2'", []);
  const lines: object[] = [];
  const recording = { ...log, warn: (line: object) => lines.push(line) } as unknown as typeof log; // only warn is called

  await reportBacklog(database, recording);

  expect(lines).toEqual([{ destination: 'a', pending: 1, published: 0, dead: 1, lagSeconds: 60 }]);
});

test('the outbox command shows and replays dead events, and names what it cannot do', async () => {
  await publishAll([eventOf('7', 1)]);
  const outbox = (...args: string[]) =>
    execFileAsync(process.execPath, ['dev/run.mjs', 'platform/events/outbox-cli.ts', ...args], {
      env: { ...process.env, DATABASE_URL: url },
    });
  await database.write("UPDATE outbox_entrega SET estado = 'MORTA', ultimo_erro = 'HTTP 503'", []);

  const [seq] = (await listUndelivered(database, { dead: true })).map((one) => one.seq);
  expect((await outbox('list')).stdout).toMatch(
    new RegExp(`^seq .*last error\n${seq} +a +dead +Mudou +Cliente 7 +0 +\\S+Z +HTTP 503\n$`),
  );
  expect((await outbox('replay', 'all')).stdout).toBe('1 delivery(ies) will be tried again.\n');
  expect((await outbox('list', '--dead')).stdout).toBe('Every event has been delivered.\n');
  await expect(outbox('resend', 'a', '2020-01-01T00:00:00Z')).rejects.toMatchObject({
    stderr: expect.stringContaining('events are kept for 35 days'),
  });
  await expect(outbox('discard', '1; DROP')).rejects.toMatchObject({
    stderr: expect.stringContaining('expected the number of an event'),
  });
}, 120_000);
