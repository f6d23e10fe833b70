import type { Database } from '../database.ts';
import type { Migration } from './migrations.ts';
import type { PlatformTable } from './platform-table.ts';

const createTransacao: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE transacao (
        conexao CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        numero BIGINT UNSIGNED NOT NULL,
        em DATETIME(3) NOT NULL,
        conferencias INT UNSIGNED NOT NULL DEFAULT 0,
        PRIMARY KEY (conexao)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};

/** Connections live for minutes, and nobody looks for a transaction longer than a request lasts. */
const OLD = 'em < NOW(3) - INTERVAL 1 HOUR';
const CLEANED_AT_ONCE = 1_000;

/**
 * Removes the rows of connections that are gone. They are found without a lock and without an index, which each write
 * would have to keep: the table has a row for each connection of the last hour.
 */
async function removeOldMarkers(database: Database, stopping?: AbortSignal): Promise<void> {
  while (!stopping?.aborted) {
    const old = await database.read<{ conexao: string }>(
      `SELECT conexao FROM transacao WHERE ${OLD} LIMIT ${CLEANED_AT_ONCE}`,
      [],
    );
    for (const { conexao } of old) {
      if (stopping?.aborted) return;
      await database.write(`DELETE FROM transacao WHERE conexao = ? AND ${OLD}`, [conexao]);
    }
    if (old.length < CLEANED_AT_ONCE) return;
  }
}

/** The table of commit markers; see `CommitMarker`. Each schema whose domain writes has one. */
export const transacao: PlatformTable = {
  name: 'transacao',
  migrations: { 'transacao-0001-create': createTransacao },
  forgetOld: removeOldMarkers,
};
