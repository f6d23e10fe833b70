import {
  keyBatches,
  paddedSize,
  padWithLast,
  perSize,
} from '../../../platform/database/statements/sql-text.ts';
import { toSqlInstant } from '../../../platform/database/statements/sql-values.ts';
import type { Statements } from '../../../platform/database/statements/statements.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import type { LinhaDaAuditoria } from './audit-chain.ts';

/** The digits of a digest that fit BIGINT. Who has the same is told apart by the row. */
const PREFIX = /^[0-9a-f]{16}/;

/** A row of `outro_titular`: from somebody who is not the first of a row of the audit to that row. */
type OutroTitular = {
  prefixo: string;
  instante: string;
  cadeia: string;
  posicao: string;
};

/** How a digest is found in `outro_titular`: its first 64 bits as a number, in digits; 0 for what somebody has put in place of one. */
export function prefixOf(resumo: string): string {
  const [digits = '0'] = PREFIX.exec(resumo) ?? [];
  return String(BigInt(`0x${digits}`));
}

/** What leads to a row from everybody in it but the first. */
function leadsTo({ instante, cadeia, posicao, outros }: LinhaDaAuditoria): OutroTitular[] {
  if (outros === null) return [];
  const at = toSqlInstant(instante);
  const prefixes = new Set(outros.split(',').map(prefixOf));
  return Array.from(prefixes, (prefixo) => ({ prefixo, instante: at, cadeia, posicao }));
}

/** Rows of the audit whose people one statement writes: at most 25 000. */
const ROWS_AT_ONCE = 256;
/** A digest in `outros` with the comma behind it. */
const DIGEST_LENGTH = 65;
/** By how many are in the row that has the most. The server has read all of it already: as values they would be sent, and read, again. */
const WRITE = perSize((most) => {
  const places = Array.from({ length: most }, (_, place) => `SELECT ${place} AS lugar`).join(' UNION ALL ');
  // Rows by their chain, whose places are few, and each of them once: left to itself the server goes by the moment, which all rows of a busy
  // time have alike. In order, so that neighbours in the index are written one after the other. Two of a row may have the same prefix.
  return `
    INSERT INTO outro_titular (prefixo, instante, cadeia, posicao)
    SELECT STRAIGHT_JOIN CAST(CONV(SUBSTRING(outros, lugar * ${DIGEST_LENGTH} + 1, 16), 16, 10) AS UNSIGNED) AS prefixo, instante, cadeia, posicao
      FROM acesso_a_dados FORCE INDEX (acesso_a_dados_da_cadeia) JOIN (${places}) AS lugares ON lugar * ${DIGEST_LENGTH} < LENGTH(outros)
     WHERE cadeia = ? AND posicao BETWEEN ? AND ? AND instante BETWEEN ? AND ?
     ORDER BY prefixo
    ON DUPLICATE KEY UPDATE posicao = outro_titular.posicao`;
});

/** Has everybody in rows of one chain but the first of each lead to them. The rows stand in their order, and the server has them. */
export async function leadOthers(transaction: Transaction, rows: readonly LinhaDaAuditoria[]): Promise<void> {
  for (const some of keyBatches(rows, ROWS_AT_ONCE)) {
    const [first] = some;
    const last = some.at(-1);
    const most = Math.max(...some.map(othersIn));
    if (!first || !last || most === 0) continue;
    const instants = some.map(({ instante }) => instante.getTime());
    await transaction.write(WRITE(paddedSize(most)), [
      first.cadeia,
      first.posicao,
      last.posicao,
      toSqlInstant(new Date(Math.min(...instants))),
      toSqlInstant(new Date(Math.max(...instants))),
    ]);
  }
}

function othersIn({ outros }: LinhaDaAuditoria): number {
  return outros === null ? 0 : (outros.length + 1) / DIGEST_LENGTH;
}

/** What leads to rows that one statement looks for. */
const AT_ONCE = 128;
const FIND = perSize((size) => {
  const one = '(prefixo = ? AND instante = ? AND cadeia = ? AND posicao = ?)';
  return `SELECT prefixo, cadeia, posicao FROM outro_titular WHERE ${new Array(size).fill(one).join(' OR ')}`;
});

/** The rows of the audit, of these, that somebody's list does not lead to any more. */
export async function findHidden(
  statements: Statements,
  rows: readonly LinhaDaAuditoria[],
): Promise<LinhaDaAuditoria[]> {
  const leads = rows.flatMap(leadsTo);
  const found = new Set<string>();
  for (const batch of leads.length === 0 ? [] : keyBatches(leads, AT_ONCE)) {
    const some = padWithLast(batch);
    const params = some.flatMap(({ prefixo, instante, cadeia, posicao }) => [
      prefixo,
      instante,
      cadeia,
      posicao,
    ]);
    for (const lead of await statements.read<Omit<OutroTitular, 'instante'>>(FIND(some.length), params))
      found.add(keyOf(lead));
  }
  return rows.filter((row) => leadsTo(row).some((lead) => !found.has(keyOf(lead))));
}

function keyOf({ prefixo, cadeia, posicao }: Omit<OutroTitular, 'instante'>): string {
  return `${prefixo} ${cadeia} ${posicao}`;
}
