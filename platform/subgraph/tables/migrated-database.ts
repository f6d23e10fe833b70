import { type Database, openDatabase } from '../../database/database.ts';
import { transacao } from '../../database/migrations/commit-marker-table.ts';
import { migrate } from '../../database/migrations/migrations.ts';
import type { Log } from '../../process/logging/logging.ts';
import type { SubgraphConfig } from '../config.ts';
import type { SubgraphDefinition } from '../definition.ts';

/** Migrates a subgraph's schema, logs what that has come to, and opens the database. */
export async function openMigratedDatabase(
  { migrations, tables }: Pick<SubgraphDefinition, 'migrations' | 'tables'>,
  config: SubgraphConfig,
  log: Log,
  stopping?: AbortSignal,
): Promise<Database> {
  const { ran, foundDone, ofLaterRelease } = await migrate(config.databaseUrl, migrations, {
    ca: config.databaseCa,
    stopping,
    onWaiting: () => log.info('another process migrates the schema; this one waits for it'),
    onTableInUse: () =>
      log.warn('a transaction has a table open that is to be changed, perhaps a dump; it is tried again'),
  });
  if (ran.length > 0) log.info({ migrations: ran }, 'migrated');
  if (foundDone.length > 0) log.warn({ migrations: foundDone }, 'parts of these were in the schema before');
  if (ofLaterRelease.length > 0) log.warn({ migrations: ofLaterRelease }, 'the schema is of a later release');
  return openDatabase({
    url: config.databaseUrl,
    ca: config.databaseCa,
    poolSize: config.databasePoolSize,
    statementTimeoutMs: config.databaseStatementTimeoutMs,
    replicas:
      config.databaseReadUrls.length > 0
        ? { urls: config.databaseReadUrls, maxLagMs: config.databaseReadLagMs }
        : null,
    joinReads: !config.switchedOff.has('joined-reads'),
    leavesTraces: tables.includes(transacao),
  });
}
