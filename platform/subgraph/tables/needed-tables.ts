import { transacao } from '../../database/migrations/commit-marker-table.ts';
import type { PlatformTable } from '../../database/migrations/platform-table.ts';
import { inbox } from '../../events/inbox/inbox.ts';
import { outbox } from '../../events/outbox/outbox-tables.ts';
import { receivesEvents } from '../../identity/callers/issuers.ts';
import { StartError } from '../../process/ending/start-error.ts';
import type { SubgraphConfig } from '../config.ts';
import type { SubgraphDefinition } from '../definition.ts';

type Needing = Pick<SubgraphDefinition, 'name' | 'tables' | 'eventDestinations' | 'callers'>;

/** Throws StartError for a subgraph whose schema lacks a table that it cannot do without, which says what to list. */
export function expectTables(
  { name, tables, eventDestinations, callers }: Needing,
  { databaseReadUrls }: Pick<SubgraphConfig, 'databaseReadUrls'>,
): void {
  const needed: [isNeeded: boolean, table: PlatformTable, why: string][] = [
    [eventDestinations.length > 0, outbox, 'it has eventDestinations, and its events are written into that'],
    [receivesEvents(callers), inbox, 'its callers may deliver events, and those it has had are kept there'],
    [
      databaseReadUrls.length > 0,
      transacao,
      'DATABASE_READ_URL is set, and by that it is known how far a replica is',
    ],
  ];
  for (const [isNeeded, table, why] of needed)
    if (isNeeded && !tables.includes(table))
      throw new StartError(
        `${name} has to list the table \`${table.name}\` (\`withTables\` in its subgraph.ts): ${why}.`,
      );
}
