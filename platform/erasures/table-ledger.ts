import { addressOptions } from '../database/connection-options.ts';
import { isDuplicate, openDatabase } from '../database/database.ts';
import { databaseAddresses } from '../process/database-addresses.ts';
import type { ErasureLedger, LedgerHead } from './ledger.ts';
import { LedgerMissing } from './ledger-missing.ts';

const CREATE = `
  CREATE TABLE IF NOT EXISTS registro_exclusao (
    tipo VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    registrada_em DATETIME(3) NOT NULL,
    PRIMARY KEY (tipo, id)
  ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;

const READ_AT_ONCE = 10_000;

/**
 * A ledger in a table of its own schema, on another server than those it is for. It is made when it is first written; after
 * that the rights to SELECT and INSERT are enough, with which nobody takes anything out.
 */
export function tableLedger(url: string, ca: string | null): ErasureLedger {
  const database = openDatabase({ url, ca, poolSize: 2 });
  const read = async <Row>(sql: string, values: readonly string[]): Promise<Row[]> => {
    try {
      return await database.read<Row>(sql, values);
    } catch (error) {
      if (isWithoutTable(error)) throw new LedgerMissing(`in the schema ${schemaOf(url)}`);
      throw error;
    }
  };
  const create = async () => {
    await database.write(CREATE, []);
  };
  const head = async (): Promise<LedgerHead> => {
    const [row] = await read<{ count: string }>('SELECT COUNT(*) AS count FROM registro_exclusao', []);
    return { count: Number(row?.count), digest: null };
  };
  return {
    create,
    head,
    includes: async ({ count }) => (await head()).count >= count,
    async record({ tipo, id }) {
      const insert = () =>
        database.transaction(async (transaction) => {
          transaction.markRetryable();
          await transaction.write(
            'INSERT INTO registro_exclusao (tipo, id, registrada_em) VALUES (?, ?, NOW(3))',
            [tipo, id],
          );
        });
      const once = () =>
        insert().catch((error) => {
          if (!isDuplicate(error)) throw error;
        });
      await once().catch(async (error) => {
        if (!isWithoutTable(error)) throw error;
        await create();
        await once();
      });
    },
    async *read(tipo) {
      for (let after = '0'; ; ) {
        const rows = await read<{ id: string }>(
          `SELECT id FROM registro_exclusao WHERE tipo = ? AND id > ? ORDER BY id LIMIT ${READ_AT_ONCE}`,
          [tipo, after],
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

function isWithoutTable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ER_NO_SUCH_TABLE';
}

function schemaOf(url: string): string {
  return addressOptions(databaseAddresses(url)[0], null).database;
}
