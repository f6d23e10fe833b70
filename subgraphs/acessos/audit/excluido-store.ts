import { bulkInsert } from '../../../platform/database/statements/bulk-insert.ts';
import { padWithLast, perSize, placeholders } from '../../../platform/database/statements/sql-text.ts';
import type { Statements } from '../../../platform/database/statements/statements.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import { inFewSizes } from '../acesso-store.ts';
import type { Signatures } from './audit-chain.ts';

/** A digest whose customer was erased, with its signature: a row of `titular_excluido`. */
export interface Excluido {
  resumo: string;
  assinatura: string;
}

/** A digest of entries that leads to nobody, and of which no erasure is signed. */
export interface UnknownResumo {
  resumo: string;
  /** When the last of its entries is from. */
  ultimo: Date;
}

/** Signs of a digest that its customer was erased, whatever stands there already. */
export async function signExcluido(
  transaction: Transaction,
  signatures: Signatures,
  resumo: string,
): Promise<void> {
  const assinatura = signatures.ofExcluido(resumo);
  await transaction.write(
    'INSERT INTO titular_excluido (resumo, assinatura) VALUES (?, ?) ON DUPLICATE KEY UPDATE assinatura = ?',
    [resumo, assinatura, assinatura],
  );
}

/** Signs the same of digests that are new. */
export async function signExcluidos(
  transaction: Transaction,
  signatures: Signatures,
  resumos: readonly string[],
): Promise<void> {
  const rows = resumos.map((resumo) => ({ resumo, assinatura: signatures.ofExcluido(resumo) }));
  for (const some of inFewSizes(rows)) await bulkInsert(transaction, 'titular_excluido', some);
}

const PAGE = 512;

const IN_TITULAR = perSize((size) => `SELECT resumo FROM titular WHERE resumo IN (${placeholders(size)})`);
const IN_EXCLUIDO = perSize(
  (size) => `SELECT resumo, assinatura FROM titular_excluido WHERE resumo IN (${placeholders(size)})`,
);
const LAST_ENTRY = 'SELECT MAX(instante) AS ultimo FROM acesso_a_dados WHERE titular = ?';

/**
 * The digests that lead to nobody of those who are the first of a row of the audit, and that no erasure has signed. May run beside
 * writers and erasures.
 */
export async function* findUnknownResumos(
  statements: Statements,
  signatures: Signatures,
): AsyncGenerator<UnknownResumo> {
  for (let after = ''; ; ) {
    const page: { resumo: string }[] = await statements.read<{ resumo: string }>(
      `SELECT DISTINCT titular AS resumo FROM acesso_a_dados WHERE titular > ? ORDER BY titular LIMIT ${PAGE}`,
      [after],
    );
    for (const resumo of await unknownOf(
      statements,
      signatures,
      page.map((row) => row.resumo),
    )) {
      const [row] = await statements.read<{ ultimo: Date | null }>(LAST_ENTRY, [resumo]);
      // Its day may have expired since.
      if (row?.ultimo) yield { resumo, ultimo: row.ultimo };
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.resumo;
  }
}

/** Of some digests those that lead to nobody, and that no erasure has signed. */
export async function unknownOf(
  statements: Statements,
  signatures: Signatures,
  resumos: readonly string[],
): Promise<string[]> {
  if (resumos.length === 0) return [];
  const keys = padWithLast(resumos);
  const known = new Set<string>();
  for (const { resumo } of await statements.read<{ resumo: string }>(IN_TITULAR(keys.length), keys))
    known.add(resumo);
  // After the others: an erasure moves a digest from the one to the other, and none back.
  for (const { resumo, assinatura } of await statements.read<Excluido>(IN_EXCLUIDO(keys.length), keys))
    if (signatures.isOfExcluido(resumo, assinatura)) known.add(resumo);
  return resumos.filter((resumo) => !known.has(resumo));
}

/** The digests of erased customers that come after one. */
export async function findExcluidosAfter(
  statements: Statements,
  after: string,
  most: number,
): Promise<Excluido[]> {
  return await statements.read<Excluido>(
    `SELECT resumo, assinatura FROM titular_excluido WHERE resumo > ? ORDER BY resumo LIMIT ${most}`,
    [after],
  );
}
