import { createHmac, randomBytes } from 'node:crypto';
import { bulkInsert } from '../../../platform/database/statements/bulk-insert.ts';
import {
  keyBatches,
  padWithLast,
  perSize,
  placeholders,
} from '../../../platform/database/statements/sql-text.ts';
import type { Statements } from '../../../platform/database/statements/statements.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import { lockReferences } from '../../../platform/writes/reference-guard.ts';
import { inFewSizes } from '../acesso-store.ts';
import type { Signatures } from './audit-chain.ts';
import { signExcluido, signExcluidos } from './excluido-store.ts';
import { findErased, signTombstone } from './tombstone-store.ts';

/** A customer whose personal data was given out, and the digest that stands for the customer in the audit. */
export interface Titular {
  clienteId: string;
  resumo: string;
}

/** Digests by customer. */
export interface ResumosOfClientes {
  /** As `titular` has them when the transaction has committed. */
  stored: Map<string, string>;
  /**
   * Of those who were erased: digests that nothing leads to, and that are signed. Of one whose tombstone no erasure has signed it is not
   * signed either.
   */
  leadNowhere: Map<string, string>;
}

/**
 * All SQL on `titular`: by which digest the audit names a customer. The key of a digest is random and stands nowhere else, so
 * that without its row nobody can say whose entries those are, not even who knows every id. Of a digest without a row is signed
 * that its customer was erased.
 */
export interface TitularStore {
  /** Those of these customers that have a digest. */
  findByClienteIds(statements: Statements, clienteIds: readonly string[]): Promise<Titular[]>;
  /** The customers of these digests, as far as they have not been erased. */
  findByResumos(statements: Statements, resumos: readonly string[]): Promise<Titular[]>;
  /** The digest of each customer, made where there is none. */
  resumosFor(transaction: Transaction, clienteIds: readonly string[]): Promise<ResumosOfClientes>;
  /** Takes away what leads to a customer's entries, and signs that this was an erasure, also of one without entries. */
  delete(transaction: Transaction, clienteId: string): Promise<void>;
}

const BY_CLIENTE = perSize(
  (size) => `SELECT id_cliente AS clienteId, resumo FROM titular WHERE id_cliente IN (${placeholders(size)})`,
);
/** What another transaction has committed since this one began. */
const LOCKED = perSize((size) => `${BY_CLIENTE(size)} FOR UPDATE`);
const BY_RESUMO = perSize(
  (size) => `SELECT id_cliente AS clienteId, resumo FROM titular WHERE resumo IN (${placeholders(size)})`,
);

/** The store of customers' digests. */
export function titularStore(signatures: Signatures): TitularStore {
  return { findByClienteIds, findByResumos, resumosFor, delete: remove };

  async function findByClienteIds(
    statements: Statements,
    clienteIds: readonly string[],
    sql = BY_CLIENTE,
  ): Promise<Titular[]> {
    const found: Titular[] = [];
    for (const batch of keyBatches(clienteIds)) {
      const keys = padWithLast(batch);
      found.push(...(await statements.read<Titular>(sql(keys.length), keys)));
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
  ): Promise<ResumosOfClientes> {
    const known = await findByClienteIds(transaction, clienteIds);
    const stored = new Map(known.map(({ clienteId, resumo }) => [clienteId, resumo]));
    const leadNowhere = new Map<string, string>();
    // In one order, so that two reports do not wait for each other.
    const others = clienteIds.filter((id) => !stored.has(id)).sort();
    if (others.length === 0) return { stored, leadNowhere };
    // Under the customers' locks, which erasures take too: a key is never made after one.
    const gone = await lockReferences(transaction, 'Cliente', others);
    for (const { clienteId, resumo } of await findByClienteIds(transaction, others, LOCKED))
      stored.set(clienteId, resumo);
    // A tombstone that no erasure has signed hides the customer's entries, and what hides them is not signed: it may be gone before
    // anybody looks.
    const erased = gone.size > 0 ? await findErased(transaction, signatures, [...gone]) : gone;
    const made: { id_cliente: string; chave: string; resumo: string }[] = [];
    const toSign: string[] = [];
    for (const id_cliente of others) {
      if (stored.has(id_cliente)) continue;
      const chave = randomBytes(32).toString('hex');
      const resumo = digestOf(id_cliente, chave);
      (gone.has(id_cliente) ? leadNowhere : stored).set(id_cliente, resumo);
      if (erased.has(id_cliente)) toSign.push(resumo);
      else if (!gone.has(id_cliente)) made.push({ id_cliente, chave, resumo });
    }
    for (const some of inFewSizes(made)) await bulkInsert(transaction, 'titular', some);
    await signExcluidos(transaction, signatures, toSign);
    return { stored, leadNowhere };
  }

  async function remove(transaction: Transaction, clienteId: string): Promise<void> {
    for (const { resumo } of await findByClienteIds(transaction, [clienteId], LOCKED))
      await signExcluido(transaction, signatures, resumo);
    await signTombstone(transaction, signatures, clienteId);
    await transaction.write('DELETE FROM titular WHERE id_cliente = ?', [clienteId]);
  }
}

const PAGE = 1_000;

/** The digests that are not those of their customers: somebody has written whose entries those are. */
export async function* findWrongResumos(statements: Statements): AsyncGenerator<string> {
  for (let after = '0'; ; ) {
    const rows: (Titular & { chave: string })[] = await statements.read<Titular & { chave: string }>(
      `SELECT id_cliente AS clienteId, chave, resumo FROM titular WHERE id_cliente > ? ORDER BY id_cliente LIMIT ${PAGE}`,
      [after],
    );
    for (const { clienteId, chave, resumo } of rows) {
      if (digestOf(clienteId, chave) !== resumo) yield resumo;
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.clienteId;
  }
}

/**
 * The customers who had a digest, were not erased, and have none: somebody has taken away what leads to their entries. A key comes
 * with its reference, and goes with the tombstone.
 */
export async function* findLostClientes(statements: Statements): AsyncGenerator<string> {
  for (let after = '0'; ; ) {
    const rows: { clienteId: string }[] = await statements.read<{ clienteId: string }>(
      `SELECT referencia.id AS clienteId FROM referencia LEFT JOIN titular ON titular.id_cliente = referencia.id
        WHERE referencia.tipo = 'Cliente' AND referencia.id > ? AND referencia.apagado_em IS NULL AND titular.id_cliente IS NULL
        ORDER BY referencia.id LIMIT ${PAGE}`,
      [after],
    );
    for (const { clienteId } of rows) yield clienteId;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.clienteId;
  }
}

function digestOf(clienteId: string, chave: string): string {
  return createHmac('sha256', chave).update(clienteId).digest('hex');
}
