import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test, vi } from 'vitest';
import {
  APPLIED,
  eventOf,
  eventTables,
  RecordingDelivery,
  SOON,
} from '../../../tests/support/schemas/event-tables.ts';
import type { Database } from '../../database/database.ts';
import { createLog } from '../../process/logging/logging.ts';
import type { Delivered, EventDelivery } from '../event/event-delivery.ts';
import { readBacklog } from '../inspection/backlog.ts';
import { reportBacklog } from '../inspection/backlog-report.ts';
import { outboxCommand } from '../inspection/outbox-command.ts';
import { discard, listUndelivered, replay } from '../inspection/outbox-inspection.ts';
import { findDue, markDelivered, markFailed, publish, takeDue } from '../outbox/outbox.ts';
import { eventPublisher } from '../outbox/publisher.ts';
import { startRelay } from './relay.ts';

const log = createLog('test', 'silent');
const execFileAsync = promisify(execFile);
const tables = eventTables();
const { publishAll, relayOf } = tables;
let database: Database;
beforeAll(() => {
  ({ database } = tables);
});

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

  await vi.waitFor(() => expect(delivery.delivered.map(({ payload }) => payload)).toEqual([{ n: 2 }]), SOON);
  await vi.waitFor(async () => expect(await readBacklog(database)).toEqual([]), SOON);
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
  await vi.waitFor(() => expect(delivery.delivered.map(({ payload }) => payload.n)).toEqual([3]), SOON);

  await timeIsUp();
  relay.wake();

  await vi.waitFor(() => expect(delivery.delivered.map(({ payload }) => payload.n)).toEqual([3, 1, 2]), SOON);
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
  }, SOON);
});

test('a delivery that keeps failing is dead after its last attempt, holds back what follows, and can be replayed', async () => {
  const delivery = new RecordingDelivery();
  delivery.failures.set('1', 2);
  await publishAll([eventOf('1', 1), eventOf('1', 2), eventOf('2', 3)]);
  await using relay = relayOf(delivery, 2);

  await vi.waitFor(
    async () =>
      expect(await readBacklog(database)).toEqual([
        { destination: 'a', pending: 1, published: 0, dead: 1, lagSeconds: expect.any(Number) },
      ]),
    SOON,
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
  await vi.waitFor(() => expect(delivery.delivered.map(({ payload }) => payload.n)).toEqual([3, 1, 2]), SOON);
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
  await vi.waitFor(() => expect(delivery.delivered.map(({ payload }) => payload.n)).toEqual([2]), SOON);
  await vi.waitFor(async () => expect(await readBacklog(database)).toEqual([]), SOON);
  expect(await listUndelivered(database, { dead: false })).toMatchObject([{ state: 'DESCARTADA' }]);

  expect(await replay(database, 'all')).toBe(0);
  expect(await replay(database, waiting?.seq ?? '')).toBe(1);
  relay.wake();
  await vi.waitFor(() => expect(delivery.delivered.map(({ payload }) => payload.n)).toEqual([2, 1]), SOON);
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
    await vi.waitFor(
      () => expect(delivery.delivered.map(({ aggregateid }) => aggregateid)).toEqual(['2']),
      SOON,
    );
  } finally {
    await database.write('ALTER TABLE outbox_entrega DROP CONSTRAINT sem_erro', []);
  }
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
  const said: string[] = [];
  const outbox = async (...args: string[]) => {
    said.length = 0;
    const command = outboxCommand(
      'outbox',
      (work) => work(database),
      (text) => said.push(text),
    );
    // Throws instead of ending this process.
    for (const one of [command, ...command.commands])
      one.exitOverride().configureOutput({ writeErr: () => {} });
    await command.parseAsync(args, { from: 'user' });
    return said.join('\n');
  };
  await database.write("UPDATE outbox_entrega SET estado = 'MORTA', ultimo_erro = 'HTTP 503'", []);

  const [seq] = (await listUndelivered(database, { dead: true })).map((one) => one.seq);
  expect(await outbox('list')).toMatch(
    new RegExp(`^seq .*last error\n${seq} +a +dead +Mudou +Cliente 7 +0 +\\S+Z +HTTP 503$`),
  );
  expect(await outbox('replay', 'all')).toBe('1 delivery(ies) will be tried again.');
  expect(await outbox('list', '--dead')).toBe('No event is dead.');
  for (const [args, reason] of [
    [['replay', '4242'], 'Event 4242 is neither dead nor discarded'],
    [['discard', seq ?? ''], `Event ${seq} is not dead`],
    [
      ['resend', 'b', new Date().toISOString()],
      'No event has gone to b, as far as they are kept; they have gone to a.',
    ],
    [['resend', 'a', '2020-01-01T00:00:00Z'], 'events are kept for 35 days'],
    [['discard', '1; DROP'], 'expected the number of an event'],
  ] as const)
    await expect(outbox(...args)).rejects.toThrow(reason);
});

test('the outbox command works on the schema of DATABASE_URL, and fails when it cannot do what it is asked to', async () => {
  const outbox = (...args: string[]) =>
    execFileAsync(process.execPath, ['dev/run.mjs', 'platform/events/outbox-cli.ts', ...args], {
      env: { ...process.env, DATABASE_URL: tables.url },
    });

  await expect(outbox('replay', '4242')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Event 4242 is neither dead nor discarded/),
  });
}, 60_000);
