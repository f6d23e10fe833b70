import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AckPolicy, jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { natsProgram } from '../../../tests/support/nats/nats-program.ts';
import { startNats } from '../../../tests/support/nats/nats-server.ts';
import {
  Applied,
  brokerOf,
  configOf,
  eventOf,
  metric,
  openTwoDomains,
  operatorOf,
  SOON,
  type TwoDomains,
} from '../../../tests/support/nats/two-domains.ts';
import type { Database } from '../../database/database.ts';
import { createLog } from '../../process/logging/logging.ts';
import { readBacklog } from '../inspection/backlog.ts';
import { outboxCommand } from '../inspection/outbox-command.ts';
import { listUndelivered, replay, resend } from '../inspection/outbox-inspection.ts';
import { distrust } from '../outbox/outbox-broker.ts';
import { startOutgoingEvents } from '../relay/outgoing-events.ts';
import { streamNames } from './connection/stream-names.ts';

const { events: EVENTS_STREAM, confirmations: CONFIRMATIONS_STREAM, ...names } = streamNames(null);
const { eventsOf } = names;
const nats = await natsProgram();
if (nats.kind === 'none') console.log(`events over NATS are not tested: ${nats.why}`);

const execFileAsync = promisify(execFile);
const log = createLog('test', 'silent');
let domains: TwoDomains;
let sender: Database;
let receiver: Database;

beforeAll(async () => {
  domains = await openTwoDomains(inject('adminUrl'));
  ({ sender, receiver } = domains);
});
beforeEach(() => domains.empty());
afterAll(() => domains[Symbol.asyncDispose]());

describe.skipIf(nats.kind === 'none')('events over NATS', () => {
  test('an event that its domain has not had yet is published, and delivered when it has confirmed it', async () => {
    await using server = await startNats();
    const config = configOf(server);
    await using sending = domains.startSender(config);
    await domains.publishAll(eventOf('1', 1));

    await vi.waitFor(
      async () =>
        expect(await listUndelivered(sender, { dead: false })).toMatchObject([
          { state: 'PENDENTE', isPublished: true, error: null },
        ]),
      SOON,
    );
    expect(await readBacklog(sender)).toMatchObject([{ pending: 1, published: 1, dead: 0 }]);
    const shown: string[] = [];
    await outboxCommand(
      'outbox',
      (work) => work(sender),
      (text) => shown.push(text),
    ).parseAsync(['list'], { from: 'user' });
    expect(shown.join()).toMatch(/ enderecos +published +Mudou +Cliente 1 +0 /);
    expect(sending.broker.problem()).toBeNull();

    const applied = new Applied();
    await using receiving = domains.startReceiver(config, applied);
    await domains.everythingIsConfirmed();
    expect(applied.numbers).toEqual([1]);
    expect(await metric(receiving.broker, 'events_waiting')).toBe(0);
  });

  test('of several processes each event is applied by one, those of one aggregate in order, whatever fails', async () => {
    await using server = await startNats();
    const config = configOf(server);
    const applied = new Applied();
    applied.failures.set('1', 2);
    await using _sending = domains.startSender(config);
    await using _sendingToo = domains.startSender(config);
    await using _receiving = domains.startReceiver(config, applied);
    await using _receivingToo = domains.startReceiver(config, applied);
    await domains.publishAll(...Array.from({ length: 30 }, (_, n) => eventOf(String(n % 3), n)));

    await domains.everythingIsConfirmed();

    expect(applied.events).toHaveLength(30);
    for (const aggregate of ['0', '1', '2']) {
      const order = applied.events
        .filter(({ aggregateid }) => aggregateid === aggregate)
        .map(({ payload }) => Number(payload.n));
      expect(order).toEqual(order.toSorted((x, y) => x - y));
    }
  });

  test('without a broker events wait in the outbox; a broker that was killed goes on with what it had', async () => {
    await using server = await startNats();
    const config = configOf(server);
    await using sending = domains.startSender(config);
    await domains.publishAll(eventOf('1', 1));
    await domains.untilPublished(1);
    await server.kill();
    await domains.publishAll(eventOf('2', 2));
    await vi.waitFor(() => expect(sending.broker.problem()).not.toBeNull(), SOON);
    await vi.waitFor(
      async () =>
        expect(await listUndelivered(sender, { dead: false })).toMatchObject([
          { isPublished: true, error: null },
          { isPublished: false, error: expect.stringContaining('the broker is not available') },
        ]),
      SOON,
    );

    await server.restart();
    const applied = new Applied();
    await using _receiving = domains.startReceiver(config, applied);
    await domains.everythingIsConfirmed();
    expect(applied.numbers.toSorted()).toEqual([1, 2]);
  });

  test('what a broker has lost is given to it again', async () => {
    await using server = await startNats();
    const config = configOf(server);
    await using _sending = domains.startSender(config, 50);
    await domains.publishAll(eventOf('1', 1));
    await domains.untilPublished(1);

    await server.lose();
    await server.restart();
    const applied = new Applied();
    await using _receiving = domains.startReceiver(config, applied);

    await domains.everythingIsConfirmed();
    expect(applied.numbers).toEqual([1]);
  });

  test('what a broker has no room for stays in the outbox, and goes when there is room', async () => {
    await using server = await startNats();
    const config = configOf(server, { EVENTS_MAX_BYTES: String(1024 * 1024) });
    await using _sending = domains.startSender(config);
    const large = { texto: 'x'.repeat(200_000) };
    await domains.publishAll(...Array.from({ length: 8 }, (_, n) => eventOf(String(n), n, large)));
    await vi.waitFor(async () => {
      const waiting = (await listUndelivered(sender, { dead: false })).filter(
        ({ isPublished }) => !isPublished,
      );
      expect(waiting.length).toBeGreaterThanOrEqual(3);
      expect(waiting[0]?.error).toContain('maximum bytes exceeded');
    }, SOON);

    const applied = new Applied();
    await using _receiving = domains.startReceiver(config, applied);
    await domains.everythingIsConfirmed();
    expect(applied.numbers.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('an event that its domain gives up is dead with its reason, holds back what follows, and can be replayed', async () => {
    await using server = await startNats();
    const config = configOf(server);
    const applied = new Applied();
    applied.failures.set('1', 2);
    await using _sending = domains.startSender(config);
    await using _receiving = domains.startReceiver(config, applied, { maxAttempts: 2 });
    await domains.publishAll(eventOf('1', 1), eventOf('1', 2), eventOf('2', 3));

    await vi.waitFor(
      async () =>
        expect(await listUndelivered(sender, { dead: true })).toMatchObject([
          { destination: 'enderecos', state: 'MORTA', attempts: 2, error: 'Error', isPublished: false },
        ]),
      SOON,
    );
    await vi.waitFor(() => expect(applied.numbers).toEqual([3]), SOON);

    expect(await replay(sender, 'all')).toBe(1);
    await domains.everythingIsConfirmed();
    expect(applied.numbers).toEqual([3, 1, 2]);
  });

  test('an event that was applied is never called dead, however often its confirmation did not get through', async () => {
    await using server = await startNats();
    const config = configOf(server);
    const applied = new Applied();
    await using _sending = domains.startSender(config);
    await using receiving = domains.startReceiver(config, applied, { maxAttempts: 1 });
    await vi.waitFor(() => expect(receiving.broker.problem()).toBeNull(), SOON);
    await using operator = await operatorOf(server);
    const { config: before } = await operator.jsm.streams.info(CONFIRMATIONS_STREAM);
    const confirmationsOf = (max_msg_size: number) =>
      operator.jsm.streams.update(CONFIRMATIONS_STREAM, { ...before, max_msg_size });
    await confirmationsOf(10);
    await domains.publishAll(eventOf('1', 1));
    await vi.waitFor(async () => {
      const { delivered } = await operator.jsm.consumers.info(EVENTS_STREAM, 'enderecos');
      expect(delivered.consumer_seq).toBeGreaterThan(2);
    }, SOON);

    await confirmationsOf(before.max_msg_size);
    await vi.waitFor(async () => expect(await readBacklog(sender)).toEqual([]), SOON);
    expect(applied.numbers).toEqual([1]);
  });

  test('a message is brought until its domain is done with it, also by a consumer that a release before has made', async () => {
    await using server = await startNats();
    const config = configOf(server);
    await using _sending = domains.startSender(config);
    await domains.publishAll(eventOf('1', 1));
    await domains.untilPublished(1);
    await using operator = await operatorOf(server);
    await operator.jsm.consumers.add(EVENTS_STREAM, {
      durable_name: 'enderecos',
      ack_policy: AckPolicy.Explicit,
      filter_subject: eventsOf('enderecos'),
      max_deliver: 2,
    });
    // As by processes that end at each attempt, until the broker brings it no more.
    const consumer = await operator.js.consumers.get(EVENTS_STREAM, 'enderecos');
    for (let times = 0; times < 2; times += 1) (await consumer.next({ expires: 5_000 }))?.nak();
    expect(await consumer.next({ expires: 1_000 })).toBeNull();

    const applied = new Applied();
    await using _receiving = domains.startReceiver(config, applied);
    await domains.everythingIsConfirmed();
    expect(applied.numbers).toEqual([1]);
  });

  test('a confirmation of before a restore does not keep an event from the domain that was restored', async () => {
    await using server = await startNats();
    const config = configOf(server);
    const applied = new Applied();
    {
      await using _sending = domains.startSender(config);
      await domains.publishAll(eventOf('1', 1));
      await domains.untilPublished(1);
    }
    await using operator = await operatorOf(server);
    {
      await using _receiving = domains.startReceiver(config, applied);
      await vi.waitFor(async () => {
        const { state } = await operator.jsm.streams.info(CONFIRMATIONS_STREAM);
        expect(state.messages).toBe(1);
      }, SOON);
    }
    await receiver.write('DELETE FROM inbox', []);
    const restored = new Applied();

    expect(await resend(sender, { destination: 'enderecos', since: new Date(Date.now() - 3_600_000) })).toBe(
      1,
    );
    await using _sending = domains.startSender(config);
    await using _receiving = domains.startReceiver(config, restored);
    await domains.everythingIsConfirmed();
    expect(restored.numbers).toEqual([1]);
  });

  test('an outbox that was restored forgets its publications, and neither broker nor domain takes what it sends for one of these', async () => {
    await using server = await startNats();
    const config = configOf(server);
    const applied = new Applied();
    await domains.publishAll(eventOf('1', 1));
    {
      await using _sending = domains.startSender(config);
      await using _receiving = domains.startReceiver(config, applied);
      await domains.everythingIsConfirmed();
    }
    await sender.write(
      `UPDATE outbox_entrega SET estado = 'PENDENTE', publicacoes = 0, posicao = NULL, publicada_em = NULL, entregue_em = NULL,
              proxima_tentativa_em = NOW(3)`,
      [],
    );
    await receiver.write('DELETE FROM inbox', []);

    expect(await distrust(sender, null)).toBe(0);
    await using _sending = domains.startSender(config, 600_000);
    await using _receiving = domains.startReceiver(config, applied);
    await domains.everythingIsConfirmed();
    expect(applied.numbers).toEqual([1, 1]);
  });

  test('after all domains were restored a broker that was emptied brings nothing of the time that is gone', async () => {
    await using server = await startNats();
    const config = configOf(server);
    const applied = new Applied();
    {
      await using _sending = domains.startSender(config);
      await domains.publishAll(eventOf('43', 1));
      await domains.untilPublished(1);
    }
    await sender.write('DELETE FROM outbox_entrega', []);
    const { stdout } = await execFileAsync(
      process.execPath,
      ['dev/run.mjs', 'platform/events/broker/broker-cli.ts', 'empty'],
      { env: { ...process.env, EVENTS_URL: server.url } },
    );
    expect(stdout).toBe('1 message(s) removed.\n');

    await using _sending = domains.startSender(config);
    await using receiving = domains.startReceiver(config, applied);
    await domains.publishAll(eventOf('43', 2));
    await domains.everythingIsConfirmed();
    expect(await metric(receiving.broker, 'events_waiting')).toBe(0);
    expect(applied.numbers).toEqual([2]);
  });

  test('two installations on one account keep apart by their prefixes', async () => {
    await using server = await startNats();
    const config = configOf(server);
    const other = configOf(server, { EVENTS_PREFIX: 'testes' });
    const [applied, appliedThere] = [new Applied(), new Applied()];
    await using receivingThere = domains.startReceiver(other, appliedThere);
    await vi.waitFor(() => expect(receivingThere.broker.problem()).toBeNull(), SOON);
    {
      await using _sending = domains.startSender(config);
      await using _receiving = domains.startReceiver(config, applied);
      await domains.publishAll(eventOf('1', 1));
      await domains.everythingIsConfirmed();
    }
    await using _sendingThere = domains.startSender(other);
    await domains.publishAll(eventOf('2', 2));
    await domains.everythingIsConfirmed();
    expect([applied.numbers, appliedThere.numbers]).toEqual([[1], [2]]);
    expect(await metric(receivingThere.broker, 'events_refused_total')).toBe(0);
  });

  test('what a broker has not brought yet goes over HTTP when the form is changed back', async () => {
    await using server = await startNats();
    {
      await using _sending = domains.startSender(configOf(server));
      await domains.publishAll(eventOf('1', 1));
      await domains.untilPublished(1);
    }
    await sender.write('UPDATE outbox_entrega SET proxima_tentativa_em = NOW(3)', []);
    const posted: object[] = [];
    await using _overHttp = startOutgoingEvents({
      sender: 'clientes',
      database: sender,
      destinations: ['enderecos'],
      clients: new Map([['enderecos', { postEvent: async (event) => void posted.push(event) }]]),
      broker: null,
      log,
      maxAttempts: 50,
    });

    await domains.everythingIsConfirmed();
    expect(posted).toMatchObject([{ aggregateid: '1', payload: { n: 1 } }]);
  });

  test('limits that the operators of the broker have changed stay', async () => {
    await using server = await startNats();
    await using first = brokerOf('clientes', configOf(server));
    await vi.waitFor(() => expect(first.problem()).toBeNull(), SOON);
    await using second = brokerOf('clientes', configOf(server, { EVENTS_MAX_BYTES: '2097152' }));
    await vi.waitFor(() => expect(second.problem()).toBeNull(), SOON);
    const operator = await connect({ servers: server.url });
    const { config } = await (await jetstream(operator).jetstreamManager()).streams.info(EVENTS_STREAM);
    await operator.close();

    expect(config).toMatchObject({ max_bytes: 268_435_456, max_age: 604_800_000_000_000, discard: 'new' });
  });

  test('an event that comes twice is applied once, and each time is logged under the id of its request', async () => {
    await using server = await startNats();
    const config = configOf(server);
    const applied = new Applied();
    const lines: Record<string, unknown>[] = [];
    const logged = pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) });
    await using _sending = domains.startSender(config);
    await using _receiving = domains.startReceiver(config, applied, { log: logged });
    await domains.publishFor('pedido-00000001', eventOf('1', 1));
    await domains.everythingIsConfirmed();

    await sender.write("UPDATE outbox_entrega SET estado = 'PENDENTE', proxima_tentativa_em = NOW(3)", []);
    await domains.everythingIsConfirmed();

    expect(applied.numbers).toEqual([1]);
    expect(await sender.read('SELECT publicacoes FROM outbox_entrega', [])).toEqual([{ publicacoes: 2 }]);
    const line = { requestId: 'pedido-00000001', from: 'clientes', type: 'Mudou', msg: 'event applied' };
    await vi.waitFor(
      () => expect(lines.filter(({ msg }) => msg === 'event applied')).toMatchObject([line, line]),
      SOON,
    );
  });
});
