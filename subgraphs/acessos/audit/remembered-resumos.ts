import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { toSqlInstant } from '../../../platform/database/statements/sql-values.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import type { TitularStore } from './titular-store.ts';

/** Some 10 MB. */
const MAX_RESUMOS = 50_000;
/** No erasure takes so long, and no two servers' clocks differ by so much. */
const MARGIN_MS = 3_600_000;

/** Without a report for so long, all is forgotten. */
const IDLE_MS = 60_000;

/** What a process remembers of `titular`, as long as it is known to stand there. */
interface Memory {
  /** Names it in `transacao`. */
  readonly id: string;
  /** The database's clock when it began. */
  readonly begun: Date;
  /** Tombstones since shortly before it began. */
  readonly erased: string;
  readonly resumos: LRUCache<string, string>;
  /** The transactions that have put something into it; `transacao` has the same number. */
  commits: number;
}

/** Customers' digests within one transaction, of which only those are read that are not remembered. */
export interface RecalledResumos {
  /** The digest of each customer, as of `TitularStore`. */
  resumosFor(clienteIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The last statement of the transaction: has what it has read and made remembered once it has committed. */
  keep(): Promise<void>;
}

/** What a process remembers of customers' digests. */
export interface RememberedResumos {
  /** What may be used in a transaction, before it reads `titular`. */
  recall(transaction: Transaction): Promise<RecalledResumos>;
}

/**
 * Remembers digests for as long as nothing can have changed them, which each transaction asks the database first:
 *
 * - The number of the last transaction that has put something in is written in it, under a name that no other memory has: a database that
 *   was restored, or has lost what it had committed, has another one or none. What others have written that was read before is older.
 * - Erasures leave tombstones, of which there are as many as when it began. Counted are those since shortly before, by the database's clock.
 *
 * Otherwise another memory begins, with nothing in it. See docs/decisions/0090-digests-remembered.md.
 *
 * @param max digests remembered at most
 */
export function rememberedResumos(
  titulares: Pick<TitularStore, 'resumosFor'>,
  max: number = MAX_RESUMOS,
): RememberedResumos {
  let memory: Memory | null = null;
  let forgetting: NodeJS.Timeout | null = null;
  return {
    async recall(transaction) {
      // Who was erased meanwhile is not to be here for longer than that either.
      forgetting ??= setTimeout(() => {
        memory = null;
      }, IDLE_MS).unref();
      forgetting.refresh();
      const last = memory;
      const used = (last && (await asFarAsTrue(transaction, last))) ?? (await begin(transaction));
      // Others may add to it meanwhile.
      const { commits } = used;
      const learned = new Map<string, string>();
      return {
        async resumosFor(clienteIds) {
          const found = new Map<string, string>();
          const unknown: string[] = [];
          for (const id of clienteIds) {
            const resumo = used.resumos.get(id);
            if (resumo === undefined) unknown.push(id);
            else found.set(id, resumo);
          }
          if (unknown.length === 0) return found;
          const { stored, leadNowhere } = await titulares.resumosFor(transaction, unknown);
          for (const [id, resumo] of stored) {
            found.set(id, resumo);
            learned.set(id, resumo);
          }
          // Each time another one.
          for (const [id, resumo] of leadNowhere) found.set(id, resumo);
          return found;
        },
        async keep() {
          if (learned.size === 0 || !(await count(transaction, used, commits))) return;
          transaction.afterCommit(() => {
            if (memory === last) memory = used;
            if (memory !== used || used.commits !== commits) return;
            used.commits += 1;
            for (const [id, resumo] of learned) used.resumos.set(id, resumo);
          });
        },
      };
    },
  };

  async function begin(transaction: Transaction): Promise<Memory> {
    const [now] = await transaction.read<{ agora: Date }>('SELECT NOW(3) AS agora', []);
    const id = randomUUID();
    const begun = now?.agora ?? new Date();
    const { erased } = await stateOf(transaction, id, begun);
    return {
      id,
      begun,
      erased,
      resumos: new LRUCache({ maxSize: max, sizeCalculation: () => 1 }),
      commits: 0,
    };
  }
}

/** The memory where all of it stands in the database; null where it may not. */
async function asFarAsTrue(transaction: Transaction, memory: Memory): Promise<Memory | null> {
  const before = memory.commits;
  const { commits, erased, agora } = await stateOf(transaction, memory.id, memory.begun);
  // Another transaction of this process may have committed meanwhile.
  const isWhole = commits === before || commits === memory.commits;
  return isWhole && erased === memory.erased && agora >= memory.begun ? memory : null;
}

interface State {
  /** Null where the database knows of no such memory. */
  commits: number | null;
  erased: string;
  agora: Date;
}

async function stateOf(transaction: Transaction, id: string, begun: Date): Promise<State> {
  const [row] = await transaction.read<{ commits: string | null; erased: string; agora: Date }>(
    `SELECT (SELECT numero FROM transacao WHERE conexao = ?) AS commits,
            (SELECT COUNT(*) FROM referencia WHERE apagado_em >= ?) AS erased,
            NOW(3) AS agora`,
    [id, toSqlInstant(new Date(begun.getTime() - MARGIN_MS))],
  );
  if (!row) throw new Error('a statement without a table gave no row');
  return { ...row, commits: row.commits === null ? null : Number(row.commits) };
}

/** Writes that one transaction more has put something into a memory; false where another one has done so since. */
async function count(transaction: Transaction, { id }: Memory, commits: number): Promise<boolean> {
  const { affectedRows } =
    commits === 0
      ? await transaction.write('INSERT INTO transacao (conexao, numero, em) VALUES (?, 1, NOW(3))', [id])
      : await transaction.write(
          'UPDATE transacao SET numero = ?, em = NOW(3) WHERE conexao = ? AND numero = ?',
          [commits + 1, id, commits],
        );
  return affectedRows === 1;
}
