import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { natsProgram } from '../../../tests/support/nats/nats-program.ts';
import { startNats } from '../../../tests/support/nats/nats-server.ts';
import {
  Applied,
  configOf,
  eventOf,
  openTwoDomains,
  operatorOf,
  SOON,
  type TwoDomains,
} from '../../../tests/support/nats/two-domains.ts';
import { listUndelivered } from '../inspection/outbox-inspection.ts';
import { streamNames } from './connection/stream-names.ts';

const { events: EVENTS, confirmations: CONFIRMATIONS } = streamNames(null);
const nats = await natsProgram();
if (nats.kind === 'none') console.log(`losses of a broker are not tested: ${nats.why}`);

/** As for an event that has hung for long: it is looked for seldom. */
const SELDOM_MS = 15 * 60_000;

let domains: TwoDomains;
beforeAll(async () => {
  domains = await openTwoDomains(inject('adminUrl'));
});
beforeEach(() => domains.empty());
afterAll(() => domains[Symbol.asyncDispose]());

type Operator = Awaited<ReturnType<typeof operatorOf>>;

/** What goes away at the broker while everything runs. */
const LOSSES: [string, (operator: Operator) => Promise<unknown>][] = [
  ['the stream of events deleted', ({ jsm }) => jsm.streams.delete(EVENTS)],
  ['the stream of confirmations deleted', ({ jsm }) => jsm.streams.delete(CONFIRMATIONS)],
  [
    'both streams deleted',
    async ({ jsm }) => {
      await jsm.streams.delete(EVENTS);
      await jsm.streams.delete(CONFIRMATIONS);
    },
  ],
  ['the consumer of events deleted', ({ jsm }) => jsm.consumers.delete(EVENTS, 'enderecos')],
  ['the consumer of confirmations deleted', ({ jsm }) => jsm.consumers.delete(CONFIRMATIONS, 'clientes')],
  ['the stream of events emptied', ({ jsm }) => jsm.streams.purge(EVENTS)],
  [
    'the age of events limited so that what is there is too old',
    async ({ jsm }) => {
      const { config } = await jsm.streams.info(EVENTS);
      await jsm.streams.update(EVENTS, { ...config, max_age: 100_000_000, duplicate_window: 100_000_000 });
      await vi.waitFor(async () => expect((await jsm.streams.info(EVENTS)).state.messages).toBe(0), SOON);
      await jsm.streams.update(EVENTS, config);
    },
  ],
];

describe.skipIf(nats.kind === 'none')('while everything runs', { timeout: 90_000 }, () => {
  test.each(LOSSES)(
    '%s: an event that hangs there, and what follows, is applied, once',
    async (_what, lose) => {
      await using server = await startNats();
      const config = configOf(server);
      const applied = new Applied();
      applied.failures.set('1', Number.POSITIVE_INFINITY);
      await using _sending = domains.startSender(config, SELDOM_MS);
      await using _receiving = domains.startReceiver(config, applied);
      await domains.publishAll(eventOf('1', 1), eventOf('2', 2));
      await untilFailed();
      await vi.waitFor(() => expect(applied.numbers).toEqual([2]), SOON);

      await using operator = await operatorOf(server);
      await lose(operator);
      applied.failures.clear();

      await vi.waitFor(() => expect(applied.numbers).toEqual([2, 1]), SOON);
      await domains.publishAll(eventOf('1', 3), eventOf('3', 4));
      await domains.everythingIsConfirmed();
      expect(applied.numbers.toSorted()).toEqual([1, 2, 3, 4]);
    },
  );

  test('what a broker has forgotten that was put back to yesterday is given to it again, and what it has again is applied once', async () => {
    await using server = await startNats();
    const yesterday = await temporaryFolder();
    const config = configOf(server);
    const applied = new Applied();
    await using _sending = domains.startSender(config, SELDOM_MS);
    {
      await domains.publishAll(eventOf('1', 1), eventOf('2', 2));
      await domains.untilPublished(2);
      await server.copyTo(yesterday);
      await server.restart();
      await using _receiving = domains.startReceiver(config, applied);
      await domains.everythingIsConfirmed();
    }
    // At the numbers in the stream that what comes after yesterday has again.
    await domains.publishAll(eventOf('3', 3), eventOf('4', 4));
    await domains.untilPublished(2);

    await server.rollBackTo(yesterday);
    await server.restart();
    await domains.publishAll(eventOf('5', 5));
    await using _receiving = domains.startReceiver(config, applied);

    await domains.everythingIsConfirmed();
    expect(applied.numbers.toSorted()).toEqual([1, 2, 3, 4, 5]);
  });

  test('without JetStream, and without room for a stream, events wait, and it is said why', async () => {
    await using server = await startNats();
    await server.restart({ jetStream: null });
    const config = configOf(server);
    const applied = new Applied();
    await using sending = domains.startSender(config, SELDOM_MS);
    await using _receiving = domains.startReceiver(config, applied);
    await domains.publishAll(eventOf('1', 1));
    await vi.waitFor(() => expect(sending.broker.problem()).toMatch(/JetStream/), SOON);

    await server.restart({ jetStream: 'max_memory_store: 1MB, max_file_store: 1MB' });
    await vi.waitFor(() => expect(sending.broker.problem()).toMatch(/storage resources/), SOON);
    expect(await listUndelivered(domains.sender, { dead: false })).toMatchObject([{ isPublished: false }]);

    await server.restart({});
    await domains.everythingIsConfirmed();
    expect(applied.numbers).toEqual([1]);
  });
});

async function untilFailed(): Promise<void> {
  await vi.waitFor(
    async () =>
      expect(await listUndelivered(domains.sender, { dead: false })).toMatchObject([
        { isPublished: true, error: 'Error' },
      ]),
    SOON,
  );
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'broker-copy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
