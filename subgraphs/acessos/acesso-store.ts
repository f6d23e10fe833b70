import type { SubgraphUse } from '../../access-format/access.ts';
import type { ReportedAccess } from '../../access-format/parse-report.ts';
import type { Database } from '../../platform/database/database.ts';
import { bulkInsert } from '../../platform/database/statements/bulk-insert.ts';
import type { ReadingRequest } from '../../platform/database/statements/reading-request.ts';
import { toSqlInstant } from '../../platform/database/statements/sql-values.ts';
import type { Statements } from '../../platform/database/statements/statements.ts';
import {
  asciiEquals,
  type SqlCondition,
  type WhereSql,
  whereSql,
} from '../../platform/database/statements/where-sql.ts';
import type { Transaction } from '../../platform/database/transactions/transaction.ts';
import type { Keyset } from '../../platform/pagination/keyset.ts';
import type { Page } from '../../platform/pagination/page.ts';
import { pageSql } from '../../platform/pagination/page-sql.ts';
import type { TipoDeOperacao } from './schema.types.ts';

/** A request as a router reports it, without whose data was given out. */
export type NovoAcesso = Omit<ReportedAccess, 'titulares'>;

/** A row of `acesso`. */
export interface Acesso extends NovoAcesso {
  /** The report that brought it, and its place there. */
  lote: string;
  posicao: number;
}

/** Conditions on requests; undefined asks for nothing. */
export interface AcessoConditions {
  de?: Date | undefined;
  ate?: Date | undefined;
  usuario?: string | undefined;
  aplicacao?: string | undefined;
  operacao?: string | undefined;
  hashDaOperacao?: string | undefined;
  tipo?: TipoDeOperacao | undefined;
  comErro?: boolean | undefined;
  duracaoMinimaMs?: number | undefined;
  requisicao?: string | undefined;
}

/** A report whose requests are not in the figures yet. */
export interface Lote {
  id: string;
  primeiro: Date;
  ultimo: Date;
}

/** All SQL on `acesso` and `lote`. */
export interface AcessoStore {
  /** The requests of a page, with one more where the list goes on. */
  findPage(conditions: AcessoConditions, page: Page, request: ReadingRequest): Promise<Acesso[]>;
  /** Inserts the requests of one report, and gives what names it from then on. */
  insert(transaction: Transaction, acessos: readonly NovoAcesso[]): Promise<string>;
  /** Reports that wait for being summed, the oldest ones, locked until the transaction ends. */
  lockLotes(transaction: Transaction, most: number): Promise<Lote[]>;
  findByLote(statements: Statements, lote: Lote): Promise<Acesso[]>;
  markSummed(transaction: Transaction, lote: Lote): Promise<void>;
  /** How many requests wait for being summed. */
  countWaiting(request: ReadingRequest | null): Promise<number>;
  /** Removes reports of requests before an instant; the requests go with their days. */
  forgetLotes(before: Date): Promise<void>;
}

/** Requests from the newest on. */
export const ACESSOS: Keyset<Acesso> = {
  list: 'acessos',
  columns: [
    { column: 'instante', direction: 'desc', value: ({ instante }) => toSqlInstant(instante) },
    { column: 'lote', direction: 'desc', value: ({ lote }) => lote },
    { column: 'posicao', direction: 'desc', value: ({ posicao }) => String(posicao) },
  ],
};

interface AcessoRow extends Omit<Acesso, 'documentoConfiavel' | 'erros' | 'subgrafos' | 'campos'> {
  documentoConfiavel: number;
  erros: string;
  subgrafos: string;
  campos: string;
}

const COLUMNS =
  'instante, lote, posicao, usuario, aplicacao, versao_da_aplicacao AS versaoDaAplicacao, operacao, hash_da_operacao AS hashDaOperacao, tipo, documento_confiavel AS documentoConfiavel, status, erros, duracao_ms AS duracaoMs, bytes, subgrafos, campos, requisicao';

/** The store of requests on their schema. */
export function acessoStore(database: Database): AcessoStore {
  return {
    async findPage(conditions, page, request) {
      const { sql, params } = conditionsOf(conditions);
      const { rest, params: pageParams } = pageSql(ACESSOS, page);
      const rows = await database.read<AcessoRow>(
        `SELECT ${COLUMNS} FROM acesso WHERE ${sql}${rest}`,
        [...params, ...pageParams],
        request,
      );
      return rows.map(fromRow);
    },

    async insert(transaction, acessos) {
      const instants = acessos.map(({ instante }) => instante.getTime());
      const { insertId: lote } = await transaction.write(
        'INSERT INTO lote (recebido_em, acessos, primeiro, ultimo) VALUES (NOW(3), ?, ?, ?)',
        [acessos.length, sqlInstant(Math.min(...instants)), sqlInstant(Math.max(...instants))],
      );
      let posicao = 0;
      // Rows are made for each statement: those of a whole report would outlive collections of the young generation.
      for (const some of inFewSizes(acessos)) {
        const rows = some.map((acesso, place) => toRow(acesso, lote, posicao + place));
        await bulkInsert(transaction, 'acesso', rows);
        posicao += some.length;
      }
      return lote;
    },

    async lockLotes(transaction, most) {
      return await transaction.read<Lote>(
        `SELECT id, primeiro, ultimo FROM lote WHERE NOT resumido ORDER BY id LIMIT ${most} FOR UPDATE`,
        [],
      );
    },

    async findByLote(statements, { id, primeiro, ultimo }) {
      const rows = await statements.read<AcessoRow>(
        `SELECT ${COLUMNS} FROM acesso WHERE lote = ? AND instante BETWEEN ? AND ? ORDER BY posicao`,
        [id, toSqlInstant(primeiro), toSqlInstant(ultimo)],
      );
      return rows.map(fromRow);
    },

    async markSummed(transaction, { id }) {
      await transaction.write('UPDATE lote SET resumido = TRUE WHERE id = ?', [id]);
    },

    async countWaiting(request) {
      const [row] = await database.read<{ waiting: string }>(
        'SELECT COALESCE(SUM(acessos), 0) AS waiting FROM lote WHERE NOT resumido',
        [],
        request,
      );
      return Number(row?.waiting ?? 0);
    },

    async forgetLotes(before) {
      await database.write('DELETE FROM lote WHERE resumido AND ultimo < ?', [toSqlInstant(before)]);
    },
  };
}

/** Rows of a user. Servers take names for equal that differ by blanks at their end alone. */
export function ofUsuario(usuario: string | undefined): SqlCondition[] {
  return [
    ['usuario = ?', usuario],
    ['CHAR_LENGTH(usuario) = ?', usuario === undefined ? undefined : [...usuario].length],
  ];
}

function conditionsOf(conditions: AcessoConditions): WhereSql {
  return whereSql([
    ['instante >= ?', conditions.de && toSqlInstant(conditions.de)],
    ['instante < ?', conditions.ate && toSqlInstant(conditions.ate)],
    ...ofUsuario(conditions.usuario),
    asciiEquals('aplicacao', conditions.aplicacao),
    asciiEquals('operacao', conditions.operacao),
    asciiEquals('hash_da_operacao', conditions.hashDaOperacao),
    ['tipo = ?', conditions.tipo],
    asciiEquals('requisicao', conditions.requisicao),
    ['duracao_ms >= ?', conditions.duracaoMinimaMs],
    ...(conditions.comErro === undefined ? [] : [conditions.comErro ? 'com_erro' : 'NOT com_erro']),
  ]);
}

function toRow(acesso: NovoAcesso, lote: string, posicao: number) {
  return {
    instante: toSqlInstant(acesso.instante),
    lote,
    posicao,
    usuario: acesso.usuario,
    aplicacao: acesso.aplicacao,
    versao_da_aplicacao: acesso.versaoDaAplicacao,
    operacao: acesso.operacao,
    hash_da_operacao: acesso.hashDaOperacao,
    tipo: acesso.tipo,
    documento_confiavel: acesso.documentoConfiavel ? 1 : 0,
    status: acesso.status,
    com_erro: hasErrors(acesso) ? 1 : 0,
    erros: acesso.erros.join(),
    duracao_ms: acesso.duracaoMs,
    bytes: acesso.bytes,
    subgrafos: JSON.stringify(acesso.subgrafos),
    campos: acesso.campos.join(),
    requisicao: acesso.requisicao,
  };
}

/** Whether a request came to an error. */
export function hasErrors({ status, erros }: Pick<NovoAcesso, 'status' | 'erros'>): boolean {
  return status >= 400 || erros.length > 0;
}

function fromRow({ documentoConfiavel, erros, subgrafos, campos, bytes, ...row }: AcessoRow): Acesso {
  return {
    ...row,
    documentoConfiavel: documentoConfiavel === 1,
    erros: listOf(erros),
    bytes: Number(bytes),
    // As `toRow` has written it.
    subgrafos: JSON.parse(subgrafos) as SubgraphUse[],
    campos: listOf(campos),
  };
}

function listOf(text: string): string[] {
  return text === '' ? [] : text.split(',');
}

function sqlInstant(milliseconds: number): string {
  return toSqlInstant(new Date(milliseconds));
}

const SIZES = [256, 64, 16, 4, 1];

/** Rows in parts of few sizes: each size is a statement that the server keeps. */
export function* inFewSizes<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; ) {
    const size = SIZES.find((one) => one <= rows.length - at) ?? 1;
    yield rows.slice(at, at + size);
    at += size;
  }
}
