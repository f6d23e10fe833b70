import { type Database, isDuplicate } from '../../database/database.ts';
import { deleteInSteps } from '../../database/housekeeping/delete-in-steps.ts';
import type { Migration } from '../../database/migrations/migrations.ts';
import type { PlatformTable } from '../../database/migrations/platform-table.ts';
import type { Statements } from '../../database/statements/statements.ts';
import type { DomainEvent, EventHandlers } from '../event/event.ts';

const createInbox: Migration = {
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

/** Marks were kept for good for some time; `indexReceived` adds the index by age again. */
const keepReceived: Migration = {
  async up({ alter }) {
    await alter('ALTER TABLE inbox DROP KEY inbox_antigos');
  },
};

/** By age: `forgetReceived` finds old marks by it. */
const indexReceived: Migration = {
  async up({ alter }) {
    await alter('ALTER TABLE inbox ADD KEY inbox_por_idade (recebido_em)');
  },
};

/** Longer than a sender keeps what is confirmed. */
const INBOX_KEPT_DAYS = 90;

/**
 * Removes marks of events that were received so long ago that only a person sends them again: a dead delivery whose
 * answer was lost, or everything after a restore. Then the event is applied again, which handlers make harmless.
 */
async function forgetReceived(statements: Statements, stopping?: AbortSignal): Promise<void> {
  await deleteInSteps(
    statements,
    `DELETE FROM inbox WHERE recebido_em < NOW(3) - INTERVAL ${INBOX_KEPT_DAYS} DAY`,
    stopping,
  );
}

/** The ids of events that were received: an event that comes again changes nothing. */
export const inbox: PlatformTable = {
  name: 'inbox',
  migrations: {
    'inbox-0001-create': createInbox,
    'inbox-0002-keep-received': keepReceived,
    'inbox-0003-index-received': indexReceived,
  },
  forgetOld: forgetReceived,
};

/** Whether an event was applied before. */
export async function wasReceived(statements: Statements, event: DomainEvent): Promise<boolean> {
  return (await statements.read('SELECT 1 FROM inbox WHERE id = ?', [event.id])).length > 0;
}

/** What has become of an event, or of a report. */
export type Received = 'applied' | 'repeated' | 'unknown type';

/**
 * Applies an event once, its effect and the mark that it was received in one transaction. What is too much for one is applied in
 * several, and received with the last: one that is ended in between is delivered again, and goes on from there.
 */
export async function receive(
  database: Database,
  handlers: EventHandlers,
  event: DomainEvent,
): Promise<Received> {
  const handle = handlers[event.type];
  if (!handle) return 'unknown type';
  for (;;) {
    const received = await receiveOnce(database, handle, event);
    if (received !== 'in part') return received;
  }
}

async function receiveOnce(
  database: Database,
  handle: NonNullable<EventHandlers[string]>,
  event: DomainEvent,
): Promise<'applied' | 'repeated' | 'in part'> {
  return await database.transaction(async (transaction) => {
    transaction.markRetryable();
    try {
      await transaction.write('INSERT INTO inbox (id, recebido_em) VALUES (?, NOW(3))', [event.id]);
    } catch (error) {
      if (isDuplicate(error)) return 'repeated';
      throw error;
    }
    if ((await handle(transaction, event)) !== 'in part') return 'applied';
    await transaction.write('DELETE FROM inbox WHERE id = ?', [event.id]);
    return 'in part';
  });
}
