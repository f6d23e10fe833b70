import type { Database } from '../../platform/database/database.ts';
import type { ReadingRequest } from '../../platform/database/reading-request.ts';
import { columnSets, perColumnSet } from '../../platform/database/selected-columns.ts';
import { padWithLast, perSize, placeholders } from '../../platform/database/sql-text.ts';
import type { Statements } from '../../platform/database/statements.ts';
import type { Transaction } from '../../platform/database/transaction.ts';
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

/** All SQL on `endereco`. What is found for an operation has what the operation selects, and need not have more. */
export interface EnderecoStore {
  findByIds(ids: readonly string[], request: ReadingRequest): Promise<Endereco[]>;
  /** All addresses of these customers, each customer's principal one first. */
  findByClienteIds(clienteIds: readonly string[], request: ReadingRequest): Promise<Endereco[]>;
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

const columnsFor = columnSets<Endereco>({
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
  fields: { cliente: ['clienteId'] },
  always: ['id', 'clienteId', 'principal'],
});
const ALL = columnsFor(null);

const SELECT_BY_IDS = perColumnSet<Endereco, (size: number) => string>((columns) =>
  perSize((size) => `SELECT ${columns} FROM endereco WHERE id IN (${placeholders(size)})`),
);
const SELECT_FOR_UPDATE = `SELECT ${ALL.sql} FROM endereco WHERE id = ? FOR UPDATE`;
const SELECT_BY_CLIENTE_IDS = perColumnSet<Endereco, (size: number) => string>((columns) =>
  perSize(
    (size) =>
      `SELECT ${columns} FROM endereco WHERE id_cliente IN (${placeholders(size)}) ORDER BY id_cliente, principal DESC, id`,
  ),
);

/** The store of addresses on their schema. */
export function enderecoStore(database: Database): EnderecoStore {
  return {
    async findByIds(ids, request) {
      const keys = padWithLast(ids);
      const sql = SELECT_BY_IDS(columnsFor(request.selected))(keys.length);
      return (await database.read<EnderecoRow>(sql, keys, request)).map(fromRow);
    },

    async findByClienteIds(clienteIds, request) {
      const keys = padWithLast(clienteIds);
      const sql = SELECT_BY_CLIENTE_IDS(columnsFor(request.selected))(keys.length);
      return (await database.read<EnderecoRow>(sql, keys, request)).map(fromRow);
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

function mutableValues(endereco: EnderecoMutavel): (string | null)[] {
  const { tipo, logradouro, numero, complemento, bairro, cidade, uf, cep } = endereco;
  return [tipo, logradouro, numero, complemento, bairro, cidade, uf, cep];
}

function fromRow(row: EnderecoRow): Endereco {
  return Object.assign(row, { principal: row.principal === 1 });
}
