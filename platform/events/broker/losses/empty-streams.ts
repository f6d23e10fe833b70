import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { BrokerConfig } from '../broker-config.ts';
import {
  BROKER_TIMEOUT_MS,
  BrokerUnavailable,
  brokerProblemOf,
  connectOptions,
} from '../connection/broker-connection.ts';
import { streamNames } from '../connection/stream-names.ts';
import { isWithoutStream } from './lost-events.ts';

/**
 * Removes every event and confirmation from the broker, and returns how many there were: they are of a time that is gone when all
 * domains were restored. At any other time nothing is lost by it either: senders send again what nobody has confirmed. The
 * streams and their settings stay; those that are not there have nothing.
 *
 * @param config whose user may purge both streams
 * @param origins only the events of these subgraphs, and what was said of them
 * @throws BrokerUnavailable
 */
export async function emptyStreams(config: BrokerConfig, origins?: readonly string[]): Promise<number> {
  const { names, subjectsOf } = subjects(config);
  if (!origins) return await purge(config, [[names.events], [names.confirmations]]);
  return await purge(config, origins.flatMap(subjectsOf));
}

/** Throws BrokerUnavailable when the streams cannot be emptied. Changes nothing. */
export async function expectEmptiable(config: BrokerConfig): Promise<void> {
  // No subgraph has such a name.
  await purge(config, subjects(config).subjectsOf('0'));
}

/** A stream, and the subject of those of its messages that are meant; all of them without one. */
type Purged = readonly [stream: string, subject?: string];

function subjects({ prefix }: BrokerConfig) {
  const names = streamNames(prefix);
  const subjectsOf = (origin: string): Purged[] => [
    [names.events, names.eventSubject('*', origin, '>')],
    [names.confirmations, names.confirmationSubject(origin, '>')],
  ];
  return { names, subjectsOf };
}

async function purge(config: BrokerConfig, all: readonly Purged[]): Promise<number> {
  try {
    const connection = await connect({
      ...connectOptions(config, 'operacao'),
      maxReconnectAttempts: 0,
      ignoreAuthErrorAbort: false,
    });
    try {
      const jsm = await jetstreamManager(connection, { timeout: BROKER_TIMEOUT_MS, checkAPI: false });
      let removed = 0;
      for (const [stream, filter] of all) {
        try {
          removed += (await jsm.streams.purge(stream, filter === undefined ? undefined : { filter })).purged;
        } catch (error) {
          if (!isWithoutStream(error)) throw error;
        }
      }
      return removed;
    } finally {
      await connection.close();
    }
  } catch (error) {
    throw new BrokerUnavailable(brokerProblemOf(error));
  }
}
