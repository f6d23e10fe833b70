import { JetStreamApiCodes, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import type { Database } from '../../../database/database.ts';
import { loggableError } from '../../../errors/loggable-error.ts';
import type { Log } from '../../../process/logging/logging.ts';
import { lookNow, publishedByDestination } from '../../outbox/outbox-broker.ts';
import { type Broker, BrokerUnavailable, pause } from '../connection/broker-connection.ts';

export interface LostEventsOptions {
  broker: Broker;
  /** The subgraph whose events these are. */
  origin: string;
  destinations: readonly string[];
  database: Database;
  /** Called when some are to be looked for at once. */
  found(): void;
  log: Log;
}

/** How often the broker is asked how many events it has. */
const COUNT_MS = 10_000;
/** Deliveries that did not turn out to be lost are not looked for again and again. */
const MAX_PAUSE_MS = 15 * 60_000;

/**
 * Compares, until it is disposed of, how many events of a subgraph the broker has with how many the outbox says it has, and
 * when some are missing has all of them looked for at once. One that hangs is else looked for seldom, and a stream may be deleted,
 * emptied or put back to an earlier day while everything runs. An event is at the broker until its confirmation is, so that
 * both together are never fewer than what nobody has confirmed.
 */
export function watchForLosses(options: LostEventsOptions): AsyncDisposable {
  const { broker, destinations, database, log } = options;
  const stopping = new AbortController();
  const pauses = new Map(destinations.map((name) => [name, { ms: COUNT_MS, until: 0 }]));
  const watching = watch();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await watching;
    },
  };

  async function watch(): Promise<void> {
    for (;;) {
      await pause(COUNT_MS, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        await compare();
      } catch (error) {
        if (!(error instanceof BrokerUnavailable))
          log.warn({ error: loggableError(error) }, 'it is not known how many events the broker has');
      }
    }
  }

  async function compare(): Promise<void> {
    const { jsm } = broker.use();
    const { events, confirmations } = broker.names;
    // In the order in which an event goes, so that one is rather counted twice than not at all.
    const atBroker = await messagesIn(jsm, events, broker.names.eventSubject('*', options.origin, '*'));
    const said = await messagesIn(jsm, confirmations, broker.names.confirmationSubject(options.origin, '*'));
    const published = await publishedByDestination(database);
    for (const [destination, paused] of pauses) {
      const there =
        countOf(atBroker, broker.names.eventSubject(destination, options.origin, '')) +
        countOf(said, broker.names.confirmationSubject(options.origin, destination));
      const missing = (published.get(destination) ?? 0) - there;
      if (missing <= 0) Object.assign(paused, { ms: COUNT_MS, until: 0 });
      else if (performance.now() >= paused.until) {
        log.warn(
          { destination, missing },
          'the broker has fewer events than it was given; they are looked for',
        );
        await lookNow(database, destination);
        options.found();
        paused.ms = Math.min(MAX_PAUSE_MS, paused.ms * 2);
        paused.until = performance.now() + paused.ms;
      }
    }
  }

  /** How many messages a stream has, by subject; none when the stream is not there, which is then made. */
  async function messagesIn(
    jsm: JetStreamManager,
    stream: string,
    subjects: string,
  ): Promise<Record<string, number>> {
    try {
      return (await jsm.streams.info(stream, { subjects_filter: subjects })).state.subjects ?? {};
    } catch (error) {
      broker.look();
      if (isWithoutStream(error)) return {};
      throw error;
    }
  }
}

/** Whether what failed did because its stream is not there. */
export function isWithoutStream(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
}

/** Of one subject, or of all that begin with it where it ends with a dot. */
function countOf(bySubject: Record<string, number>, wanted: string): number {
  return Object.entries(bySubject)
    .filter(([subject]) => (wanted.endsWith('.') ? subject.startsWith(wanted) : subject === wanted))
    .reduce((sum, [, messages]) => sum + messages, 0);
}
