import type { Database } from '../../../platform/database/database.ts';
import type { ReadBounds } from '../../../platform/database/statements/reading-request.ts';
import { padWithLast, perSize, placeholders } from '../../../platform/database/statements/sql-text.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import { ExpectedError } from '../../../platform/errors/client-errors.ts';
import { diaDepois, fimDoMes, mesDe } from './dia.ts';
import { MAX_PRODUTOS, type Periodo, type SomaConditions } from './periodo-input.ts';
import { centavosOf, changesOf, decimalOf, NIVEL, type Soma, type SummedAquisicao } from './soma.ts';

/** A sum as the server gives it: numbers of any size are text. */
interface SomaRow {
  aquisicoes: string;
  quantidade: string;
  total: string;
}

/** What was acquired of one product. */
export interface SomaDoProduto extends Soma {
  produtoId: string;
}

/** What was acquired in a period. */
export interface SomaDoPeriodo extends Soma, Periodo {}

/** All purchases of one customer or product. */
export interface ResumoDeAquisicoes extends Soma {
  /** Of whom or of what. */
  id: string;
  primeiraAquisicao: Date | null;
  ultimaAquisicao: Date | null;
}

export type ResumoRow = SomaRow & Omit<ResumoDeAquisicoes, keyof Soma>;

/**
 * All SQL that changes and reads `aquisicao_soma`, what purchases come to by day and by product. Every transaction that
 * changes purchases changes their sums too. Each row is a sum of slices, of which a change takes one at random.
 */
export interface SomaStore {
  /**
   * Sums up purchases that the transaction writes, and takes out those that it deletes, as they were, or that were
   * different before: one statement. Called last: it locks what other purchases need too.
   */
  change(
    transaction: Transaction,
    changed: { come?: readonly SummedAquisicao[]; go?: readonly SummedAquisicao[] },
  ): Promise<void>;
  /** The products of which most units were acquired, at most 100, most first. */
  findMaisAdquiridos(conditions: SomaConditions, request: ReadBounds): Promise<SomaDoProduto[]>;
  /** The sum of each period, in their order. All lie within the conditions, and have no gap between them. */
  findByPeriodos(
    periodos: readonly Periodo[],
    conditions: SomaConditions,
    request: ReadBounds,
  ): Promise<SomaDoPeriodo[]>;
  /** Each product's purchases; one that never had any may be missing. */
  findByProdutoIds(produtoIds: readonly string[], request: ReadBounds): Promise<ResumoDeAquisicoes[]>;
}

/** How many changes of one sum can be under way at once: all purchases of a day meet in its sums by category. */
const FATIAS = { dia: 16, produto: 8 };

const SUMS = 'SUM(aquisicoes) AS aquisicoes, SUM(unidades) AS quantidade, SUM(total) AS total';

const CHANGE = perSize(
  (size) =>
    `INSERT INTO aquisicao_soma (nivel, inicio, categoria, id_produto, fatia, aquisicoes, unidades, total) VALUES ${new Array(size).fill(`(${placeholders(8)})`).join(', ')} ON DUPLICATE KEY UPDATE aquisicoes = aquisicoes + VALUES(aquisicoes), unidades = unidades + VALUES(unidades), total = total + VALUES(total)`,
);

/** Whole months from their sums, and the days before and after from theirs. */
const MAIS_ADQUIRIDOS = (condition: string) =>
  `SELECT id_produto AS produtoId, ${SUMS} FROM aquisicao_soma
    WHERE ((nivel = ${NIVEL.mesDoProduto} AND inicio BETWEEN ? AND ?)
      OR (nivel = ${NIVEL.diaDoProduto} AND inicio BETWEEN ? AND ?)
      OR (nivel = ${NIVEL.diaDoProduto} AND inicio BETWEEN ? AND ?))${condition}
    GROUP BY id_produto HAVING SUM(aquisicoes) > 0
    ORDER BY SUM(unidades) DESC, SUM(total) DESC, id_produto LIMIT ${MAX_PRODUTOS}`;

const POR_DIA = (condition: string) =>
  `SELECT inicio AS dia, ${SUMS} FROM aquisicao_soma WHERE nivel = ${NIVEL.dia} AND inicio BETWEEN ? AND ?${condition} GROUP BY inicio`;

/**
 * The first and the last purchase are one entry each of an index. MySQL takes them from it only where it is told to order
 * by all of the index's columns, the product's id of the outer query included.
 */
const aquisicaoAt = (direction: 'ASC' | 'DESC') =>
  `(SELECT adquirido_em FROM inventario WHERE inventario.id_produto = aquisicao_soma.id_produto ORDER BY inventario.id_produto ${direction === 'ASC' ? 'DESC' : 'ASC'}, adquirido_em ${direction}, id ${direction} LIMIT 1)`;
const SELECT_BY_PRODUTO_IDS = perSize(
  (size) =>
    `SELECT id_produto AS id, ${SUMS}, ${aquisicaoAt('ASC')} AS primeiraAquisicao, ${aquisicaoAt('DESC')} AS ultimaAquisicao
      FROM aquisicao_soma WHERE id_produto IN (${placeholders(size)}) AND nivel = ${NIVEL.mesDoProduto} GROUP BY id_produto`,
);

/** The store of what purchases come to. */
export function somaStore(database: Database): SomaStore {
  let isComplete = false;

  return {
    async change(transaction, { come = [], go = [] }) {
      const changes = changesOf(come, go);
      if (changes.length === 0) return;
      const fatia = Math.floor(Math.random() * FATIAS.dia);
      await transaction.write(
        CHANGE(changes.length),
        changes.flatMap(({ nivel, inicio, categoria, produtoId, aquisicoes, quantidade, centavos }) => [
          nivel,
          inicio,
          categoria,
          produtoId,
          nivel === NIVEL.dia ? fatia : fatia % FATIAS.produto,
          String(aquisicoes),
          String(quantidade),
          decimalOf(centavos),
        ]),
      );
    },

    async findMaisAdquiridos(conditions, request) {
      await whenComplete(request);
      const { de, ate, categoria } = conditions;
      const rows = await database.read<SomaRow & { produtoId: string }>(
        MAIS_ADQUIRIDOS(categoria === null ? '' : ' AND categoria = ?'),
        [...monthsAndDays(de, ate), ...(categoria === null ? [] : [categoria])],
        request,
      );
      return rows.map((row) => ({ ...toSoma(row), produtoId: row.produtoId }));
    },

    async findByPeriodos(periodos, { de, ate, categoria }, request) {
      await whenComplete(request);
      const rows = await database.read<SomaRow & { dia: string }>(
        POR_DIA(categoria === null ? '' : ' AND categoria = ?'),
        [de, ate, ...(categoria === null ? [] : [categoria])],
        request,
      );
      return addedUp(
        periodos,
        rows.sort((a, b) => (a.dia < b.dia ? -1 : 1)),
      );
    },

    async findByProdutoIds(produtoIds, request) {
      await whenComplete(request);
      const keys = padWithLast(produtoIds);
      const rows = await database.read<ResumoRow>(SELECT_BY_PRODUTO_IDS(keys.length), keys, request);
      return rows.map((row) => ({ ...row, ...toSoma(row) }));
    },
  };

  /** Throws while purchases from before this table are not all in it; once they are they stay. */
  async function whenComplete(request: ReadBounds): Promise<void> {
    if (isComplete) return;
    const [row] = await database.read<{ completa: number }>(
      'SELECT completa FROM recontagem_de_soma WHERE id = 1',
      [],
      request,
    );
    isComplete = row?.completa === 1;
    if (!isComplete) {
      throw new ExpectedError(
        'DATABASE_UNAVAILABLE',
        'The purchases from before this release are still being summed up; try again in some minutes.',
        { retryable: true },
      );
    }
  }
}

const NO_DAYS = ['2999-12-31', '1000-01-01'] as const;

/** First and last of the whole months, of the days before them and of those after them. */
function monthsAndDays(de: string, ate: string): string[] {
  const firstMonth = mesDe(de) === de ? de : diaDepois(fimDoMes(de), 1);
  const afterMonths = fimDoMes(ate) === ate ? diaDepois(ate, 1) : mesDe(ate);
  if (firstMonth >= afterMonths) return [...NO_DAYS, de, ate, ...NO_DAYS];
  return [firstMonth, diaDepois(afterMonths, -1), de, diaDepois(firstMonth, -1), afterMonths, ate];
}

function addedUp(
  periodos: readonly Periodo[],
  days: readonly (SomaRow & { dia: string })[],
): SomaDoPeriodo[] {
  let next = 0;
  return periodos.map(({ de, ate }) => {
    let aquisicoes = 0;
    let quantidade = 0;
    let centavos = 0n;
    for (let day = days[next]; day && day.dia <= ate; day = days[next]) {
      const soma = toSoma(day);
      aquisicoes += soma.aquisicoes;
      quantidade += soma.quantidade;
      centavos += centavosOf(soma.total);
      next += 1;
    }
    return { de, ate, aquisicoes, quantidade, total: decimalOf(centavos) };
  });
}

/** The purchases of whom or what has none. */
export function nothing(id: string): ResumoDeAquisicoes {
  return {
    id,
    aquisicoes: 0,
    quantidade: 0,
    total: '0.00',
    primeiraAquisicao: null,
    ultimaAquisicao: null,
  };
}

/** Below zero it can only be while purchases are deleted that another release did not sum up. */
export function toSoma({ aquisicoes, quantidade, total }: SomaRow): Soma {
  return {
    aquisicoes: Math.max(Number(aquisicoes), 0),
    quantidade: Math.max(Number(quantidade), 0),
    total: total.startsWith('-') ? '0.00' : total,
  };
}
