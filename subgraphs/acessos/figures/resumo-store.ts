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

const COLUMNS = 'inicio, chave, rotulo, requisicoes, erros, bytes, duracao_ms AS duracaoMs, esboco';
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
function asGiven(row: StoredResumo): StoredResumo {
  return row.chave.endsWith(LAST_BLANK) ? { ...row, chave: `${row.chave.slice(0, -1)} ` } : row;
}

/** The store of figures on their schema. */
export function resumoStore(database: Database): ResumoStore {
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
      const written: SqlParam[][] = [];
      for (const some of sameKind(sets)) {
        const present = await presentIn(transaction, some);
        for (const set of some) {
          const stored = present.get(set.inicio.getTime()) ?? new Map<string, StoredResumo>();
          written.push(...rowsOf(set, stored));
        }
      }
      for (const some of inFewSizes(written)) await transaction.write(UPSERT(some.length), some.flat());
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
}

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

/** What is stored of the times of some sets of one kind, by time and name. */
async function presentIn(
  transaction: Transaction,
  sets: readonly GroupSet[],
): Promise<Map<number, Map<string, StoredResumo>>> {
  const [first] = sets;
  const times = sets.map(({ inicio }) => inicio.getTime());
  const rows = await transaction.read<StoredResumo>(
    `SELECT ${COLUMNS} FROM resumo WHERE ${OF} BETWEEN ? AND ?`,
    [
      first?.granularity ?? '',
      first?.dimension ?? '',
      toSqlInstant(new Date(Math.min(...times))),
      toSqlInstant(new Date(Math.max(...times))),
    ],
  );
  const present = new Map<number, Map<string, StoredResumo>>(times.map((time) => [time, new Map()]));
  for (const row of rows.map(asGiven)) present.get(row.inicio.getTime())?.set(row.chave, row);
  return present;
}

/** The rows of a set, each with what is stored already; groups that are too many are one. */
function rowsOf(
  { granularity, dimension, inicio, groups }: GroupSet,
  stored: ReadonlyMap<string, StoredResumo>,
): SqlParam[][] {
  const keys = new Set(stored.keys());
  const rows = new Map<string, { rotulo: string; figures: Figures }>();
  for (const group of groups.values()) {
    const chave = keyAmong(keys, group);
    const row = rows.get(chave);
    if (row) row.figures.addAll(group.figures);
    else rows.set(chave, { rotulo: chave === OTHERS ? OTHERS : group.rotulo, figures: group.figures });
  }
  return [...rows].map(([chave, { rotulo, figures }]) => {
    const before = stored.get(chave);
    if (before) figures.addStored(before);
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
  });
}
