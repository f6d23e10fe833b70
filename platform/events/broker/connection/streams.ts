import {
  AckPolicy,
  type ConsumerConfig,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos, PermissionViolationError } from '@nats-io/transport-node';
import type { BrokerConfig } from '../broker-config.ts';
import { streamNames } from './stream-names.ts';

/** Within this time the broker takes a message with the same id for the same message. */
const DUPLICATE_WINDOW_MS = 2 * 60_000;
const MAX_MESSAGE_BYTES = 256 * 1024;
/** A confirmation is about as large as an event, and waits for less long. */
const CONFIRMATIONS_SHARE = 4;
const DAY_MS = 86_400_000;

/** What each stream has to be, whatever its size: without it events would be lost or kept for good. */
type Essential = Pick<StreamConfig, 'retention' | 'storage' | 'discard'> & { subjects: string[] };
/** What whoever runs the broker may change. */
type Tunable = Pick<StreamConfig, 'num_replicas' | 'max_bytes' | 'max_age'>;

/**
 * A server removes the files of a stream after it has said that this is deleted. One of the same name that is made meanwhile loses
 * its own with them, and then refuses every message until the server is started again (seen on 2.9).
 */
const REMOVAL_MS = 500;

/**
 * Makes the streams that are not there yet. Throws when one is there that is not what it has to be; limits that are not
 * those of the configuration are told and left as they are, because the broker's operators may have changed them.
 *
 * @param wereThere whether this process has seen them there: one that is not has just been deleted
 */
export async function prepareStreams(
  jsm: JetStreamManager,
  config: BrokerConfig,
  warn: (about: object, message: string) => void,
  wereThere: boolean,
): Promise<void> {
  const names = streamNames(config.prefix);
  const streams = [
    { name: names.events, subjects: names.allEvents, share: 1 },
    { name: names.confirmations, subjects: names.allConfirmations, share: CONFIRMATIONS_SHARE },
  ];
  for (const { name, subjects, share } of streams) {
    const essential: Essential = {
      subjects: [subjects],
      // A message is there until the one consumer that it is for is done with it.
      retention: RetentionPolicy.Workqueue,
      storage: StorageType.File,
      // What does not fit stays with who sends it, and no older one makes room for it.
      discard: DiscardPolicy.New,
    };
    const tunable: Tunable = {
      num_replicas: config.replicas,
      max_bytes: Math.floor(config.maxBytes / share),
      max_age: nanos(config.maxAgeDays * DAY_MS),
    };
    let found = await streamConfig(jsm, name);
    if (!found && wereThere) {
      await new Promise((resolve) => setTimeout(resolve, REMOVAL_MS));
      // Another process may have made it.
      found = await streamConfig(jsm, name);
    }
    if (found) check(name, found, { essential, tunable }, warn);
    else {
      await jsm.streams.add({
        name,
        ...essential,
        ...tunable,
        max_msg_size: MAX_MESSAGE_BYTES,
        duplicate_window: nanos(DUPLICATE_WINDOW_MS),
      });
    }
  }
}

async function streamConfig(jsm: JetStreamManager, name: string): Promise<StreamConfig | null> {
  try {
    return (await jsm.streams.info(name)).config;
  } catch (error) {
    if (isCode(error, JetStreamApiCodes.StreamNotFound)) return null;
    throw error;
  }
}

function check(
  name: string,
  found: StreamConfig,
  { essential, tunable }: { essential: Essential; tunable: Tunable },
  warn: (about: object, message: string) => void,
): void {
  const differs = (wanted: object) =>
    Object.entries(wanted).filter(([key, value]) => {
      // A key of a stream's configuration.
      const is = found[key as keyof StreamConfig];
      return JSON.stringify(is) !== JSON.stringify(value);
    });
  const wrong = differs(essential).map(([key, value]) => `${key} is not ${JSON.stringify(value)}`);
  if (wrong.length > 0) {
    throw new Error(
      `the stream ${name} of the broker is of another kind (${wrong.join('; ')}); remove it, use another account of the broker, or set EVENTS_PREFIX`,
    );
  }
  const other = Object.fromEntries(differs(tunable));
  if (Object.keys(other).length > 0) {
    warn({ stream: name, configured: other }, 'a stream has other limits than are configured; they stay');
  }
}

/**
 * How long a process may say nothing of a message before the broker gives it to another one. How long it waits after a failure
 * the process says itself: the broker's own `backoff` would be added to that.
 */
const IN_WORK_MS = 15_000;
/** Of one domain at a time, over all its processes. */
const MAX_IN_WORK = 64;
/**
 * The domain itself counts, and gives a message up. The broker does not: a message that it stopped bringing would lie there
 * unseen, and its sender would take it for on its way.
 */
const NO_LIMIT = -1;

/**
 * Makes the durable consumer of one part on a stream, or gives it its present settings. One that stops bringing a message after
 * some deliveries, as releases before made them, is replaced: what it has stopped bringing stays so whatever it is told, and
 * another one brings it.
 */
export async function prepareConsumer(
  jsm: JetStreamManager,
  stream: string,
  { part, subject }: { part: string; subject: string },
): Promise<void> {
  const settings = {
    filter_subject: subject,
    max_deliver: NO_LIMIT,
    ack_wait: nanos(IN_WORK_MS),
    max_ack_pending: MAX_IN_WORK,
  } satisfies Partial<ConsumerConfig>;
  let found: ConsumerConfig;
  try {
    found = (await jsm.consumers.info(stream, part)).config;
  } catch (error) {
    if (!isCode(error, JetStreamApiCodes.ConsumerNotFound)) throw error;
    await add();
    return;
  }
  if (found.max_deliver !== NO_LIMIT && (await wasDeleted(jsm, stream, part))) {
    await add();
    return;
  }
  const isSame = Object.entries(settings).every(
    // A key of a consumer's configuration.
    ([key, value]) => JSON.stringify(found[key as keyof ConsumerConfig]) === JSON.stringify(value),
  );
  if (!isSame) await jsm.consumers.update(stream, part, settings);

  async function add(): Promise<void> {
    await jsm.consumers.add(stream, {
      durable_name: part,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ...settings,
    });
  }
}

/** False when the part may not do that at the broker. */
async function wasDeleted(jsm: JetStreamManager, stream: string, consumer: string): Promise<boolean> {
  try {
    return await jsm.consumers.delete(stream, consumer);
  } catch (error) {
    if (error instanceof PermissionViolationError || error instanceof JetStreamApiError) return false;
    throw error;
  }
}

function isCode(error: unknown, code: JetStreamApiCodes): boolean {
  return error instanceof JetStreamApiError && error.code === code;
}
