import { bulkInsert } from '../../platform/database/bulk-insert.ts';
import type { Database } from '../../platform/database/database.ts';
import type { ReadingRequest } from '../../platform/database/reading-request.ts';
import { toSqlInstant } from '../../platform/database/sql-values.ts';
import type { SqlParam, Statements } from '../../platform/database/statements.ts';
import type { Transaction } from '../../platform/database/transaction.ts';
import type { Keyset } from '../../platform/pagination/keyset.ts';
import type { Page } from '../../platform/pagination/page.ts';
import { pageSql } from '../../platform/pagination/page-sql.ts';
import type { AcessoAosDadosConditions } from './acesso-input.ts';
import { inFewSizes } from './acesso-store.ts';
import { type AcessoAosDados, type Cadeia, CHAIN_START, type Signatures } from './audit-chain.ts';

/** All SQL on `acesso_a_dados`, `cadeia` and `ancora`. */
export interface AuditStore {
  /** The entries of a page, with one more where the list goes on. */
  findPage(
    conditions: AcessoAosDadosConditions & { titular?: string },
    page: Page,
    request: ReadingRequest,
  ): Promise<AcessoAosDados[]>;
  /** The chain of a router's rows of a day, locked until the transaction ends; begun where there is none. */
  lockCadeia(transaction: Transaction, dia: string, escritor: string): Promise<Cadeia>;
  /** Adds rows to a locked chain, which ends as `cadeia` says. */
  append(transaction: Transaction, rows: readonly AcessoAosDados[], cadeia: Cadeia): Promise<void>;
  /** Says of the chains of days before one that their rows are gone. */
  expire(transaction: Transaction, dia: string): Promise<void>;
}

export const ACESSOS_AOS_DADOS: Keyset<AcessoAosDados> = {
  list: 'acessosAosDados',
  columns: [
    { column: 'instante', direction: 'desc', value: ({ instante }) => toSqlInstant(instante) },
    { column: 'cadeia', direction: 'desc', value: ({ cadeia }) => cadeia },
    { column: 'posicao', direction: 'desc', value: ({ posicao }) => posicao },
  ],
};

export const ENTRY_COLUMNS =
  'instante, cadeia, posicao, titular, campos, usuario, aplicacao, operacao, hash_da_operacao AS hashDaOperacao, requisicao, elo';
export const CADEIA_COLUMNS = "numero, DATE_FORMAT(dia, '%Y-%m-%d') AS dia, escritor, linhas, elo, expirada";

/** The store of the audit on its schema. */
export function auditStore(database: Database, signatures: Signatures): AuditStore {
  return {
    async findPage({ titular, usuario, de, ate }, page, request) {
      const params: SqlParam[] = [];
      let conditions = '1 = 1';
      const when = (sql: string, value: SqlParam | undefined) => {
        if (value === undefined) return;
        conditions += ` AND ${sql}`;
        params.push(value);
      };
      when('titular = ?', titular);
      when('usuario = ?', usuario);
      when('instante >= ?', de && toSqlInstant(de));
      when('instante < ?', ate && toSqlInstant(ate));
      const { rest, params: pageParams } = pageSql(ACESSOS_AOS_DADOS, page);
      return await database.read<AcessoAosDados>(
        `SELECT ${ENTRY_COLUMNS} FROM acesso_a_dados WHERE ${conditions}${rest}`,
        [...params, ...pageParams],
        request,
      );
    },

    async lockCadeia(transaction, dia, escritor) {
      const known = await find(transaction, dia, escritor);
      if (known) return known;
      const cadeias = await lockAncora(transaction);
      // Another report of the same router may have begun it since.
      const begun = await find(transaction, dia, escritor);
      if (begun) return begun;
      // How many there are is signed, so that none can be taken away.
      const numero = String(BigInt(cadeias) + 1n);
      await transaction.write('UPDATE ancora SET cadeias = ?, assinatura = ? WHERE id = 1', [
        numero,
        signatures.ofAncora(numero),
      ]);
      const cadeia = { numero, dia, escritor, linhas: '0', elo: CHAIN_START, expirada: false };
      await transaction.write(
        'INSERT INTO cadeia (numero, dia, escritor, linhas, elo, expirada, assinatura) VALUES (?, ?, ?, 0, ?, FALSE, ?)',
        [numero, dia, escritor, CHAIN_START, signatures.ofCadeia(cadeia)],
      );
      return cadeia;
    },

    async append(transaction, rows, cadeia) {
      for (const some of inFewSizes(rows)) {
        await bulkInsert(
          transaction,
          'acesso_a_dados',
          some.map(({ instante, hashDaOperacao, ...row }) => ({
            ...row,
            instante: toSqlInstant(instante),
            hash_da_operacao: hashDaOperacao,
          })),
        );
      }
      await update(transaction, cadeia);
    },

    async expire(transaction, dia) {
      const rows = await transaction.read<CadeiaRow>(
        `SELECT ${CADEIA_COLUMNS} FROM cadeia WHERE dia < ? AND NOT expirada FOR UPDATE`,
        [dia],
      );
      for (const row of rows) await update(transaction, { ...fromRow(row), expirada: true });
    },
  };

  async function update(transaction: Transaction, cadeia: Cadeia): Promise<void> {
    await transaction.write(
      'UPDATE cadeia SET linhas = ?, elo = ?, expirada = ?, assinatura = ? WHERE numero = ?',
      [cadeia.linhas, cadeia.elo, cadeia.expirada ? 1 : 0, signatures.ofCadeia(cadeia), cadeia.numero],
    );
  }

  async function find(transaction: Transaction, dia: string, escritor: string): Promise<Cadeia | null> {
    const [row] = await transaction.read<CadeiaRow>(
      `SELECT ${CADEIA_COLUMNS} FROM cadeia WHERE dia = ? AND escritor = ? FOR UPDATE`,
      [dia, escritor],
    );
    return row ? fromRow(row) : null;
  }

  /** How many chains there are; until the transaction ends nobody else begins one. */
  async function lockAncora(transaction: Transaction): Promise<string> {
    await transaction.write(
      'INSERT INTO ancora (id, cadeias, assinatura) VALUES (1, 0, ?) ON DUPLICATE KEY UPDATE cadeias = cadeias',
      [signatures.ofAncora('0')],
    );
    const [row] = await transaction.read<{ cadeias: string }>(
      'SELECT cadeias FROM ancora WHERE id = 1 FOR UPDATE',
      [],
    );
    return row?.cadeias ?? '0';
  }
}

export type CadeiaRow = Omit<Cadeia, 'expirada'> & { expirada: number };

export function fromRow({ expirada, ...row }: CadeiaRow): Cadeia {
  return { ...row, expirada: Number(expirada) === 1 };
}

/** What the table says of all chains; null where there has never been one. */
export async function findAncora(
  statements: Statements,
): Promise<{ cadeias: string; assinatura: string } | null> {
  const [row] = await statements.read<{ cadeias: string; assinatura: string }>(
    'SELECT cadeias, assinatura FROM ancora WHERE id = 1',
    [],
  );
  return row ?? null;
}
