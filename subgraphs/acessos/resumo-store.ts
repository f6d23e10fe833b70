import type { Database } from '../../platform/database/database.ts';
import { deleteInSteps } from '../../platform/database/delete-in-steps.ts';
import type { ReadingRequest } from '../../platform/database/reading-request.ts';
import { keyBatches, padWithLast, perSize, placeholders } from '../../platform/database/sql-text.ts';
import { toSqlInstant } from '../../platform/database/sql-values.ts';
import type { SqlParam } from '../../platform/database/statements.ts';
import type { Transaction } from '../../platform/database/transaction.ts';
import { inFewSizes } from './acesso-store.ts';
import { type Conjunto, chaveAmong, type Dimensao, type Grupo, OUTROS, type Trecho } from './grupos.ts';
import type { MedidasGuardadas } from './medidas.ts';

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
  add(transaction: Transaction, conjunto: Conjunto): Promise<void>;
  /** Removes minutes of so many days ago, and hours of so many. */
  forgetOld(days: { minutes: number; hours: number }, stopping: AbortSignal): Promise<void>;
}

const COLUMNS = 'inicio, chave, rotulo, requisicoes, erros, bytes, duracao_ms AS duracaoMs, esboco';
const OF = 'granularidade = ? AND dimensao = ? AND inicio';

const SELECT_CHAVES = perSize(
  (size) => `SELECT ${COLUMNS} FROM resumo WHERE ${OF} = ? AND chave IN (${placeholders(size)})`,
);
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

    async add(transaction, { granularidade, dimensao, inicio, grupos }) {
      const of = [granularidade, dimensao, toSqlInstant(inicio)];
      const present = await transaction.read<{ chave: string }>(
        `SELECT chave FROM resumo WHERE ${OF} = ?`,
        of,
      );
      const stored = storedGroups(new Set(present.map(({ chave }) => chave)), grupos.values());
      for (const batch of keyBatches([...stored.keys()])) {
        const keys = padWithLast(batch);
        const rows = await transaction.read<Resumo>(SELECT_CHAVES(keys.length), [...of, ...keys]);
        for (const row of rows)
          for (const { medidas } of stored.get(row.chave)?.slice(0, 1) ?? []) medidas.addStored(row);
      }
      const written = [...stored].map(([chave, [first, ...others]]): SqlParam[] => {
        if (!first) return [];
        const { medidas } = first;
        for (const { medidas: more } of others) medidas.addStored(asStored(more));
        return [
          ...of,
          chave,
          chave === OUTROS ? OUTROS : first.rotulo,
          medidas.requisicoes,
          medidas.erros,
          medidas.bytes,
          medidas.duracaoTotalMs,
          medidas.esboco().toString('base64'),
        ];
      });
      for (const some of inFewSizes(written)) await transaction.write(UPSERT(some.length), some.flat());
    },

    async forgetOld({ minutes, hours }, stopping) {
      for (const [granularidade, days] of [
        ['M', minutes],
        ['H', hours],
      ]) {
        await deleteInSteps(
          database,
          `DELETE FROM resumo WHERE granularidade = '${granularidade}' AND inicio < NOW() - INTERVAL ${days} DAY`,
          stopping,
        );
      }
    },
  };
}

/** The groups by the names under which they are stored. */
function storedGroups(present: Set<string>, grupos: Iterable<Grupo>): Map<string, Grupo[]> {
  const stored = new Map<string, Grupo[]>();
  for (const grupo of grupos) {
    const chave = chaveAmong(present, grupo);
    stored.set(chave, [...(stored.get(chave) ?? []), grupo]);
  }
  return stored;
}

function asStored(medidas: Grupo['medidas']): MedidasGuardadas {
  return {
    requisicoes: String(medidas.requisicoes),
    erros: String(medidas.erros),
    bytes: String(medidas.bytes),
    duracaoMs: medidas.duracaoTotalMs,
    esboco: medidas.esboco(),
  };
}
