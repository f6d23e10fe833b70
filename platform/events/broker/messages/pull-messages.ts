import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import { loggableError } from '../../../errors/loggable-error.ts';
import type { Log } from '../../../process/logging/logging.ts';
import { retryDelayMs } from '../../event/retry-delay.ts';
import { type Broker, BrokerUnavailable, brokerProblemOf, pause } from '../connection/broker-connection.ts';

export interface PullOptions {
  broker: Broker;
  stream: string;
  /** The durable consumer, of which any number of processes may take messages. */
  consumer: string;
  /** How many messages this process works on at a time. */
  atOnce: number;
  /** Does what a message asks for, and tells the broker. Should it throw, the message comes again, later each time. */
  handle(message: JsMsg): Promise<void>;
  log: Log;
}

/** How long one request waits for a message. */
const WAIT_MS = 5_000;
/** While there is no broker. */
const UNAVAILABLE_MS = 250;
const FAILED_MS = 1_000;
/** How often the broker hears that a message is still being worked on: more often than it gives one to somebody else. */
const WORKING_MS = 5_000;

/** Takes messages from the broker until it is disposed of, and then ends when those in work are done. */
export function pullMessages(options: PullOptions): AsyncDisposable {
  const { broker, stream, consumer, log } = options;
  const stopping = new AbortController();
  const waiting = new Set<ConsumerMessages>();
  const workers = Array.from({ length: options.atOnce }, work);
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      for (const messages of waiting) void messages.close();
      await Promise.all(workers);
    },
  };

  async function work(): Promise<void> {
    let durable: Consumer | null = null;
    while (!stopping.signal.aborted) {
      try {
        durable ??= await broker.use().js.consumers.get(stream, consumer);
        await take(durable);
      } catch (error) {
        durable = null;
        if (stopping.signal.aborted) return;
        const isUnavailable = error instanceof BrokerUnavailable;
        if (!isUnavailable) {
          log.warn(
            { stream, why: brokerProblemOf(error) },
            'no messages can be taken from the broker; it is tried again',
          );
          broker.look();
        }
        await pause(isUnavailable ? UNAVAILABLE_MS : FAILED_MS, stopping.signal);
      }
    }
  }

  async function take(durable: Consumer): Promise<void> {
    if (stopping.signal.aborted) return;
    const messages = await durable.fetch({ max_messages: 1, expires: WAIT_MS });
    waiting.add(messages);
    try {
      for await (const message of messages) await handled(message);
    } finally {
      waiting.delete(messages);
    }
  }

  async function handled(message: JsMsg): Promise<void> {
    const timer = setInterval(() => message.working(), WORKING_MS);
    try {
      await options.handle(message);
    } catch (error) {
      log.warn({ stream, error: loggableError(error) }, 'a message could not be worked on; it comes again');
      message.nak(retryDelayMs(message.info.deliveryCount));
    } finally {
      clearInterval(timer);
    }
  }
}
