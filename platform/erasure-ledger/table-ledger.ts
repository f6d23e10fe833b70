import { addressOptions } from '../database/connections/connection-options.ts';
import { isDuplicate, openDatabase } from '../database/database.ts';
import { isWithoutTable } from '../database/statements/missing-table.ts';
import { databaseAddresses } from '../process/config/database-addresses.ts';
import { ErasureChain } from './erasure-chain.ts';
import type { Erasure, ErasureLedger, LedgerHead } from './ledger.ts';
import { LedgerDamaged } from './ledger-damaged.ts';
import { LedgerMissing } from './ledger-missing.ts';

const CREATE = `
  CREATE TABLE IF NOT EXISTS exclusao_registrada (
    numero BIGINT UNSIGNED NOT NULL,
    tipo VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    linha VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (numero),
    UNIQUE KEY exclusao_registrada_uma_vez (tipo, id)
  ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;
/** Of releases before, whose rows had no digests. */
const BEFORE = 'SELECT tipo, id FROM registro_exclusao ORDER BY registrada_em, tipo, id';

const READ_AT_ONCE = 10_000;
/** Each fails only when another process was first. */
const ATTEMPTS = 50;
const PAUSE_MS = 20;

/** A line, and the chain as it is after that. */
interface ReadLine {
  erasure: Erasure;
  chain: ErasureChain;
}

/**
 * A ledger in a table of its own schema, on another server than those it is for: the lines of a file, numbered, each with the
 * digest of the one before it. It is made when it is first written; after that the rights to SELECT and INSERT are enough, with
 * which nobody takes anything out.
 */
export function tableLedger(url: string, ca: string | null): ErasureLedger {
  const database = openDatabase({ url, ca, poolSize: 2 });
  const place = `in the schema ${addressOptions(databaseAddresses(url)[0], null).database}`;
  return {
    async create() {
      await database.write(CREATE, []);
      for (const erasure of await readBefore()) await record(erasure);
    },
    async record(erasure) {
      try {
        await record(erasure);
      } catch (error) {
        if (!isWithoutTable(error)) throw error;
        await this.create();
        await record(erasure);
      }
    },
    async *read(tipo) {
      for await (const { erasure } of lines()) if (erasure.tipo === tipo) yield erasure.id;
    },
    async head() {
      let head: LedgerHead = { count: 0, digest: null };
      for await (const { chain } of lines()) head = { count: chain.number, digest: chain.digest };
      return head;
    },
    async includes({ count, digest }) {
      if (count === 0) return true;
      for await (const { chain } of lines())
        if (chain.number === count) return digest === null || chain.digest === digest;
      return false;
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };

  /** Adds a line behind the last one, which may be another process's by then: the number is given once. */
  async function record(erasure: Erasure): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (await isRecorded(erasure)) return;
      const [last] = await database.read<{ linha: string }>(
        'SELECT linha FROM exclusao_registrada ORDER BY numero DESC LIMIT 1',
        [],
      );
      const chain = new ErasureChain(last?.linha ?? null);
      if (last && chain.number === 0) throw new LedgerDamaged(place, 'does not end with a line of its own');
      if (await wasAdded(chain.number + 1, erasure, chain.lineFor(erasure))) return;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS));
    }
    throw new Error(`the ledger ${place} is written by others all the time`);
  }

  async function isRecorded({ tipo, id }: Erasure): Promise<boolean> {
    const found = await database.read('SELECT 1 FROM exclusao_registrada WHERE tipo = ? AND id = ?', [
      tipo,
      id,
    ]);
    return found.length > 0;
  }

  async function wasAdded(number: number, { tipo, id }: Erasure, line: string): Promise<boolean> {
    try {
      await database.transaction(async (transaction) => {
        // Done before, it is a duplicate, and found so.
        transaction.markRetryable();
        await transaction.write(
          'INSERT INTO exclusao_registrada (numero, tipo, id, linha) VALUES (?, ?, ?, ?)',
          [String(number), tipo, id, line],
        );
      });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async function readBefore(): Promise<Erasure[]> {
    try {
      return await database.read<Erasure>(BEFORE, []);
    } catch (error) {
      if (isWithoutTable(error)) return [];
      throw error;
    }
  }

  /** Throws LedgerMissing and LedgerDamaged. */
  async function* lines(): AsyncGenerator<ReadLine> {
    const chain = new ErasureChain();
    for (;;) {
      const rows = await readAfter(chain.number);
      for (const { linha } of rows) {
        const taken = chain.take(linha);
        if (taken.kind !== 'next')
          throw new LedgerDamaged(place, `is not as it was written from line ${chain.number + 1} on`);
        yield { erasure: taken.erasure, chain };
      }
      if (rows.length < READ_AT_ONCE) return;
    }
  }

  async function readAfter(number: number): Promise<{ linha: string }[]> {
    try {
      return await database.read<{ linha: string }>(
        `SELECT linha FROM exclusao_registrada WHERE numero > ? ORDER BY numero LIMIT ${READ_AT_ONCE}`,
        [String(number)],
      );
    } catch (error) {
      if (isWithoutTable(error)) throw new LedgerMissing(place);
      throw error;
    }
  }
}
