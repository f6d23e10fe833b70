import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { migrate } from '../../../platform/database/migrations/migrations.ts';
import type { DomainEvent } from '../../../platform/events/event/event.ts';
import type { Delivered, EventDelivery } from '../../../platform/events/event/event-delivery.ts';
import { inbox } from '../../../platform/events/inbox/inbox.ts';
import { publish } from '../../../platform/events/outbox/outbox.ts';
import { outbox } from '../../../platform/events/outbox/outbox-tables.ts';
import { startRelay } from '../../../platform/events/relay/relay.ts';
import { createLog } from '../../../platform/process/logging/logging.ts';
import { testPrefix } from './test-prefix.ts';

const SCHEMA = [{ name: 'eventos', databaseName: 'eventos' }];
const log = createLog('test', 'silent');

/** How long a relay is waited for, however busy the machine is. */
export const SOON = { timeout: 15_000 };

/** A change of one aggregate, told apart by a number. */
export const eventOf = (aggregateid: string, n: number) => ({
  aggregatetype: 'Cliente',
  aggregateid,
  type: 'Mudou',
  payload: { n },
});

export const APPLIED: Delivered = { kind: 'applied' };

/** Delivers to a list, and fails as often as told for each aggregate. */
export class RecordingDelivery implements EventDelivery {
  readonly delivered: DomainEvent[] = [];
  readonly failures = new Map<string, number>();

  deliver(_destination: string, event: DomainEvent): Promise<Delivered> {
    const left = this.failures.get(event.aggregateid) ?? 0;
    if (left > 0) {
      this.failures.set(event.aggregateid, left - 1);
      return Promise.reject(new Error('HTTP 503'));
    }
    this.delivered.push(event);
    return Promise.resolve(APPLIED);
  }
}

/** A schema with an outbox and an inbox, both empty before each test. */
export interface EventTables {
  readonly database: Database;
  readonly url: string;
  /** Publishes events one by one, each in a transaction of its own, by default for `a`. */
  publishAll(events: readonly ReturnType<typeof eventOf>[], destinations?: string[]): Promise<void>;
  /** Starts a relay for `a`. */
  relayOf(delivery: EventDelivery, maxAttempts?: number): ReturnType<typeof startRelay>;
}

/** Makes the tables before the tests of the file that calls this, and removes them after them. */
export function eventTables(): EventTables {
  const prefix = testPrefix();
  let url = '';
  let database: Database;
  beforeAll(async () => {
    url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('eventos') ?? '';
    await migrate(url, { ...outbox.migrations, ...inbox.migrations });
    database = openDatabase({ url, poolSize: 12 });
  });
  beforeEach(async () => {
    await database.write('DELETE FROM outbox', []);
    await database.write('DELETE FROM outbox_entrega', []);
    await database.write('DELETE FROM inbox', []);
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
    await dropSchemas(inject('adminUrl'), SCHEMA, prefix);
  });
  return {
    get database() {
      return database;
    },
    get url() {
      return url;
    },
    async publishAll(events, destinations = ['a']) {
      for (const event of events)
        await database.transaction((transaction) => publish(transaction, event, destinations));
    },
    relayOf: (delivery, maxAttempts = 20) =>
      startRelay({ database, delivery, destinations: ['a'], log, maxAttempts }),
  };
}
