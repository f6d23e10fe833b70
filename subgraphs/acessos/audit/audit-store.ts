import type { Database } from '../../../platform/database/database.ts';
import { bulkInsert } from '../../../platform/database/statements/bulk-insert.ts';
import type { ReadingRequest } from '../../../platform/database/statements/reading-request.ts';
import { toSqlInstant } from '../../../platform/database/statements/sql-values.ts';
import type { Statements } from '../../../platform/database/statements/statements.ts';
import { whereSql } from '../../../platform/database/statements/where-sql.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import type { Page } from '../../../platform/pagination/page.ts';
import { pageSql } from '../../../platform/pagination/page-sql.ts';
import { type AcessoConditions, inFewSizes, ofUsuario } from '../acesso-store.ts';
import { type AcessoAosDados, keysetOfRows, peopleOnPage, rowsOfPage } from './acesso-aos-dados.ts';
import { type Cadeia, CHAIN_START, type LinhaDaAuditoria, type Signatures } from './audit-chain.ts';
import { leadOthers, prefixOf } from './outro-titular.ts';

/** Conditions on entries of the audit. */
export type AcessoAosDadosConditions = Pick<AcessoConditions, 'de' | 'ate' | 'usuario'>;

/** All SQL on `acesso_a_dados`, `cadeia` and `ancora`, and how `outro_titular` is read and written. */
export interface AuditStore {
  /** What a page says, of each person, with one more where the list goes on. */
  findPage(
    conditions: AcessoAosDadosConditions,
    page: Page,
    request: ReadingRequest,
  ): Promise<AcessoAosDados[]>;
  /** The same of the entries of one person, by digest. */
  findPageOf(titular: string, page: Page, request: ReadingRequest): Promise<AcessoAosDados[]>;
  /** The chain of a router's rows of a day, locked until the transaction ends; begun where there is none. */
  lockCadeia(transaction: Transaction, dia: string, escritor: string): Promise<Cadeia>;
  /** Adds rows to a locked chain, which ends as `cadeia` says. */
  append(transaction: Transaction, rows: readonly LinhaDaAuditoria[], cadeia: Cadeia): Promise<void>;
  /** Says of the chains of days before one that their rows are gone. */
  expire(transaction: Transaction, dia: string): Promise<void>;
}

const LINHAS = keysetOfRows('acesso_a_dados');
const LINHAS_DE_OUTROS = keysetOfRows('outro_titular');
const EITHER = keysetOfRows(null);
/** What is said of each person of a row. */
const OF_ALL = 'campos, usuario, aplicacao, operacao, hash_da_operacao AS hashDaOperacao, requisicao';
export const ENTRY_COLUMNS = `instante, cadeia, posicao, titular, outros, ${OF_ALL}, elo`;
export const CADEIA_COLUMNS = "numero, DATE_FORMAT(dia, '%Y-%m-%d') AS dia, escritor, linhas, elo, expirada";

/** The store of the audit on its schema. */
export function auditStore(database: Database, signatures: Signatures): AuditStore {
  return {
    async findPage({ usuario, de, ate }, page, request) {
      const where = whereSql([
        ...ofUsuario(usuario),
        ['instante >= ?', de && toSqlInstant(de)],
        ['instante < ?', ate && toSqlInstant(ate)],
      ]);
      const { rest, params } = pageSql(LINHAS, rowsOfPage(page));
      const rows = await database.read<LinhaDaAuditoria>(
        `SELECT ${ENTRY_COLUMNS} FROM acesso_a_dados WHERE ${where.sql}${rest}`,
        [...where.params, ...params],
        request,
      );
      return peopleOnPage(rows, page);
    },

    async findPageOf(titular, page, request) {
      const first = pageSql(LINHAS, page);
      const others = pageSql(LINHAS_DE_OUTROS, page);
      const { rest, params } = pageSql(EITHER, { ...page, after: null, before: null });
      // The server reads both from an index in their order, and no further than the page.
      const rows = await database.read<Omit<AcessoAosDados, 'titular' | 'lugar'> & { lugar: string }>(
        `(SELECT instante, cadeia, posicao, ${OF_ALL}, 0 AS lugar FROM acesso_a_dados WHERE titular = ?${first.rest})
         UNION ALL
         (SELECT outro_titular.instante, outro_titular.cadeia, outro_titular.posicao, ${OF_ALL}, FIND_IN_SET(?, outros) AS lugar
            FROM outro_titular STRAIGHT_JOIN acesso_a_dados AS linha
              ON linha.instante = outro_titular.instante AND linha.cadeia = outro_titular.cadeia AND linha.posicao = outro_titular.posicao
           WHERE prefixo = ? AND FIND_IN_SET(?, outros) > 0${others.rest})${rest}`,
        [titular, ...first.params, titular, prefixOf(titular), titular, ...others.params, ...params],
        request,
      );
      return rows.map((row) => ({ ...row, titular, lugar: Number(row.lugar) }));
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
      await leadOthers(transaction, rows);
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

function toRow(entry: LinhaDaAuditoria) {
  return {
    instante: toSqlInstant(entry.instante),
    cadeia: entry.cadeia,
    posicao: entry.posicao,
    titular: entry.titular,
    outros: entry.outros,
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
