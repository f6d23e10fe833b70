import type { Database } from '../../platform/database/database.ts';
import { deleteInSteps } from '../../platform/database/delete-in-steps.ts';
import type { ReadingRequest } from '../../platform/database/reading-request.ts';
import { perSize } from '../../platform/database/sql-text.ts';
import { toSqlInstant } from '../../platform/database/sql-values.ts';
import type { SqlParam } from '../../platform/database/statements.ts';
import type { Transaction } from '../../platform/database/transaction.ts';
import { inFewSizes } from './acesso-store.ts';
import { type Conjunto, chaveAmong, type Dimensao, KEPT_DAYS, OUTROS, type Trecho } from './grupos.ts';
import type { Medidas, MedidasGuardadas } from './medidas.ts';

/** Stored figures of a group in a time. */
export interface Resumo extends MedidasGuardadas {
  inicio: Date;
  chave: string;
  rotulo: string;
}

/** All SQL on `resumo`. */
export interface ResumoStore {
  /** The figures of a dimension in a time. */
  find(dimensao: Dimensao, trecho: Trecho, request: ReadingRequest): Promise<Resumo[]>;
  /** Adds figures to those that are stored; nobody else does so meanwhile. */
  add(transaction: Transaction, conjuntos: readonly Conjunto[]): Promise<void>;
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

/** The store of figures on their schema. */
export function resumoStore(database: Database): ResumoStore {
  return {
    async find(dimensao, { granularidade, de, ate }, request) {
      return await database.read<Resumo>(
        `SELECT ${COLUMNS} FROM resumo WHERE ${OF} >= ? AND inicio < ?`,
        [granularidade, dimensao, toSqlInstant(de), toSqlInstant(ate)],
        request,
      );
    },

    async add(transaction, conjuntos) {
      const written: SqlParam[][] = [];
      for (const some of sameKind(conjuntos)) {
        const present = await presentIn(transaction, some);
        for (const conjunto of some) {
          const stored = present.get(conjunto.inicio.getTime()) ?? new Map<string, Resumo>();
          written.push(...rowsOf(conjunto, stored));
        }
      }
      for (const some of inFewSizes(written)) await transaction.write(UPSERT(some.length), some.flat());
    },

    async forgetOld(stopping) {
      for (const [granularidade, days] of Object.entries(KEPT_DAYS)) {
        await deleteInSteps(
          database,
          `DELETE FROM resumo WHERE granularidade = '${granularidade}' AND inicio < NOW() - INTERVAL ${days} DAY`,
          stopping,
        );
      }
    },
  };
}

/** Sets of one kind of time and one dimension, which are read together. */
function sameKind(conjuntos: readonly Conjunto[]): Conjunto[][] {
  const kinds = new Map<string, Conjunto[]>();
  for (const conjunto of conjuntos) {
    const kind = `${conjunto.granularidade} ${conjunto.dimensao}`;
    const some = kinds.get(kind);
    if (some) some.push(conjunto);
    else kinds.set(kind, [conjunto]);
  }
  return [...kinds.values()];
}

/** What is stored of the times of some sets of one kind, by time and name. */
async function presentIn(
  transaction: Transaction,
  conjuntos: readonly Conjunto[],
): Promise<Map<number, Map<string, Resumo>>> {
  const [first] = conjuntos;
  const times = conjuntos.map(({ inicio }) => inicio.getTime());
  const rows = await transaction.read<Resumo>(`SELECT ${COLUMNS} FROM resumo WHERE ${OF} BETWEEN ? AND ?`, [
    first?.granularidade ?? '',
    first?.dimensao ?? '',
    toSqlInstant(new Date(Math.min(...times))),
    toSqlInstant(new Date(Math.max(...times))),
  ]);
  const present = new Map<number, Map<string, Resumo>>(times.map((time) => [time, new Map()]));
  for (const row of rows) present.get(row.inicio.getTime())?.set(row.chave, row);
  return present;
}

/** The rows of a set, each with what is stored already; groups that are too many are one. */
function rowsOf(
  { granularidade, dimensao, inicio, grupos }: Conjunto,
  stored: ReadonlyMap<string, Resumo>,
): SqlParam[][] {
  const chaves = new Set(stored.keys());
  const rows = new Map<string, { rotulo: string; medidas: Medidas }>();
  for (const grupo of grupos.values()) {
    const chave = chaveAmong(chaves, grupo);
    const row = rows.get(chave);
    if (row) row.medidas.addAll(grupo.medidas);
    else rows.set(chave, { rotulo: chave === OUTROS ? OUTROS : grupo.rotulo, medidas: grupo.medidas });
  }
  return [...rows].map(([chave, { rotulo, medidas }]) => {
    const before = stored.get(chave);
    if (before) medidas.addStored(before);
    return [
      granularidade,
      dimensao,
      toSqlInstant(inicio),
      chave,
      rotulo,
      medidas.requisicoes,
      medidas.erros,
      medidas.bytes,
      medidas.duracaoTotalMs,
      medidas.esboco().toString('base64'),
    ];
  });
}
