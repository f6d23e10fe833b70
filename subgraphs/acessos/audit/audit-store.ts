import type { Database } from '../../../platform/database/database.ts';
import { bulkInsert } from '../../../platform/database/statements/bulk-insert.ts';
import type { ReadingRequest } from '../../../platform/database/statements/reading-request.ts';
import { toSqlInstant } from '../../../platform/database/statements/sql-values.ts';
import type { Statements } from '../../../platform/database/statements/statements.ts';
import { whereSql } from '../../../platform/database/statements/where-sql.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import type { Keyset } from '../../../platform/pagination/keyset.ts';
import type { Page } from '../../../platform/pagination/page.ts';
import { pageSql } from '../../../platform/pagination/page-sql.ts';
import { type AcessoConditions, inFewSizes, ofUsuario } from '../acesso-store.ts';
import { type AcessoAosDados, type Cadeia, CHAIN_START, type Signatures } from './audit-chain.ts';

/** Conditions on entries of the audit. */
export type AcessoAosDadosConditions = Pick<AcessoConditions, 'de' | 'ate' | 'usuario'>;

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

/** Entries of the audit from the newest on. */
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
      const where = whereSql([
        ['titular = ?', titular],
        ...ofUsuario(usuario),
        ['instante >= ?', de && toSqlInstant(de)],
        ['instante < ?', ate && toSqlInstant(ate)],
      ]);
      const { rest, params } = pageSql(ACESSOS_AOS_DADOS, page);
      return await database.read<AcessoAosDados>(
        `SELECT ${ENTRY_COLUMNS} FROM acesso_a_dados WHERE ${where.sql}${rest}`,
        [...where.params, ...params],
        request,
      );
    },

    async lockCadeia(transaction, dia, escritor) {
      const known = await findWhole(transaction, dia, escritor);
      if (known.cadeia) return known.cadeia;
      const ancora = await lockAncora(transaction);
      // Another report of the same router may have begun it since.
      const begun = await findWhole(transaction, dia, escritor);
      if (begun.cadeia) return begun.cadeia;
      // How many there are is signed, so that none can be taken away.
      const numero = String(BigInt(ancora.cadeias) + 1n);
      await transaction.write('UPDATE ancora SET cadeias = ?, assinatura = ? WHERE id = 1', [
        numero,
        ancora.isWhole ? signatures.ofAncora(numero) : NO_SIGNATURE,
      ]);
      const cadeia = { numero, dia, escritor: begun.free, linhas: '0', elo: CHAIN_START, expirada: false };
      await transaction.write(
        'INSERT INTO cadeia (numero, dia, escritor, linhas, elo, expirada, assinatura) VALUES (?, ?, ?, 0, ?, FALSE, ?)',
        [numero, dia, begun.free, CHAIN_START, signatures.ofCadeia(cadeia)],
      );
      return cadeia;
    },

    async append(transaction, rows, cadeia) {
      for (const some of inFewSizes(rows)) await bulkInsert(transaction, 'acesso_a_dados', some.map(toRow));
      await update(transaction, cadeia);
    },

    async expire(transaction, dia) {
      const rows = await transaction.read<SignedCadeiaRow>(
        `SELECT ${CADEIA_COLUMNS}, assinatura FROM cadeia WHERE dia < ? AND NOT expirada FOR UPDATE`,
        [dia],
      );
      for (const { assinatura, ...row } of rows) {
        const cadeia = fromRow(row);
        if (signatures.isOfCadeia(cadeia, assinatura))
          await update(transaction, { ...cadeia, expirada: true });
      }
    },
  };

  async function update(transaction: Transaction, cadeia: Cadeia): Promise<void> {
    await transaction.write(
      'UPDATE cadeia SET linhas = ?, elo = ?, expirada = ?, assinatura = ? WHERE numero = ?',
      [cadeia.linhas, cadeia.elo, cadeia.expirada ? 1 : 0, signatures.ofCadeia(cadeia), cadeia.numero],
    );
  }

  /**
   * A writer's chain whose end is as it was signed: one that was changed is not written on, as that would sign the change. Where there
   * is none, the name under which the writer may begin one.
   */
  async function findWhole(
    transaction: Transaction,
    dia: string,
    escritor: string,
  ): Promise<{ cadeia: Cadeia | null; free: string }> {
    for (let attempt = 1; ; attempt += 1) {
      const free = attempt === 1 ? escritor : `${escritor}-${attempt}`;
      const [row] = await transaction.read<SignedCadeiaRow>(
        `SELECT ${CADEIA_COLUMNS}, assinatura FROM cadeia WHERE dia = ? AND escritor = ? FOR UPDATE`,
        [dia, free],
      );
      if (!row) return { cadeia: null, free };
      const { assinatura, ...rest } = row;
      const cadeia = fromRow(rest);
      if (signatures.isOfCadeia(cadeia, assinatura)) return { cadeia, free };
    }
  }

  /** How many chains there are; until the transaction ends nobody else begins one. */
  async function lockAncora(transaction: Transaction): Promise<{ cadeias: string; isWhole: boolean }> {
    await transaction.write(
      'INSERT INTO ancora (id, cadeias, assinatura) VALUES (1, 0, ?) ON DUPLICATE KEY UPDATE cadeias = cadeias',
      [signatures.ofAncora('0')],
    );
    const [row] = await transaction.read<Ancora>(
      'SELECT cadeias, assinatura FROM ancora WHERE id = 1 FOR UPDATE',
      [],
    );
    const { cadeias = '0', assinatura = '' } = row ?? {};
    // No chain gets a number twice.
    const [beyond] = await transaction.read<{ numero: string }>(
      'SELECT numero FROM cadeia WHERE numero > ? ORDER BY numero DESC LIMIT 1 FOR UPDATE',
      [cadeias],
    );
    if (beyond) return { cadeias: beyond.numero, isWhole: false };
    return { cadeias, isWhole: signatures.isOfAncora(cadeias, assinatura) };
  }
}

function toRow(entry: AcessoAosDados) {
  return {
    instante: toSqlInstant(entry.instante),
    cadeia: entry.cadeia,
    posicao: entry.posicao,
    titular: entry.titular,
    campos: entry.campos,
    usuario: entry.usuario,
    aplicacao: entry.aplicacao,
    operacao: entry.operacao,
    hash_da_operacao: entry.hashDaOperacao,
    requisicao: entry.requisicao,
    elo: entry.elo,
  };
}

/** Stands for good where a number was changed: its old signature may fit a later number. */
const NO_SIGNATURE = '-'.repeat(64);

interface Ancora {
  cadeias: string;
  assinatura: string;
}

export type SignedCadeiaRow = CadeiaRow & { assinatura: string };

export type CadeiaRow = Omit<Cadeia, 'expirada'> & { expirada: number };

/** A chain from its row. */
export function fromRow({ expirada, ...row }: CadeiaRow): Cadeia {
  return { ...row, expirada: Number(expirada) === 1 };
}

/** What the table says of all chains, locked where that is asked for; null where there has never been one. */
export async function findAncora(
  statements: Statements,
  lock: '' | ' FOR UPDATE' = '',
): Promise<Ancora | null> {
  const [row] = await statements.read<Ancora>(
    `SELECT cadeias, assinatura FROM ancora WHERE id = 1${lock}`,
    [],
  );
  return row ?? null;
}
