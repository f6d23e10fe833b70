import { createHmac, randomBytes } from 'node:crypto';
import { keyBatches, padWithLast, perSize, placeholders } from '../../platform/database/sql-text.ts';
import type { Statements } from '../../platform/database/statements.ts';
import type { Transaction } from '../../platform/database/transaction.ts';
import { lockReference } from '../../platform/writes/reference-guard.ts';

/** A customer whose personal data was given out, and the digest that stands for the customer in the audit. */
export interface Titular {
  clienteId: string;
  resumo: string;
}

/**
 * All SQL on `titular`: by which digest the audit names a customer. The key of a digest is random and stands nowhere else, so
 * that without its row nobody can say whose entries those are, not even who knows every id.
 */
export interface TitularStore {
  /** Those of these customers that have a digest. */
  findByClienteIds(statements: Statements, clienteIds: readonly string[]): Promise<Titular[]>;
  /** The customers of these digests, as far as they have not been erased. */
  findByResumos(statements: Statements, resumos: readonly string[]): Promise<Titular[]>;
  /** The digest of each customer, made where there is none; of one that was erased a digest that nothing leads to. */
  resumosFor(transaction: Transaction, clienteIds: readonly string[]): Promise<Map<string, string>>;
  delete(transaction: Transaction, clienteId: string): Promise<void>;
}

const BY_CLIENTE = perSize(
  (size) => `SELECT id_cliente AS clienteId, resumo FROM titular WHERE id_cliente IN (${placeholders(size)})`,
);
const BY_RESUMO = perSize(
  (size) => `SELECT id_cliente AS clienteId, resumo FROM titular WHERE resumo IN (${placeholders(size)})`,
);

/** The store of customers' digests. */
export function titularStore(): TitularStore {
  return { findByClienteIds, findByResumos, resumosFor, delete: remove };

  async function findByClienteIds(statements: Statements, clienteIds: readonly string[]): Promise<Titular[]> {
    const found: Titular[] = [];
    for (const batch of keyBatches(clienteIds)) {
      const keys = padWithLast(batch);
      found.push(...(await statements.read<Titular>(BY_CLIENTE(keys.length), keys)));
    }
    return found;
  }

  async function findByResumos(statements: Statements, resumos: readonly string[]): Promise<Titular[]> {
    const keys = padWithLast(resumos);
    return await statements.read<Titular>(BY_RESUMO(keys.length), keys);
  }

  async function resumosFor(
    transaction: Transaction,
    clienteIds: readonly string[],
  ): Promise<Map<string, string>> {
    const known = await findByClienteIds(transaction, clienteIds);
    const found = new Map(known.map(({ clienteId, resumo }) => [clienteId, resumo]));
    // In one order, so that two reports do not wait for each other.
    const others = clienteIds.filter((id) => !found.has(id)).sort();
    for (const id of others) found.set(id, await resumoOf(transaction, id));
    return found;
  }

  /** Under the customer's lock, which the erasure takes too: a key is never made after it. */
  async function resumoOf(transaction: Transaction, clienteId: string): Promise<string> {
    const chave = randomBytes(32).toString('hex');
    const resumo = createHmac('sha256', chave).update(clienteId).digest('hex');
    if ((await lockReference(transaction, 'Cliente', clienteId)) === 'gone') return resumo;
    const [known] = await transaction.read<Titular>(
      'SELECT id_cliente AS clienteId, resumo FROM titular WHERE id_cliente = ? FOR UPDATE',
      [clienteId],
    );
    if (known) return known.resumo;
    await transaction.write('INSERT INTO titular (id_cliente, chave, resumo) VALUES (?, ?, ?)', [
      clienteId,
      chave,
      resumo,
    ]);
    return resumo;
  }

  async function remove(transaction: Transaction, clienteId: string): Promise<void> {
    await transaction.write('DELETE FROM titular WHERE id_cliente = ?', [clienteId]);
  }
}
