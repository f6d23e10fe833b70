import { keyBatches, padWithLast, perSize } from '../../../platform/database/statements/sql-text.ts';
import { toSqlInstant } from '../../../platform/database/statements/sql-values.ts';
import type { Statements } from '../../../platform/database/statements/statements.ts';
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
export function leadsTo({ instante, cadeia, posicao, outros }: LinhaDaAuditoria): OutroTitular[] {
  if (outros === null) return [];
  const at = toSqlInstant(instante);
  const prefixes = new Set(outros.split(',').map(prefixOf));
  return Array.from(prefixes, (prefixo) => ({ prefixo, instante: at, cadeia, posicao }));
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
