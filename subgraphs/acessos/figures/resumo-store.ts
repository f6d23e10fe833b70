import { OTHERS } from '../../../access-format/access.ts';
import type { Database } from '../../../platform/database/database.ts';
import { deleteInSteps } from '../../../platform/database/housekeeping/delete-in-steps.ts';
import type { ReadingRequest } from '../../../platform/database/statements/reading-request.ts';
import { perSize } from '../../../platform/database/statements/sql-text.ts';
import { toSqlInstant } from '../../../platform/database/statements/sql-values.ts';
import type { SqlParam } from '../../../platform/database/statements/statements.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import { inFewSizes } from '../acesso-store.ts';
import type { Figures, StoredFigures } from './figures.ts';
import { type Dimension, type GroupSet, KEPT_DAYS, keyAmong, type SummaryPeriod } from './groups.ts';
import { LastWritten } from './last-written.ts';

/** Stored figures of a group in a time. */
export interface StoredResumo extends StoredFigures {
  inicio: Date;
  chave: string;
  rotulo: string;
}

/** All SQL on `resumo`. */
export interface ResumoStore {
  /** The figures of a dimension in a time. */
  find(dimension: Dimension, span: SummaryPeriod, request: ReadingRequest): Promise<StoredResumo[]>;
  /** Adds figures to those that are stored; nobody else does so meanwhile. */
  add(transaction: Transaction, sets: readonly GroupSet[]): Promise<void>;
  /** Removes figures of minutes and hours that have expired; `stopping` ends it between two steps. */
  forgetOld(stopping: AbortSignal): Promise<void>;
}

const SUM_COLUMNS = 'inicio, chave, requisicoes, erros, bytes, duracao_ms AS duracaoMs';
const COLUMNS = `${SUM_COLUMNS}, rotulo, esboco`;
const OF = 'granularidade = ? AND dimensao = ? AND inicio';

const UPSERT = perSize(
  (size) => `
  INSERT INTO resumo (granularidade, dimensao, inicio, chave, rotulo, requisicoes, erros, bytes, duracao_ms, esboco)
  VALUES ${new Array(size).fill('(?, ?, ?, ?, ?, ?, ?, ?, ?, FROM_BASE64(?))').join(', ')}
  ON DUPLICATE KEY UPDATE requisicoes = VALUES(requisicoes), erros = VALUES(erros), bytes = VALUES(bytes),
    duracao_ms = VALUES(duracao_ms), esboco = VALUES(esboco)`,
);

/**
 * Stands for a blank at the end of a name: servers take names for equal that differ by such blanks alone, and the figures of one user for
 * another's. A character of private use, which no user's name ends with; names are no longer by it.
 */
const LAST_BLANK = '\ue000';

function keptName(chave: string): string {
  return chave.endsWith(' ') ? `${chave.slice(0, -1)}${LAST_BLANK}` : chave;
}

/** A row as it was before its name was kept. */
function asGiven<Row extends Pick<StoredResumo, 'chave'>>(row: Row): Row {
  return row.chave.endsWith(LAST_BLANK) ? { ...row, chave: `${row.chave.slice(0, -1)} ` } : row;
}

/** The store of figures on their schema. */
export function resumoStore(database: Database): ResumoStore {
  const lastWritten = new LastWritten();
  return {
    async find(dimension, { granularity, de, ate }, request) {
      const rows = await database.read<StoredResumo>(
        `SELECT ${COLUMNS} FROM resumo WHERE ${OF} >= ? AND inicio < ?`,
        [granularity, dimension, toSqlInstant(de), toSqlInstant(ate)],
        request,
      );
      return rows.map(asGiven);
    },

    async add(transaction, sets) {
      const rows: SummedRow[] = [];
      for (const some of sameKind(sets)) {
        const present = await sumsOf(transaction, some);
        const added = some.flatMap((set) => rowsOf(set, present.get(set.inicio.getTime()) ?? new Map()));
        await addStored(transaction, some, added);
        rows.push(...added);
      }
      const written = rows.map(valuesOf);
      for (const some of inFewSizes(written)) await transaction.write(UPSERT(some.length), some.flat());
      // What was taken of them is in no attempt that fails.
      transaction.afterCommit(() => {
        for (const row of rows) lastWritten.put(row, row.figures);
      });
    },

    async forgetOld(stopping) {
      for (const [granularity, days] of Object.entries(KEPT_DAYS)) {
        await deleteInSteps(
          database,
          `DELETE FROM resumo WHERE granularidade = '${granularity}' AND inicio < NOW() - INTERVAL ${days} DAY`,
          stopping,
        );
      }
    },
  };

  /** Adds to rows what is stored of them: as it was written last, or as it is read where somebody else has written it since. */
  async function addStored(
    transaction: Transaction,
    sets: readonly GroupSet[],
    rows: readonly SummedRow[],
  ): Promise<void> {
    let read: Map<number, Map<string, StoredResumo>> | null = null;
    for (const row of rows) {
      if (!row.stored) continue;
      const known = lastWritten.take(row, row.stored);
      if (known) {
        known.addAll(row.figures);
        row.figures = known;
        continue;
      }
      read ??= await presentIn(transaction, sets);
      const stored = read.get(row.inicio.getTime())?.get(row.chave);
      if (stored) row.figures.addStored(stored);
    }
  }
}

/** A row to write: what is new of it, and then all of it. */
interface SummedRow extends Pick<GroupSet, 'granularity' | 'dimension' | 'inicio'> {
  chave: string;
  rotulo: string;
  figures: Figures;
  /** What stands there already. */
  stored: StoredSums | undefined;
}

/** Stored figures without the sketch. */
export type StoredSums = Omit<StoredResumo, 'rotulo' | 'esboco'>;

/** Sets of one kind of time and one dimension, which are read together. */
function sameKind(sets: readonly GroupSet[]): GroupSet[][] {
  const kinds = new Map<string, GroupSet[]>();
  for (const set of sets) {
    const kind = `${set.granularity} ${set.dimension}`;
    const some = kinds.get(kind);
    if (some) some.push(set);
    else kinds.set(kind, [set]);
  }
  return [...kinds.values()];
}

/** The sums that are stored of the times of some sets of one kind, by time and name. */
function sumsOf(
  transaction: Transaction,
  sets: readonly GroupSet[],
): Promise<Map<number, Map<string, StoredSums>>> {
  return byTime<StoredSums>(transaction, sets, SUM_COLUMNS);
}

/** The same with their sketches. */
function presentIn(
  transaction: Transaction,
  sets: readonly GroupSet[],
): Promise<Map<number, Map<string, StoredResumo>>> {
  return byTime<StoredResumo>(transaction, sets, COLUMNS);
}

async function byTime<Row extends Pick<StoredResumo, 'inicio' | 'chave'>>(
  transaction: Transaction,
  sets: readonly GroupSet[],
  columns: string,
): Promise<Map<number, Map<string, Row>>> {
  const [first] = sets;
  const times = sets.map(({ inicio }) => inicio.getTime());
  const rows = await transaction.read<Row>(`SELECT ${columns} FROM resumo WHERE ${OF} BETWEEN ? AND ?`, [
    first?.granularity ?? '',
    first?.dimension ?? '',
    toSqlInstant(new Date(Math.min(...times))),
    toSqlInstant(new Date(Math.max(...times))),
  ]);
  const present = new Map<number, Map<string, Row>>(times.map((time) => [time, new Map()]));
  for (const row of rows) {
    // One of a release before, which is left as it is: the same figures in a row of this one would count twice.
    if (row.chave.endsWith(' ')) continue;
    const given = asGiven(row);
    present.get(row.inicio.getTime())?.set(given.chave, given);
  }
  return present;
}

/** The rows of a set, each with the sums that are stored already; groups that are too many are one. */
function rowsOf(
  { granularity, dimension, inicio, groups }: GroupSet,
  stored: ReadonlyMap<string, StoredSums>,
): SummedRow[] {
  const keys = new Set(stored.keys());
  const rows = new Map<string, SummedRow>();
  for (const group of groups.values()) {
    const chave = keyAmong(keys, group);
    const row = rows.get(chave);
    if (row) row.figures.addAll(group.figures);
    else {
      const rotulo = chave === OTHERS ? OTHERS : group.rotulo;
      const { figures } = group;
      rows.set(chave, { granularity, dimension, inicio, chave, rotulo, figures, stored: stored.get(chave) });
    }
  }
  return [...rows.values()];
}

function valuesOf({ granularity, dimension, inicio, chave, rotulo, figures }: SummedRow): SqlParam[] {
  return [
    granularity,
    dimension,
    toSqlInstant(inicio),
    keptName(chave),
    rotulo,
    figures.requisicoes,
    figures.erros,
    figures.bytes,
    figures.duracaoTotalMs,
    figures.esboco().toString('base64'),
  ];
}
