import { isDuplicate, openDatabase } from '../database/database.ts';
import type { ErasureLedger } from './ledger.ts';

const CREATE = `
  CREATE TABLE IF NOT EXISTS registro_exclusao (
    tipo VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    registrada_em DATETIME(3) NOT NULL,
    PRIMARY KEY (tipo, id)
  ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;

const READ_AT_ONCE = 10_000;

/**
 * A ledger in a table of its own schema, on another server than those it is for. It is made when it is first used; after
 * that the rights to SELECT and INSERT are enough, with which nobody takes anything out.
 */
export function tableLedger(url: string, ca: string | null): ErasureLedger {
  const database = openDatabase({ url, ca, poolSize: 2 });
  /** Runs a statement, and once more when the table was missing. */
  const withTable = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ER_NO_SUCH_TABLE')) throw error;
      await database.write(CREATE, []);
      return await run();
    }
  };
  return {
    async record({ tipo, id }) {
      const insert = () =>
        database.transaction(async (transaction) => {
          transaction.markRetryable();
          await transaction.write(
            'INSERT INTO registro_exclusao (tipo, id, registrada_em) VALUES (?, ?, NOW(3))',
            [tipo, id],
          );
        });
      await withTable(insert).catch((error) => {
        if (!isDuplicate(error)) throw error;
      });
    },
    async *read(tipo) {
      for (let after = '0'; ; ) {
        const rows = await withTable(() =>
          database.read<{ id: string }>(
            `SELECT id FROM registro_exclusao WHERE tipo = ? AND id > ? ORDER BY id LIMIT ${READ_AT_ONCE}`,
            [tipo, after],
          ),
        );
        for (const { id } of rows) yield id;
        const last = rows.at(-1);
        if (!last || rows.length < READ_AT_ONCE) return;
        after = last.id;
      }
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}
