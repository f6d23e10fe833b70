import type { Database } from '../../../platform/database/database.ts';
import type { Statements } from '../../../platform/database/statements/statements.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import type { PurposeKeys } from '../../../platform/process/config/derived-keys.ts';
import type { Log } from '../../../platform/process/logging/logging.ts';
import { signatures } from './audit-chain.ts';
import { CADEIA_COLUMNS, findAncora, fromRow, type SignedCadeiaRow } from './audit-store.ts';
import { findExcluidosAfter, signExcluido } from './excluido-store.ts';
import { findTombstonesAfter, signTombstone } from './tombstone-store.ts';

/** What was signed again, and what could not be. */
export interface SignedAgain {
  /** Ends of chains, the count of chains, and digests and tombstones of erased customers that another secret had signed. */
  signed: number;
  /** As none of the secrets has signed them: changed, or signed by a third one. They stay as they were found. */
  left: number;
}

export interface SignAgainOptions {
  onProgress?: (done: { cadeias: number }) => void;
  stopping?: AbortSignal;
}

/** So many are locked at a time. */
const AT_ONCE = 100;

/**
 * Signs with the first key what one of the others has signed, so that the others are not needed any more. May run beside
 * writers, and twice at once.
 */
export async function signAgain(
  database: Database,
  keys: PurposeKeys,
  { onProgress = () => {}, stopping }: SignAgainOptions = {},
): Promise<SignedAgain> {
  const own = signatures([keys[0]]);
  const any = signatures(keys);
  const done: SignedAgain = { signed: 0, left: 0 };
  const add = (some: SignedAgain) => {
    done.signed += some.signed;
    done.left += some.left;
  };
  add(await database.transaction(signAncora));
  let after = '0';
  for (let cadeias = 0; !stopping?.aborted; onProgress({ cadeias })) {
    const rows = await findSigned(database, `numero > ? ORDER BY numero LIMIT ${AT_ONCE}`, [after]);
    const last = rows.at(-1);
    if (!last) break;
    const range = [after, last.numero] as const;
    after = last.numero;
    cadeias += rows.length;
    // Those that need nothing are not locked.
    if (!rows.every(({ assinatura, ...row }) => own.isOfCadeia(fromRow(row), assinatura)))
      add(await database.transaction((transaction) => signCadeias(transaction, range)));
  }
  for (let last = ''; !stopping?.aborted; ) {
    const rows = await findExcluidosAfter(database, last, AT_ONCE);
    if (rows.length === 0) break;
    last = rows.at(-1)?.resumo ?? last;
    const others = rows.filter(({ resumo, assinatura }) => !own.isOfExcluido(resumo, assinatura));
    const believed = others.filter(({ resumo, assinatura }) => any.isOfExcluido(resumo, assinatura));
    add(await signEach(believed, others, (transaction, one) => signExcluido(transaction, own, one.resumo)));
  }
  for (let last = '0'; !stopping?.aborted; ) {
    const rows = await findTombstonesAfter(database, last, AT_ONCE);
    if (rows.length === 0) break;
    last = rows.at(-1)?.clienteId ?? last;
    const others = rows.filter(({ clienteId, assinatura }) => !own.isOfTombstone(clienteId, assinatura));
    const believed = others.filter(({ clienteId, assinatura }) => any.isOfTombstone(clienteId, assinatura));
    add(
      await signEach(believed, others, (transaction, one) => signTombstone(transaction, own, one.clienteId)),
    );
  }
  return done;

  /** What is signed stays what it is: it needs no lock from when it was read on. */
  async function signEach<Row>(
    believed: readonly Row[],
    others: readonly Row[],
    sign: (transaction: Transaction, row: Row) => Promise<void>,
  ): Promise<SignedAgain> {
    if (believed.length > 0)
      await database.transaction(async (transaction) => {
        for (const row of believed) await sign(transaction, row);
      });
    return { signed: believed.length, left: others.length - believed.length };
  }

  async function signAncora(transaction: Transaction): Promise<SignedAgain> {
    const ancora = await findAncora(transaction, ' FOR UPDATE');
    if (!ancora || own.isOfAncora(ancora.cadeias, ancora.assinatura)) return { signed: 0, left: 0 };
    if (!any.isOfAncora(ancora.cadeias, ancora.assinatura)) return { signed: 0, left: 1 };
    const assinatura = own.ofAncora(ancora.cadeias);
    await transaction.write('UPDATE ancora SET assinatura = ? WHERE id = 1', [assinatura]);
    return { signed: 1, left: 0 };
  }

  /** What a writer has changed since they were read is read again, locked. */
  async function signCadeias(
    transaction: Transaction,
    range: readonly [string, string],
  ): Promise<SignedAgain> {
    const signedNow: SignedAgain = { signed: 0, left: 0 };
    const condition = 'numero > ? AND numero <= ? ORDER BY numero FOR UPDATE';
    for (const { assinatura, ...row } of await findSigned(transaction, condition, range)) {
      const cadeia = fromRow(row);
      if (own.isOfCadeia(cadeia, assinatura)) continue;
      if (any.isOfCadeia(cadeia, assinatura)) {
        const again = own.ofCadeia(cadeia);
        await transaction.write('UPDATE cadeia SET assinatura = ? WHERE numero = ?', [again, cadeia.numero]);
        signedNow.signed += 1;
      } else signedNow.left += 1;
    }
    return signedNow;
  }
}

function findSigned(
  statements: Statements,
  condition: string,
  params: readonly string[],
): Promise<SignedCadeiaRow[]> {
  return statements.read<SignedCadeiaRow>(
    `SELECT ${CADEIA_COLUMNS}, assinatura FROM cadeia WHERE ${condition}`,
    params,
  );
}

/** Says what was signed again, where there was anything. */
export function logSigned(log: Log, { signed, left }: SignedAgain): void {
  if (signed > 0) log.info({ signed }, 'ends of the audit were signed again, with IDENTITY_SECRET');
  if (left > 0)
    log.warn(
      { left },
      'ends of the audit are as no secret here has signed them: `audit verify` says which, and they stay as they are',
    );
}
