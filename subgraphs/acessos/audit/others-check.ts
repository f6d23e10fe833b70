import { LRUCache } from 'lru-cache';
import { keyBatches } from '../../../platform/database/statements/sql-text.ts';
import { toSqlInstant } from '../../../platform/database/statements/sql-values.ts';
import type { Statements } from '../../../platform/database/statements/statements.ts';
import type { LinhaDaAuditoria, Signatures } from './audit-chain.ts';
import type { Find } from './audit-finding.ts';
import { unknownOf } from './excluido-store.ts';
import { findHidden } from './outro-titular.ts';

/** Rows that are looked at together, and digests that are not looked up again. */
const ROWS = 256;
const MAX_KNOWN = 100_000;

/**
 * Checks those who are not the first of their row: each digest leads to a customer or was signed by an erasure, and the customer's list
 * leads to the row. What is found of rows that are gone since, with their day, is no finding.
 */
export class OthersCheck {
  /** Digests that were found to lead to nobody. */
  readonly unknown = new Set<string>();
  readonly #statements: Statements;
  readonly #signatures: Signatures;
  readonly #find: Find;
  readonly #looked = new LRUCache<string, true>({ max: MAX_KNOWN });
  #rows: LinhaDaAuditoria[] = [];

  constructor(statements: Statements, signatures: Signatures, find: Find) {
    this.#statements = statements;
    this.#signatures = signatures;
    this.#find = find;
  }

  async add(row: LinhaDaAuditoria): Promise<void> {
    if (row.outros === null) return;
    this.#rows.push(row);
    if (this.#rows.length >= ROWS) await this.end();
  }

  /** Checks what has not been yet. */
  async end(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    for (const row of await findHidden(this.#statements, rows)) {
      const { cadeia, posicao } = row;
      if ((await this.#isThere(row)) && !this.#find({ kind: 'hidden row', cadeia, posicao })) return;
    }
    const resumos = new Set(rows.flatMap(({ outros }) => outros?.split(',') ?? []));
    for (const batch of keyBatches([...resumos].filter((resumo) => !this.#looked.has(resumo)))) {
      for (const resumo of batch) this.#looked.set(resumo, true);
      for (const titular of await unknownOf(this.#statements, this.#signatures, batch)) {
        this.unknown.add(titular);
        if (!this.#find({ kind: 'unknown customer', titular })) return;
      }
    }
  }

  async #isThere({ instante, cadeia, posicao }: LinhaDaAuditoria): Promise<boolean> {
    const found = await this.#statements.read(
      'SELECT 1 FROM acesso_a_dados WHERE instante = ? AND cadeia = ? AND posicao = ?',
      [toSqlInstant(instante), cadeia, posicao],
    );
    return found.length > 0;
  }
}
