import { deleteInSteps } from '../../../platform/database/housekeeping/delete-in-steps.ts';
import {
  keyBatches,
  padWithLast,
  perSize,
  placeholders,
} from '../../../platform/database/statements/sql-text.ts';
import type { Statements } from '../../../platform/database/statements/statements.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import type { Signatures } from './audit-chain.ts';

/** A signed tombstone: a row of `cliente_excluido`. */
export interface SignedTombstone {
  clienteId: string;
  assinatura: string;
}

/** A tombstone in `referencia`, with its signature. */
interface Tombstone {
  clienteId: string;
  apagadoEm: Date;
  assinatura: string | null;
}

/** Signs that a customer was erased, whatever stands there already. */
export async function signTombstone(
  transaction: Transaction,
  signatures: Signatures,
  clienteId: string,
): Promise<void> {
  const assinatura = signatures.ofTombstone(clienteId);
  await transaction.write(
    'INSERT INTO cliente_excluido (id_cliente, assinatura) VALUES (?, ?) ON DUPLICATE KEY UPDATE assinatura = ?',
    [clienteId, assinatura, assinatura],
  );
}

const OF_CLIENTES = perSize(
  (size) =>
    `SELECT id_cliente AS clienteId, assinatura FROM cliente_excluido WHERE id_cliente IN (${placeholders(size)})`,
);

/** Those of these customers whose tombstone an erasure has signed. */
export async function findErased(
  statements: Statements,
  signatures: Signatures,
  clienteIds: readonly string[],
): Promise<Set<string>> {
  const erased = new Set<string>();
  for (const batch of keyBatches(clienteIds)) {
    const keys = padWithLast(batch);
    const rows = await statements.read<SignedTombstone>(OF_CLIENTES(keys.length), keys);
    for (const { clienteId, assinatura } of rows)
      if (signatures.isOfTombstone(clienteId, assinatura)) erased.add(clienteId);
  }
  return erased;
}

const PAGE = 1_000;

/** The customers whose tombstones no erasure has signed. */
export async function* findUnsignedTombstones(
  statements: Statements,
  signatures: Signatures,
): AsyncGenerator<Omit<Tombstone, 'assinatura'>> {
  for (let after = '0'; ; ) {
    const page: Tombstone[] = await statements.read<Tombstone>(
      `SELECT referencia.id AS clienteId, referencia.apagado_em AS apagadoEm, cliente_excluido.assinatura
         FROM referencia LEFT JOIN cliente_excluido ON cliente_excluido.id_cliente = referencia.id
        WHERE referencia.tipo = 'Cliente' AND referencia.id > ? AND referencia.apagado_em IS NOT NULL
        ORDER BY referencia.id LIMIT ${PAGE}`,
      [after],
    );
    for (const { clienteId, apagadoEm, assinatura } of page) {
      if (assinatura === null || !signatures.isOfTombstone(clienteId, assinatura))
        yield { clienteId, apagadoEm };
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.clienteId;
  }
}

/** Signed tombstones of the customers whose ids come after one. */
export async function findTombstonesAfter(
  statements: Statements,
  after: string,
  most: number,
): Promise<SignedTombstone[]> {
  return await statements.read<SignedTombstone>(
    `SELECT id_cliente AS clienteId, assinatura FROM cliente_excluido WHERE id_cliente > ? ORDER BY id_cliente LIMIT ${most}`,
    [after],
  );
}

/** Removes the signatures of tombstones that are gone: those are kept for years, and no longer. */
export async function forgetTombstones(statements: Statements, stopping?: AbortSignal): Promise<void> {
  await deleteInSteps(
    statements,
    `DELETE FROM cliente_excluido WHERE NOT EXISTS
       (SELECT 1 FROM referencia WHERE referencia.tipo = 'Cliente' AND referencia.id = cliente_excluido.id_cliente)`,
    stopping,
  );
}
