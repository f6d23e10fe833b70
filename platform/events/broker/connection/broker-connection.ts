import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, credsAuthenticator, type NatsConnection, RequestError } from '@nats-io/transport-node';
import type { Log } from '../../../process/logging/logging.ts';
import { DeliveryUnavailable } from '../../event/event-delivery.ts';
import type { BrokerConfig } from '../broker-config.ts';
import { type StreamNames, streamNames } from './stream-names.ts';

/** A connection to the broker that is made again whenever it is lost. */
export interface Broker extends AsyncDisposable {
  readonly names: StreamNames;
  /** What events are sent and received by. Throws BrokerUnavailable while there is no connection, or its streams are not right. */
  use(): BrokerClient;
  /** Says that what `use` gave did not find what it should: streams and consumers are looked at again. */
  look(): void;
  /** Why it cannot be used now; null when it can. */
  problem(): string | null;
}

/** What a connection to the broker can be asked. */
export interface BrokerClient {
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
}

/** The error where the broker cannot be reached now. Its message says why, in words of this code and with nothing of a message. */
export class BrokerUnavailable extends DeliveryUnavailable {
  constructor(why: string) {
    super(`the broker is not available: ${why}`);
    this.name = 'BrokerUnavailable';
  }
}

export interface BrokerOptions {
  config: BrokerConfig;
  /** What the connection is called at the broker. */
  part: string;
  /** Makes, or checks, what is needed there. */
  prepare(jsm: JetStreamManager): Promise<void>;
  log: Log;
}

/** How long one request to the broker may take, milliseconds. */
export const BROKER_TIMEOUT_MS = 5_000;
const RETRY_MS = 1_000;
/** A connection that says nothing for two of these is taken for lost. */
const PING_MS = 5_000;
const PINGS_LOST = 2;
const CLOSE_MS = 2_000;

/** A connection that is opened, and opened again when it is lost, until it is disposed of. Nothing waits for it here: without a broker a process does everything else. */
export function openBroker({ config, part, prepare, log }: BrokerOptions): Broker {
  const stopping = new AbortController();
  let connection: NatsConnection | null = null;
  let state: { kind: 'ready'; client: BrokerClient } | { kind: 'not ready'; why: string } = {
    kind: 'not ready',
    why: 'it is being connected to',
  };
  let looking: Promise<void> | null = null;
  const connecting = keepConnected();
  return {
    names: streamNames(config.prefix),
    use() {
      if (state.kind === 'ready') return state.client;
      throw new BrokerUnavailable(state.why);
    },
    look() {
      looking ??= makeReady().finally(() => {
        looking = null;
      });
    },
    problem: () => (state.kind === 'ready' ? null : state.why),
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await connecting;
      await looking;
      await closeConnection(connection);
    },
  };

  async function keepConnected(): Promise<void> {
    while (!stopping.signal.aborted && connection === null) {
      try {
        connection = await connect(connectOptions(config, part));
      } catch (error) {
        notReady(brokerProblemOf(error));
        await pause(RETRY_MS, stopping.signal);
      }
    }
    if (connection === null) return;
    void follow(connection);
    await makeReady();
  }

  /** Follows what the library says of the connection, which it makes again by itself. */
  async function follow(followed: NatsConnection): Promise<void> {
    for await (const status of followed.status()) {
      if (status.type === 'disconnect') notReady('the connection is lost');
      // The servers may have lost everything, such as one without a disk of its own.
      if (status.type === 'reconnect') await makeReady();
    }
  }

  async function makeReady(): Promise<void> {
    const used = connection;
    while (!stopping.signal.aborted && used !== null && !used.isClosed()) {
      try {
        const jsm = await jetstreamManager(used, { timeout: BROKER_TIMEOUT_MS, checkAPI: false });
        await prepare(jsm);
        const wasReady = state.kind === 'ready';
        state = {
          kind: 'ready',
          client: { jsm, js: jetstream(used, { timeout: BROKER_TIMEOUT_MS }) },
        };
        if (!wasReady) log.info({ servers: config.servers }, 'connected to the broker of events');
        return;
      } catch (error) {
        notReady(brokerProblemOf(error));
        await pause(RETRY_MS, stopping.signal);
      }
    }
  }

  /** Logs a reason once, not each time. */
  function notReady(why: string): void {
    if (stopping.signal.aborted) return;
    if (state.kind !== 'not ready' || state.why !== why) {
      log.warn({ servers: config.servers, why }, 'the broker of events is not available; events wait for it');
    }
    state = { kind: 'not ready', why };
  }
}

/** How a part, or a command, connects. */
export function connectOptions(
  { servers, isSecured, ca, user, password, credentials }: BrokerConfig,
  part: string,
) {
  return {
    servers: [...servers],
    name: `customer-graph ${part}`,
    // Of its own, so that the broker may keep each part's answers from the others.
    inboxPrefix: `_INBOX_${part}`,
    ...(isSecured ? { tls: ca === null ? {} : { ca } } : {}),
    ...(user === null ? {} : { user }),
    ...(password === null ? {} : { pass: password }),
    ...(credentials === null
      ? {}
      : // The library reads lines with their ends.
        { authenticator: credsAuthenticator(new TextEncoder().encode(`${credentials}\n`)) }),
    timeout: BROKER_TIMEOUT_MS,
    pingInterval: PING_MS,
    maxPingOut: PINGS_LOST,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RETRY_MS / 2,
    reconnectJitter: RETRY_MS,
    // Credentials may be changed at the broker before they are here.
    ignoreAuthErrorAbort: true,
  };
}

/** What the library says of an error, in a few words: nothing of the content of a message is in them. */
export function brokerProblemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause instanceof Error ? error.cause : error;
  if ([error, cause].some((one) => one instanceof RequestError && one.isNoResponders()))
    return 'it has no JetStream, or none that answers now';
  if ('code' in cause && typeof cause.code === 'string' && cause.code !== '') return cause.code;
  return `${cause.name}: ${cause.message}`.slice(0, 150);
}

async function closeConnection(connection: NatsConnection | null): Promise<void> {
  if (connection === null) return;
  await Promise.race([connection.close(), new Promise((resolve) => setTimeout(resolve, CLOSE_MS).unref())]);
}

/** Waits, and ends earlier when it is told to stop. */
export function pause(ms: number, stopping: AbortSignal): Promise<void> {
  if (stopping.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stopping.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    stopping.addEventListener('abort', end);
  });
}
