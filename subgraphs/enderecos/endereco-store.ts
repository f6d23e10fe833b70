import type { Database } from '../../platform/database/database.ts';
import { JoinedReads, type ReadKeys } from '../../platform/database/reads/joined-reads.ts';
import {
  perSelectedColumns,
  type RowColumns,
  selectedColumns,
} from '../../platform/database/reads/selected-columns.ts';
import type { ReadingRequest } from '../../platform/database/statements/reading-request.ts';
import { padWithLast, perSize, placeholders } from '../../platform/database/statements/sql-text.ts';
import type { Statements } from '../../platform/database/statements/statements.ts';
import { type WhereSql, whereSql } from '../../platform/database/statements/where-sql.ts';
import type { Transaction } from '../../platform/database/transactions/transaction.ts';
import type { Keyset } from '../../platform/pagination/keyset.ts';
import type { Page } from '../../platform/pagination/page.ts';
import { pageSql } from '../../platform/pagination/page-sql.ts';
import type { TipoEndereco, Uf } from './schema.types.ts';

/** A row of `endereco`. */
export interface Endereco {
  id: string;
  clienteId: string;
  tipo: TipoEndereco;
  logradouro: string;
  numero: string;
  complemento: string | null;
  bairro: string;
  cidade: string;
  uf: Uf;
  /** 8 digits. */
  cep: string;
  /** ISO 3166-1 alpha-2. */
  pais: string;
  principal: boolean;
  versao: number;
}

/** What can change of an address by itself; which one is principal is about all addresses of a customer. */
export type EnderecoMutavel = Pick<
  Endereco,
  'tipo' | 'logradouro' | 'numero' | 'complemento' | 'bairro' | 'cidade' | 'uf' | 'cep'
>;

/** What a new address brings. */
export type NovoEndereco = EnderecoMutavel & Pick<Endereco, 'clienteId' | 'principal'>;

/** The addresses of a list. */
export interface EnderecoConditions {
  uf: Uf;
  /** Case and accents aside. */
  cidade: string | undefined;
}

/** Addresses by city from A to Z. */
export const ENDERECOS_POR_CIDADE: Keyset<Endereco> = {
  list: 'enderecos',
  columns: [
    { column: 'cidade', direction: 'asc', value: (endereco) => endereco.cidade },
    { column: 'id', direction: 'asc', value: (endereco) => endereco.id },
  ],
};

/** All SQL on `endereco`. What is found for an operation has what the operation selects, and need not have more. */
export interface EnderecoStore {
  findByIds(ids: readonly string[], request: ReadingRequest): Promise<Endereco[]>;
  /** All addresses of these customers, each customer's principal one first. */
  findByClienteIds(clienteIds: readonly string[], request: ReadingRequest): Promise<Endereco[]>;
  /** The rows of a page, with one more when the list goes on. */
  findPage(
    conditions: EnderecoConditions,
    list: { keyset: Keyset<Endereco>; page: Page },
    request: ReadingRequest,
  ): Promise<Endereco[]>;
  count(conditions: EnderecoConditions, request: ReadingRequest): Promise<number>;
  /** One address as a transaction sees it. */
  find(statements: Statements, id: string): Promise<Endereco | null>;
  /** The row, locked until the transaction ends. */
  lock(transaction: Transaction, id: string): Promise<Endereco | null>;
  countOf(transaction: Transaction, clienteId: string): Promise<number>;
  /** Gives the new id. The caller holds the customer's lock, and no other address of the customer is principal. */
  insert(transaction: Transaction, endereco: NovoEndereco): Promise<string>;
  /** Writes a locked row's new values as its next version. */
  update(transaction: Transaction, id: string, endereco: EnderecoMutavel): Promise<void>;
  delete(transaction: Transaction, id: string): Promise<void>;
  /** Makes an address principal and the customer's others not; each row that changes has a new version. */
  setPrincipal(transaction: Transaction, clienteId: string, id: string): Promise<void>;
  /** Makes the customer's oldest address principal, when there is any. */
  setOldestPrincipal(transaction: Transaction, clienteId: string): Promise<void>;
  deleteAllOf(transaction: Transaction, clienteId: string): Promise<void>;
}

interface EnderecoRow extends Omit<Endereco, 'principal'> {
  principal: number;
}

const ROW: RowColumns<Endereco> = {
  type: 'Endereco',
  columns: {
    id: 'id',
    clienteId: 'id_cliente AS clienteId',
    tipo: 'tipo',
    logradouro: 'logradouro',
    numero: 'numero',
    complemento: 'complemento',
    bairro: 'bairro',
    cidade: 'cidade',
    uf: 'uf',
    cep: 'cep',
    pais: 'pais',
    principal: 'principal',
    versao: 'versao',
  },
  fields: { cliente: ['clienteId'], nodeId: ['id'] },
  always: ['id', 'clienteId', 'principal'],
};
const columnsFor = selectedColumns(ROW);
/** Cursors are made of what a list is ordered by. */
const pageColumnsFor = selectedColumns<Endereco>({ ...ROW, always: ['id', 'principal', 'cidade'] });
const ALL = columnsFor(null);

const SELECT_BY_IDS = perSelectedColumns<Endereco, (size: number) => string>((columns) =>
  perSize((size) => `SELECT ${columns} FROM endereco WHERE id IN (${placeholders(size)})`),
);
const SELECT_FOR_UPDATE = `SELECT ${ALL.sql} FROM endereco WHERE id = ? FOR UPDATE`;
const SELECT_BY_CLIENTE_IDS = perSelectedColumns<Endereco, (size: number) => string>((columns) =>
  perSize(
    (size) =>
      `SELECT ${columns} FROM endereco WHERE id_cliente IN (${placeholders(size)}) ORDER BY id_cliente, principal DESC, id`,
  ),
);

/** The store of addresses on their schema. */
export function enderecoStore(database: Database): EnderecoStore {
  const byId = new JoinedReads<Endereco>(database, ({ id }) => id);
  const byClienteId = new JoinedReads<Endereco>(database, ({ clienteId }) => clienteId);
  const readerOf =
    (sqlFor: (size: number) => string): ReadKeys<Endereco> =>
    async (keys, bounds) => {
      const padded = padWithLast(keys);
      return (await database.read<EnderecoRow>(sqlFor(padded.length), padded, bounds)).map(fromRow);
    };
  return {
    findByIds(ids, request) {
      const columns = columnsFor(request.selected);
      const read = readerOf(SELECT_BY_IDS(columns));
      return byId.read({ alike: columns.sql, keys: ids, request, read });
    },

    findByClienteIds(clienteIds, request) {
      const columns = columnsFor(request.selected);
      const read = readerOf(SELECT_BY_CLIENTE_IDS(columns));
      return byClienteId.read({ alike: columns.sql, keys: clienteIds, request, read });
    },

    async findPage(conditions, { keyset, page }, request) {
      const where = conditionsOf(conditions);
      const { rest, params } = pageSql(keyset, page);
      const rows = await database.read<EnderecoRow>(
        `SELECT ${pageColumnsFor(request.selected).sql} FROM endereco WHERE ${where.sql}${rest}`,
        [...where.params, ...params],
        request,
      );
      return rows.map(fromRow);
    },

    async count(conditions, request) {
      const where = conditionsOf(conditions);
      const [row] = await database.read<{ quantos: string }>(
        `SELECT COUNT(*) AS quantos FROM endereco WHERE ${where.sql}`,
        where.params,
        request,
      );
      return Number(row?.quantos);
    },

    async find(statements, id) {
      const [row] = await statements.read<EnderecoRow>(SELECT_BY_IDS(ALL)(1), [id]);
      return row ? fromRow(row) : null;
    },

    async lock(transaction, id) {
      const [row] = await transaction.read<EnderecoRow>(SELECT_FOR_UPDATE, [id]);
      return row ? fromRow(row) : null;
    },

    async countOf(transaction, clienteId) {
      const [row] = await transaction.read<{ quantos: string }>(
        'SELECT COUNT(*) AS quantos FROM endereco WHERE id_cliente = ?',
        [clienteId],
      );
      return Number(row?.quantos);
    },

    async insert(transaction, endereco) {
      const { insertId } = await transaction.write(
        'INSERT INTO endereco (id_cliente, principal, tipo, logradouro, numero, complemento, bairro, cidade, uf, cep, criado_em, atualizado_em) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NOW(3), NOW(3))',
        [endereco.clienteId, endereco.principal ? 1 : 0, ...mutableValues(endereco)],
      );
      return insertId;
    },

    async update(transaction, id, endereco) {
      await transaction.write(
        'UPDATE endereco SET tipo = ?, logradouro = ?, numero = ?, complemento = ?, bairro = ?, cidade = ?, uf = ?, cep = ?, atualizado_em = NOW(3), versao = versao + 1 WHERE id = ?',
        [...mutableValues(endereco), id],
      );
    },

    async delete(transaction, id) {
      await transaction.write('DELETE FROM endereco WHERE id = ?', [id]);
    },

    async setPrincipal(transaction, clienteId, id) {
      // First none, then the one: the unique key does not take two at any moment.
      await transaction.write(
        'UPDATE endereco SET principal = FALSE, atualizado_em = NOW(3), versao = versao + 1 WHERE id_cliente = ? AND principal AND id <> ?',
        [clienteId, id],
      );
      await transaction.write(
        'UPDATE endereco SET principal = TRUE, atualizado_em = NOW(3), versao = versao + 1 WHERE id = ? AND NOT principal',
        [id],
      );
    },

    async setOldestPrincipal(transaction, clienteId) {
      await transaction.write(
        'UPDATE endereco SET principal = TRUE, atualizado_em = NOW(3), versao = versao + 1 WHERE id_cliente = ? ORDER BY id LIMIT 1',
        [clienteId],
      );
    },

    async deleteAllOf(transaction, clienteId) {
      await transaction.write('DELETE FROM endereco WHERE id_cliente = ?', [clienteId]);
    },
  };
}

function conditionsOf({ uf, cidade }: EnderecoConditions): WhereSql {
  return whereSql([
    ['uf = ?', uf],
    ['cidade = ?', cidade],
  ]);
}

function mutableValues(endereco: EnderecoMutavel): (string | null)[] {
  const { tipo, logradouro, numero, complemento, bairro, cidade, uf, cep } = endereco;
  return [tipo, logradouro, numero, complemento, bairro, cidade, uf, cep];
}

function fromRow(row: EnderecoRow): Endereco {
  return Object.assign(row, { principal: row.principal === 1 });
}
