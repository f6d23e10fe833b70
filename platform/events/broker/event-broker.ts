import type { JetStreamManager } from '@nats-io/jetstream';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Database } from '../../database/database.ts';
import type { Callers } from '../../identity/callers/issuers.ts';
import type { SigningKey, TrustedKeys } from '../../identity/keys/keys.ts';
import { Resources } from '../../process/ending/resources.ts';
import type { Log } from '../../process/logging/logging.ts';
import type { EventHandlers } from '../event/event.ts';
import type { EventDelivery } from '../event/event-delivery.ts';
import type { BrokerConfig } from './broker-config.ts';
import { openBroker } from './connection/broker-connection.ts';
import { prepareConsumer, prepareStreams } from './connection/streams.ts';
import { brokerDelivery } from './delivery/broker-delivery.ts';
import { receiveConfirmations } from './delivery/confirmation-receiver.ts';
import { receiveEvents } from './delivery/event-receiver.ts';
import { watchForLosses } from './losses/lost-events.ts';
import { eventSenders } from './messages/messages.ts';

/** Events of one subgraph, sent and received over a broker. */
export interface EventBroker extends AsyncDisposable {
  /** How the subgraph's own events leave. */
  readonly delivery: EventDelivery;
  /**
   * Takes what domains say of them, and has those looked for that the broker has lost; `noted` is called after each, and when
   * some are to be looked for.
   */
  followConfirmations(database: Database, noted: () => void): AsyncDisposable;
  /** Takes the events that are for the subgraph. */
  receive(database: Database, handlers: EventHandlers): AsyncDisposable;
  /** Why there is no broker now; null when there is one. */
  problem(): string | null;
  /** Adds what waits at the broker for the subgraph, and what was refused. */
  measure(registry: Registry): void;
}

export interface EventBrokerOptions {
  config: BrokerConfig;
  /** The subgraph. */
  part: string;
  /** The domains that its events go to. */
  destinations: readonly string[];
  /** Those who may send it events, among others. */
  callers: Callers;
  currentKey: () => SigningKey;
  /** The keys of both. */
  trustedKeys: () => TrustedKeys;
  maxAttempts: number;
  log: Log;
}

/** Begins to connect a subgraph to the broker; see `openBroker`. */
export function openEventBroker(options: EventBrokerOptions): EventBroker {
  const { config, part, destinations, callers, currentKey, trustedKeys, maxAttempts, log } = options;
  const receives = Object.keys(eventSenders(callers)).length > 0;
  const broker = openBroker({ config, part, prepare, log });
  const warned = new Set<string>();
  let wereThere = false;
  let refused = 0;
  const countRefused = () => {
    refused += 1;
  };
  return {
    delivery: brokerDelivery({ broker, origin: part, currentKey }),
    followConfirmations(database, noted) {
      const followed = { broker, origin: part, destinations, database, log };
      const opened = new Resources();
      opened.use(receiveConfirmations({ ...followed, trustedKeys, noted, refused: countRefused }));
      opened.use(watchForLosses({ ...followed, found: noted }));
      return opened;
    },
    receive: (database, handlers) =>
      receives
        ? receiveEvents({
            broker,
            destination: part,
            database,
            handlers,
            callers,
            trustedKeys,
            currentKey,
            maxAttempts,
            refused: countRefused,
            log,
          })
        : { [Symbol.asyncDispose]: async () => {} },
    problem: broker.problem,
    measure(registry) {
      const waiting = new Gauge({
        name: 'events_waiting',
        help: 'Events for this domain that the broker has, those in work included.',
        registers: receives ? [registry] : [],
        async collect() {
          this.reset();
          const count = await waitingFor(part).catch(() => null);
          if (count !== null) this.set(count);
        },
      });
      const refusals = new Counter({
        name: 'events_refused_total',
        help: 'Messages on the broker that were forged, or nothing that belongs there.',
        registers: [registry],
        collect() {
          this.reset();
          this.inc(refused);
        },
      });
      void [waiting, refusals];
    },
    [Symbol.asyncDispose]: () => broker[Symbol.asyncDispose](),
  };

  async function prepare(jsm: JetStreamManager): Promise<void> {
    await prepareStreams(jsm, config, warnOnce, wereThere);
    wereThere = true;
    if (receives) {
      await prepareConsumer(jsm, broker.names.events, { part, subject: broker.names.eventsOf(part) });
    }
    if (destinations.length > 0) {
      const subject = broker.names.confirmationSubject(part, '>');
      await prepareConsumer(jsm, broker.names.confirmations, { part, subject });
    }
  }

  /** It is prepared again whenever something is not found. */
  function warnOnce(about: object, message: string): void {
    const line = JSON.stringify(about);
    if (warned.has(line)) return;
    warned.add(line);
    log.warn(about, message);
  }

  async function waitingFor(name: string): Promise<number> {
    const { num_pending, num_ack_pending } = await broker.use().jsm.consumers.info(broker.names.events, name);
    return num_pending + num_ack_pending;
  }
}
