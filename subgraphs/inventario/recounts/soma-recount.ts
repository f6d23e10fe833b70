import type { Database } from '../../../platform/database/database.ts';
import { bulkInsert } from '../../../platform/database/statements/bulk-insert.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import type { Log } from '../../../platform/process/logging/logging.ts';
import { diaDe, diaDepois, diaSql, fimDoMes, mesDe } from '../somas/dia.ts';
import { NIVEL } from '../somas/soma.ts';
import { nextRange, type Range, type RecountLimits, recountStep } from './recount.ts';

/** Of one step; a purchase is looked up in its table for this, which takes longer than counting an index. */
const LIMITS: RecountLimits = { produtos: 500, aquisicoes: 50_000 };
/** Sums that one statement corrects; where there are more, the next step goes on with them. */
const MAX_WRONG = 5_000;
const DAYS = 7;
/** So old days are seldom written any more. */
const PAST_DAYS = 2;
const MAX_FOLDED = 5_000;
const FOLDED_AT_ONCE = 100;
/** The slice that nobody but a recount changes: it waits for no purchase, and no purchase for it. */
const FATIA = 255;
const BEFORE_DAYS = '1000-01-01';
const AFTER_DAYS = '9999-12-31';

/** What one step of a recount has done. */
export interface SomaRecount {
  /** Rows that were wrong. */
  corrected: number;
  /** Whether purchases are left that were never summed up, from before there were sums. */
  isComplete: boolean;
}

/**
 * Compares the sums of the next products and days with their purchases and corrects what is wrong, as
 * contagem-recount.ts does, and as exact beside writers: each comparison is one statement, and so one snapshot, in which
 * a transaction has both changed its purchases and their sums or neither. Null while another process recounts.
 */
export async function recountSomas(database: Database, limits = LIMITS): Promise<SomaRecount | null> {
  return await recountStep(database, 'recontagem_de_soma', async (transaction) => {
    const [position] = await transaction.read<{ produto: string; dia: string; completa: number }>(
      'SELECT ate_produto AS produto, ate_dia AS dia, completa FROM recontagem_de_soma WHERE id = 1',
      [],
    );
    if (!position) throw new Error('the row of recounts of sums is gone although nothing deletes it');
    const range = await nextRange(transaction, position.produto, limits);
    const ofDays = await correctProducts(transaction, range, limits);
    // As many as the limit: there may be more of them in the range.
    const isThrough = ofDays < MAX_WRONG;
    const ofMonths = isThrough ? await correctMonths(transaction, range) : 0;
    const isEnd = isThrough && range.isLast;
    const isComplete = position.completa === 1 || isEnd;
    const days = await correctDays(transaction, position.dia);
    await foldDays(transaction, { after: position.dia, until: days.until });
    const corrected = ofDays + ofMonths + days.corrected;
    await transaction.write(
      'UPDATE recontagem_de_soma SET ate_produto = ?, ate_dia = ?, corrigidas = corrigidas + CAST(? AS UNSIGNED), completa = ? WHERE id = 1',
      [
        isEnd ? '0' : isThrough ? range.until : range.after,
        days.until,
        // What was never summed up was not wrong.
        String(position.completa === 1 ? corrected : 0),
        isComplete ? 1 : 0,
      ],
    );
    return { corrected, isComplete };
  });
}

/**
 * Keeps the sums right, some products and days at a time, and says when one was wrong. Purchases from before there were
 * sums are summed up one step after the other, until all are.
 */
export async function keepSomas(database: Database, log: Log, stopping: AbortSignal): Promise<void> {
  for (let steps = 0; !stopping.aborted; steps += 1) {
    const { isComplete, isEmpty } = await stateOf(database);
    if (isComplete && steps > 0) log.info({ steps }, 'all purchases are summed up');
    if (isComplete && (isEmpty || steps > 0)) return;
    const recount = await recountSomas(database);
    if (recount === null) return;
    if (isComplete) {
      if (recount.corrected > 0) log.warn({ somas: recount.corrected }, 'sums of purchases corrected');
      return;
    }
  }
}

async function stateOf(database: Database): Promise<{ isComplete: boolean; isEmpty: boolean }> {
  const [row] = await database.read<{ completa: number; vazia: number }>(
    `SELECT completa, NOT EXISTS (SELECT 1 FROM inventario) AND NOT EXISTS (SELECT 1 FROM aquisicao_soma) AS vazia
       FROM recontagem_de_soma WHERE id = 1`,
    [],
  );
  return { isComplete: row?.completa === 1, isEmpty: Number(row?.vazia) === 1 };
}

interface Wrong {
  inicio: string;
  categoria: string;
  produtoId: string;
  aquisicoes: string;
  unidades: string;
  total: string;
}

/** Selects what differs between two sides, by how much; `inner` gives each side with its sign. */
function wrongSql(inner: string): string {
  return `SELECT id_produto AS produtoId, categoria, inicio, SUM(n) AS aquisicoes, SUM(u) AS unidades, SUM(t) AS total
    FROM (${inner}) AS ambos GROUP BY id_produto, categoria, inicio
    HAVING SUM(n) <> 0 OR SUM(u) <> 0 OR SUM(t) <> 0
    ORDER BY id_produto, inicio, categoria LIMIT ${MAX_WRONG}`;
}

const PRODUTOS = 'id_produto > ? AND id_produto <= ?';
const MES = "CAST(DATE_FORMAT(inicio, '%Y-%m-01') AS DATE)";
const PLUS = 'aquisicoes AS n, unidades AS u, total AS t';
const MINUS = '-aquisicoes AS n, -unidades AS u, -total AS t';

/** Days of one comparison, both included, and instants between which all their purchases lie. */
interface Window {
  de: string;
  ate: string;
  from: string;
  to: string;
}

const ALWAYS: Window = { de: BEFORE_DAYS, ate: AFTER_DAYS, from: BEFORE_DAYS, to: AFTER_DAYS };

/** Days to compare one after the other: months of a product that has more purchases than one statement is to look up. */
async function windowsOf(
  transaction: Transaction,
  { after, until, aquisicoes }: Range,
  limits: RecountLimits,
): Promise<Window[]> {
  if (aquisicoes <= limits.aquisicoes) return [ALWAYS];
  const [ends] = await transaction.read<{ first: Date | null; last: Date | null }>(
    `SELECT MIN(adquirido_em) AS first, MAX(adquirido_em) AS last FROM inventario WHERE ${PRODUTOS}`,
    [after, until],
  );
  if (!ends?.first || !ends.last) return [ALWAYS];
  const windows: Window[] = [];
  const last = diaDe(ends.last);
  for (let de = mesDe(diaDe(ends.first)); de <= last; de = diaDepois(fimDoMes(de), 1)) {
    const ate = fimDoMes(de);
    windows.push({ de, ate, from: diaDepois(de, -1), to: diaDepois(ate, 2) });
  }
  // Sums of days on which nothing was acquired are wrong too.
  const before = windows[0]?.de ?? BEFORE_DAYS;
  const afterwards = diaDepois(windows.at(-1)?.ate ?? last, 1);
  return [
    { ...ALWAYS, ate: diaDepois(before, -1), to: before },
    ...windows,
    { ...ALWAYS, de: afterwards, from: diaDepois(afterwards, -1) },
  ];
}

/**
 * Brings the days of some products in line with their purchases; months and days of all products go with them. As many
 * as MAX_WRONG when there may be more.
 */
async function correctProducts(
  transaction: Transaction,
  range: Range,
  limits: RecountLimits,
): Promise<number> {
  let corrected = 0;
  for (const window of await windowsOf(transaction, range, limits)) {
    const wrong = await findWrongDays(transaction, range, window);
    await add(
      transaction,
      NIVEL.dia,
      wrong.map((row) => ({ ...row, produtoId: '0' })),
    );
    await add(
      transaction,
      NIVEL.mesDoProduto,
      wrong.map((row) => ({ ...row, inicio: mesDe(row.inicio) })),
    );
    await add(transaction, NIVEL.diaDoProduto, wrong);
    if (wrong.length === MAX_WRONG) return MAX_WRONG;
    corrected += wrong.length;
    if (corrected >= MAX_WRONG) return MAX_WRONG;
  }
  return corrected;
}

async function findWrongDays(
  transaction: Transaction,
  { after, until }: Range,
  { de, ate, from, to }: Window,
): Promise<Wrong[]> {
  return await transaction.read<Wrong>(
    wrongSql(`
      SELECT id_produto, categoria, ${diaSql('adquirido_em')} AS inicio, COUNT(*) AS n, SUM(quantidade) AS u,
          SUM(quantidade * preco_unitario) AS t
        FROM inventario
        WHERE ${PRODUTOS} AND adquirido_em >= ? AND adquirido_em < ? AND ${diaSql('adquirido_em')} BETWEEN ? AND ?
        GROUP BY id_produto, categoria, inicio
      UNION ALL
      SELECT id_produto, categoria, inicio, ${MINUS} FROM aquisicao_soma
        WHERE ${PRODUTOS} AND nivel = ${NIVEL.diaDoProduto} AND inicio BETWEEN ? AND ?`),
    [after, until, from, to, de, ate, after, until, de, ate],
  );
}

/** Brings the months of some products in line with their days. */
async function correctMonths(transaction: Transaction, { after, until }: Range): Promise<number> {
  const wrong = await transaction.read<Wrong>(
    wrongSql(`
      SELECT id_produto, categoria, ${MES} AS inicio, ${PLUS} FROM aquisicao_soma
        WHERE ${PRODUTOS} AND nivel = ${NIVEL.diaDoProduto}
      UNION ALL
      SELECT id_produto, categoria, inicio, ${MINUS} FROM aquisicao_soma
        WHERE ${PRODUTOS} AND nivel = ${NIVEL.mesDoProduto}`),
    [after, until, after, until],
  );
  await add(transaction, NIVEL.mesDoProduto, wrong);
  return wrong.length;
}

/** Brings the next days of all products in line with those of each product. */
async function correctDays(
  transaction: Transaction,
  after: string,
): Promise<{ corrected: number; until: string }> {
  const next = await transaction.read<{ dia: string }>(
    `SELECT DISTINCT inicio AS dia FROM aquisicao_soma WHERE nivel = ${NIVEL.dia} AND inicio > ? ORDER BY inicio LIMIT ${DAYS}`,
    [after],
  );
  const until = next.length < DAYS ? AFTER_DAYS : (next.at(-1)?.dia ?? AFTER_DAYS);
  const wrong = await transaction.read<Wrong>(
    wrongSql(`
      SELECT 0 AS id_produto, categoria, inicio, ${PLUS} FROM aquisicao_soma
        WHERE nivel = ${NIVEL.diaDoProduto} AND inicio > ? AND inicio <= ?
      UNION ALL
      SELECT 0, categoria, inicio, ${MINUS} FROM aquisicao_soma
        WHERE nivel = ${NIVEL.dia} AND inicio > ? AND inicio <= ?`),
    [after, until, after, until],
  );
  await add(transaction, NIVEL.dia, wrong);
  if (wrong.length === MAX_WRONG) return { corrected: wrong.length, until: after };
  return { corrected: wrong.length, until: until === AFTER_DAYS ? BEFORE_DAYS : until };
}

/**
 * Makes one slice of all slices of days that are past, so that what is read of years is a row for each day and category. Rows that
 * are locked here nobody changes meanwhile; one that comes meanwhile is none of those that are deleted.
 */
async function foldDays(
  transaction: Transaction,
  { after, until }: { after: string; until: string },
): Promise<void> {
  const past = diaDepois(diaDe(new Date()), -PAST_DAYS);
  // After the last days the next step begins with the first.
  const last = until <= after || until > past ? past : until;
  const rows = await transaction.read<Wrong & { fatia: number }>(
    `SELECT inicio, categoria, id_produto AS produtoId, fatia, aquisicoes, unidades, total FROM aquisicao_soma
      WHERE nivel = ${NIVEL.dia} AND inicio > ? AND inicio <= ? AND fatia <> ${FATIA}
      ORDER BY nivel, inicio, categoria, id_produto, fatia LIMIT ${MAX_FOLDED} FOR UPDATE`,
    [after, last],
  );
  for (let at = 0; at < rows.length; at += FOLDED_AT_ONCE) {
    const some = rows.slice(at, at + FOLDED_AT_ONCE);
    await add(transaction, NIVEL.dia, some);
    await transaction.write(
      `DELETE FROM aquisicao_soma WHERE nivel = ${NIVEL.dia} AND id_produto = 0 AND (${some.map(() => '(inicio = ? AND categoria = ? AND fatia = ?)').join(' OR ')})`,
      some.flatMap(({ inicio, categoria, fatia }) => [inicio, categoria, fatia]),
    );
  }
}

async function add(transaction: Transaction, nivel: number, rows: readonly Wrong[]): Promise<void> {
  await bulkInsert(
    transaction,
    'aquisicao_soma',
    rows.map(({ inicio, categoria, produtoId, aquisicoes, unidades, total }) => ({
      nivel,
      inicio,
      categoria,
      id_produto: produtoId,
      fatia: FATIA,
      aquisicoes,
      unidades,
      total,
    })),
    { adding: ['aquisicoes', 'unidades', 'total'] },
  );
}
