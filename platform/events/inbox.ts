import { type Database, isDuplicate } from '../database/database.ts';
import type { Migration } from '../database/migrations.ts';
import type { DomainEvent, EventHandlers } from './event.ts';

/** The ids of events that were received: an event that comes again changes nothing. */
export const createInbox: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE inbox (
        id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        recebido_em DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        KEY inbox_antigos (recebido_em)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};

/**
 * Marks are kept for good, a few bytes for each event: a dead delivery may be replayed after any time, and would be
 * taken for new. So the index by age, by which they were cleared away, is of no use.
 */
export const keepReceived: Migration = {
  async up({ alter }) {
    await alter('ALTER TABLE inbox DROP KEY inbox_antigos');
  },
};

/** Applies an event once, its effect and the mark that it was received in one transaction. */
export async function receive(
  database: Database,
  handlers: EventHandlers,
  event: DomainEvent,
): Promise<'applied' | 'repeated' | 'unknown type'> {
  const handle = handlers[event.type];
  if (!handle) return 'unknown type';
  return await database.transaction(async (transaction) => {
    transaction.markRepeatable();
    try {
      await transaction.write('INSERT INTO inbox (id, recebido_em) VALUES (?, NOW(3))', [event.id]);
    } catch (error) {
      if (isDuplicate(error)) return 'repeated';
      throw error;
    }
    await handle(transaction, event);
    return 'applied';
  });
}
