import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Registry } from 'prom-client';
import { expect, vi } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { migrate } from '../../../platform/database/migrations/migrations.ts';
import {
  type BrokerConfig,
  brokerConfig,
  brokerVariables,
} from '../../../platform/events/broker/broker-config.ts';
import { type EventBroker, openEventBroker } from '../../../platform/events/broker/event-broker.ts';
import type { DomainEvent, EventHandlers } from '../../../platform/events/event/event.ts';
import { inbox } from '../../../platform/events/inbox/inbox.ts';
import { readBacklog } from '../../../platform/events/inspection/backlog.ts';
import { publish } from '../../../platform/events/outbox/outbox.ts';
import { outbox } from '../../../platform/events/outbox/outbox-tables.ts';
import { type OutgoingEvents, startOutgoingEvents } from '../../../platform/events/relay/outgoing-events.ts';
import { EVENT_SCOPE } from '../../../platform/identity/callers/internal-scopes.ts';
import type { CallerScope } from '../../../platform/identity/callers/issuers.ts';
import { derivedSigningKey, derivedTrustedKeys } from '../../../platform/identity/keys/keys.ts';
import { readEnv } from '../../../platform/process/config/config.ts';
import { Resources } from '../../../platform/process/ending/resources.ts';
import { createLog, type Log } from '../../../platform/process/logging/logging.ts';
import { testPrefix } from '../schemas/test-prefix.ts';
import type { NatsServer } from './nats-server.ts';

/** Of the keys of the parts. */
export const SECRET = 'a-secret-of-a-network-for-tests-000000';
/** Until when what is waited for has to be so. */
export const SOON = { timeout: 40_000 };

const SCHEMAS = [
  { name: 'clientes', databaseName: 'clientes' },
  { name: 'enderecos', databaseName: 'enderecos' },
];
const silent = createLog('test', 'silent');
const trustedKeys = () => derivedTrustedKeys(SECRET, ['router', 'clientes', 'enderecos', 'inventario']);

type TestEvent = Omit<DomainEvent, 'id'>;

export const eventOf = (aggregateid: string, n: number, more: object = {}): TestEvent => ({
  aggregatetype: 'Cliente',
  aggregateid,
  type: 'Mudou',
  payload: { n, ...more },
});

/** What `EVENTS_URL` and the other variables say. */
export function configOf(server: Pick<NatsServer, 'url'>, env: Record<string, string> = {}): BrokerConfig {
  const all = { EVENTS_URL: server.url, ...env };
  const config = brokerConfig(readEnv(brokerVariables(all), all));
  if (!config) throw new Error('there is no EVENTS_URL');
  return config;
}

/** The connection of one process of a domain. */
export function brokerOf(
  part: 'clientes' | 'enderecos',
  config: BrokerConfig,
  { maxAttempts = 50, log = silent }: { maxAttempts?: number; log?: Log } = {},
): EventBroker {
  const callers: Record<string, readonly CallerScope[]> =
    part === 'enderecos' ? { clientes: [EVENT_SCOPE] } : {};
  return openEventBroker({
    config,
    part,
    destinations: part === 'clientes' ? ['enderecos'] : [],
    callers,
    currentKey: () => derivedSigningKey(SECRET, part),
    trustedKeys,
    maxAttempts,
    log,
  });
}

/** What the receiving domain has applied, and what it does not apply yet. */
export class Applied {
  readonly events: DomainEvent[] = [];
  /** How often events about something fail. */
  readonly failures = new Map<string, number>();

  readonly handlers: EventHandlers = {
    Mudou: async (_transaction, event) => {
      const left = this.failures.get(event.aggregateid) ?? 0;
      if (left > 0) {
        this.failures.set(event.aggregateid, left - 1);
        throw new Error('not now');
      }
      this.events.push(event);
    },
  };

  get numbers(): unknown[] {
    return this.events.map(({ payload }) => payload.n);
  }
}

/** A domain that sends events, and one that receives them. */
export interface TwoDomains extends AsyncDisposable {
  /** Their schemas, of the test file's own. */
  readonly sender: Database;
  readonly receiver: Database;
  /** Removes every event, and what was received. */
  empty(): Promise<void>;
  publishAll(...events: TestEvent[]): Promise<void>;
  /** Publishes an event as a request does. */
  publishFor(requestId: string, event: TestEvent): Promise<void>;
  /** The sending domain, as one process runs it. */
  startSender(config: BrokerConfig, firstLookMs?: number): OutgoingEvents & { broker: EventBroker };
  /** The receiving domain, as one process runs it. */
  startReceiver(
    config: BrokerConfig,
    applied: Applied,
    more?: { maxAttempts?: number; log?: Log },
  ): AsyncDisposable & { broker: EventBroker };
  everythingIsConfirmed(): Promise<void>;
  /** Until the broker has so many events that nobody has confirmed. */
  untilPublished(published: number): Promise<void>;
}

export async function openTwoDomains(adminUrl: string): Promise<TwoDomains> {
  const prefix = testPrefix();
  const urls = await createSchemas(adminUrl, SCHEMAS, prefix);
  const open = async (name: string) => {
    const url = urls.get(name) ?? '';
    await migrate(url, { ...outbox.migrations, ...inbox.migrations });
    return openDatabase({ url, poolSize: 8 });
  };
  const [sender, receiver] = await Promise.all([open('clientes'), open('enderecos')]);
  return {
    sender,
    receiver,
    async empty() {
      await sender.write('DELETE FROM outbox', []);
      await sender.write('DELETE FROM outbox_entrega', []);
      await receiver.write('DELETE FROM inbox', []);
    },
    async publishAll(...events) {
      for (const event of events)
        await sender.transaction((transaction) => publish(transaction, event, ['enderecos']));
    },
    async publishFor(requestId, event) {
      await sender.transaction((transaction) => publish(transaction, event, ['enderecos'], requestId));
    },
    startSender(config, firstLookMs = 10_000) {
      const opened = new Resources();
      const broker = opened.use(brokerOf('clientes', config));
      const outgoing = opened.use(
        startOutgoingEvents({
          sender: 'clientes',
          database: sender,
          destinations: ['enderecos'],
          clients: new Map(),
          broker,
          log: silent,
          maxAttempts: 50,
          firstLookMs,
        }),
      );
      return {
        publisher: outgoing.publisher,
        broker,
        [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
      };
    },
    startReceiver(config, applied, more = {}) {
      const opened = new Resources();
      const broker = opened.use(brokerOf('enderecos', config, more));
      opened.use(broker.receive(receiver, applied.handlers));
      return { broker, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
    },
    everythingIsConfirmed: () => vi.waitFor(async () => expect(await readBacklog(sender)).toEqual([]), SOON),
    untilPublished: (published) =>
      vi.waitFor(async () => expect(await readBacklog(sender)).toMatchObject([{ published }]), SOON),
    async [Symbol.asyncDispose]() {
      await sender[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
      await dropSchemas(adminUrl, SCHEMAS, prefix);
    },
  };
}

/** Whoever runs the broker. */
export async function operatorOf({ url }: Pick<NatsServer, 'url'>) {
  const connection = await connect({ servers: url });
  const js = jetstream(connection);
  const jsm = await js.jetstreamManager();
  return { js, jsm, [Symbol.asyncDispose]: () => connection.close() };
}

/** What a metric of a process says. */
export async function metric(broker: EventBroker, name: string): Promise<number | undefined> {
  const registry = new Registry();
  broker.measure(registry);
  const metrics = await registry.getMetricsAsJSON();
  return metrics.find((one) => one.name === name)?.values[0]?.value;
}
