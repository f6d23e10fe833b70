import { JetStreamApiCodes, JetStreamApiError, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { BrokerConfig } from './broker-config.ts';
import { BROKER_TIMEOUT_MS, connectOptions } from './broker-connection.ts';
import { streamNames } from './stream-names.ts';

/**
 * Removes every event and confirmation from the broker, and returns how many there were: they are of a time that is gone when all
 * domains were restored. At any other time nothing is lost by it either: senders send again what nobody has confirmed. The
 * streams and their settings stay; those that are not there have nothing.
 *
 * @param config whose user may purge both streams
 */
export async function emptyStreams(config: BrokerConfig): Promise<number> {
  const connection = await connect({
    ...connectOptions(config, 'operacao'),
    maxReconnectAttempts: 0,
    ignoreAuthErrorAbort: false,
  });
  try {
    const jsm = await jetstreamManager(connection, { timeout: BROKER_TIMEOUT_MS, checkAPI: false });
    const names = streamNames(config.prefix);
    let removed = 0;
    for (const stream of [names.events, names.confirmations]) {
      try {
        removed += (await jsm.streams.purge(stream)).purged;
      } catch (error) {
        if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) continue;
        throw error;
      }
    }
    return removed;
  } finally {
    await connection.close();
  }
}
