import type { Database } from '../../database/database.ts';
import { Resources } from '../../process/ending/resources.ts';
import type { Log } from '../../process/logging/logging.ts';
import type { EventBroker } from '../broker/event-broker.ts';
import {
  deliveryBeside,
  type EventDelivery,
  type EventPoster,
  httpDelivery,
} from '../event/event-delivery.ts';
import { startBacklogReport } from '../inspection/backlog-report.ts';
import { type EventPublisher, eventPublisher } from '../outbox/publisher.ts';
import { startRelay } from './relay.ts';

/** What publishes a subgraph's events, and delivers them while it runs. */
export interface OutgoingEvents extends AsyncDisposable {
  readonly publisher: EventPublisher;
}

export interface OutgoingEventOptions {
  /** The subgraph. */
  sender: string;
  database: Database;
  /** The domains that its events go to, each among the clients; with none nothing is started. */
  destinations: readonly string[];
  clients: ReadonlyMap<string, EventPoster>;
  /** What events go to beside domains, by name; nothing by default. */
  beside?: ReadonlyMap<string, EventDelivery>;
  /** Null sends events over HTTP. */
  broker: EventBroker | null;
  log: Log;
  maxAttempts: number;
  /** See `RelayOptions`. */
  firstLookMs?: number;
}

/** Starts the relay that delivers a subgraph's events, and the report on what is late. */
export function startOutgoingEvents(options: OutgoingEventOptions): OutgoingEvents {
  const { sender, database, clients, beside = new Map(), broker, log, maxAttempts, firstLookMs } = options;
  const destinations = [...options.destinations, ...beside.keys()];
  const opened = new Resources();
  let wake = () => {};
  if (destinations.length > 0) {
    const delivery = deliveryBeside(beside, broker?.delivery ?? httpDelivery(sender, clients));
    const relay = opened.use(startRelay({ database, delivery, destinations, log, maxAttempts, firstLookMs }));
    opened.use(startBacklogReport(database, log));
    wake = () => relay.wake();
    if (broker) opened.use(broker.followConfirmations(database, wake));
  }
  return {
    publisher: eventPublisher(destinations, wake),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}
