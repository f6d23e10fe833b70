import type { Database } from '../../platform/database/database.ts';
import { JoinedReads } from '../../platform/database/reads/joined-reads.ts';
import { searchesOn } from '../../platform/database/reads/searches.ts';
import {
  perSelectedColumns,
  type RowColumns,
  selectedColumns,
} from '../../platform/database/reads/selected-columns.ts';
import type { ReadBounds, ReadingRequest } from '../../platform/database/statements/reading-request.ts';
import { padWithLast, perSize, placeholders } from '../../platform/database/statements/sql-text.ts';
import { toSqlInstant } from '../../platform/database/statements/sql-values.ts';
import type { Statements } from '../../platform/database/statements/statements.ts';
import { type WhereSql, whereSql } from '../../platform/database/statements/where-sql.ts';
import type { Transaction } from '../../platform/database/transactions/transaction.ts';
import type { Keyset } from '../../platform/pagination/keyset.ts';
import type { Page } from '../../platform/pagination/page.ts';
import { pageSql } from '../../platform/pagination/page-sql.ts';

/** A row of `cadastro`. */
export interface Cliente {
  id: string;
  nome: string;
  email: string;
  /** 11 digits. */
  cpf: string;
  /** E.164. */
  telefone: string | null;
  /** `YYYY-MM-DD` */
  dataNascimento: string | null;
  criadoEm: Date;
  atualizadoEm: Date;
  versao: number;
}

/** Conditions on customers; all that are given hold. */
export interface ClienteConditions {
  /** A full-text boolean query over the name. */
  fullText?: string | undefined;
  criadoDe?: Date | undefined;
  criadoAte?: Date | undefined;
}

/** What a new customer brings. */
export type NovoCliente = Pick<Cliente, 'nome' | 'email' | 'cpf' | 'telefone' | 'dataNascimento'>;

/** What can change of a customer. */
export type ClienteMutavel = Omit<NovoCliente, 'cpf'>;

/** All SQL on `cadastro`. What is found for an operation has what the operation selects, and need not have more. */
export interface ClienteStore {
  findByIds(ids: readonly string[], request: ReadingRequest): Promise<Cliente[]>;
  findByCpf(cpf: string, request: ReadingRequest): Promise<Cliente | null>;
  findByEmail(email: string, request: ReadingRequest): Promise<Cliente | null>;
  /** The rows of a page, with one more when the list goes on. */
  findPage(
    conditions: ClienteConditions,
    list: { keyset: Keyset<Cliente>; page: Page },
    request: ReadingRequest,
  ): Promise<Cliente[]>;
  count(conditions: ClienteConditions, request: ReadingRequest): Promise<number>;
  /** The row, locked until the transaction ends. */
  lock(transaction: Transaction, id: string): Promise<Cliente | null>;
  /** Gives the new id. Throws the server's duplicate error for a CPF or e-mail that another has. */
  insert(transaction: Transaction, cliente: NovoCliente): Promise<string>;
  /** Writes a locked row's new values as its next version. */
  update(transaction: Transaction, id: string, cliente: ClienteMutavel): Promise<void>;
  delete(transaction: Transaction, id: string): Promise<void>;
  /** One customer as a transaction sees it. */
  find(statements: Statements, id: string): Promise<Cliente | null>;
}

/** The unique keys, as the server names them. */
export const CPF_KEY = 'cadastro_cpf';
export const EMAIL_KEY = 'cadastro_email';

/** Customers from A to Z. */
export const CLIENTES_POR_NOME: Keyset<Cliente> = {
  list: 'clientes:NOME',
  columns: [
    { column: 'nome', direction: 'asc', value: (cliente) => cliente.nome },
    { column: 'id', direction: 'asc', value: (cliente) => cliente.id },
  ],
};

/** Customers from the newest on. */
export const CLIENTES_RECENTES: Keyset<Cliente> = {
  list: 'clientes:RECENTE',
  columns: [
    { column: 'criado_em', direction: 'desc', value: (cliente) => toSqlInstant(cliente.criadoEm) },
    { column: 'id', direction: 'desc', value: (cliente) => cliente.id },
  ],
};

const ROW: RowColumns<Cliente> = {
  type: 'Cliente',
  columns: {
    id: 'id',
    nome: 'nome',
    email: 'email',
    cpf: 'cpf',
    telefone: 'telefone',
    dataNascimento: 'data_nascimento AS dataNascimento',
    criadoEm: 'criado_em AS criadoEm',
    atualizadoEm: 'atualizado_em AS atualizadoEm',
    versao: 'versao',
  },
  fields: { idade: ['dataNascimento'], nodeId: ['id'] },
  always: ['id'],
};
const columnsFor = selectedColumns(ROW);
/** Cursors are made of what a list is ordered by. */
const pageColumnsFor = selectedColumns<Cliente>({ ...ROW, always: ['id', 'nome', 'criadoEm'] });
const ALL = columnsFor(null);

const SELECT_BY_IDS = perSelectedColumns<Cliente, (size: number) => string>((columns) =>
  perSize((size) => `SELECT ${columns} FROM cadastro WHERE id IN (${placeholders(size)})`),
);
const SELECT_FOR_UPDATE = `SELECT ${ALL.sql} FROM cadastro WHERE id = ? FOR UPDATE`;

/** The store of customers on their schema. */
export function clienteStore(database: Database): ClienteStore {
  const searches = searchesOn(database);
  const byId = new JoinedReads<Cliente>(database, ({ id }) => id);
  const readerFor = ({ fullText }: ClienteConditions) => (fullText === undefined ? database : searches);
  return {
    findByIds(ids, request) {
      const columns = columnsFor(request.selected);
      const read = (keys: readonly string[], bounds: ReadBounds) => {
        const padded = padWithLast(keys);
        return database.read<Cliente>(SELECT_BY_IDS(columns)(padded.length), padded, bounds);
      };
      return byId.read({ alike: columns.sql, keys: ids, request, read });
    },

    async findByCpf(cpf, request) {
      const [cliente] = await database.read<Cliente>(
        `SELECT ${columnsFor(request.selected).sql} FROM cadastro WHERE cpf = ?`,
        [cpf],
        request,
      );
      return cliente ?? null;
    },

    async findByEmail(email, request) {
      const [cliente] = await database.read<Cliente>(
        `SELECT ${columnsFor(request.selected).sql} FROM cadastro WHERE email = ?`,
        [email],
        request,
      );
      return cliente ?? null;
    },

    findPage(conditions, { keyset, page }, request) {
      const where = conditionsOf(conditions);
      const { rest, params } = pageSql(keyset, page);
      return readerFor(conditions).read(
        `SELECT ${pageColumnsFor(request.selected).sql} FROM cadastro WHERE ${where.sql}${rest}`,
        [...where.params, ...params],
        request,
      );
    },

    async count(conditions, request) {
      const where = conditionsOf(conditions);
      const [row] = await readerFor(conditions).read<{ quantos: string }>(
        `SELECT COUNT(*) AS quantos FROM cadastro WHERE ${where.sql}`,
        where.params,
        request,
      );
      return Number(row?.quantos);
    },

    async lock(transaction, id) {
      const [cliente] = await transaction.read<Cliente>(SELECT_FOR_UPDATE, [id]);
      return cliente ?? null;
    },

    async insert(transaction, { nome, email, cpf, telefone, dataNascimento }) {
      const { insertId } = await transaction.write(
        'INSERT INTO cadastro (nome, email, cpf, telefone, data_nascimento, criado_em, atualizado_em) VALUES (?, ?, ?, ?, ?, NOW(3), NOW(3))',
        [nome, email, cpf, telefone, dataNascimento],
      );
      return insertId;
    },

    async update(transaction, id, { nome, email, telefone, dataNascimento }) {
      await transaction.write(
        'UPDATE cadastro SET nome = ?, email = ?, telefone = ?, data_nascimento = ?, atualizado_em = NOW(3), versao = versao + 1 WHERE id = ?',
        [nome, email, telefone, dataNascimento, id],
      );
    },

    async delete(transaction, id) {
      await transaction.write('DELETE FROM cadastro WHERE id = ?', [id]);
    },

    async find(statements, id) {
      const [cliente] = await statements.read<Cliente>(SELECT_BY_IDS(ALL)(1), [id]);
      return cliente ?? null;
    },
  };
}

function conditionsOf({ fullText, criadoDe, criadoAte }: ClienteConditions): WhereSql {
  return whereSql([
    ['MATCH (nome) AGAINST (? IN BOOLEAN MODE)', fullText],
    ['criado_em >= ?', criadoDe && toSqlInstant(criadoDe)],
    ['criado_em < ?', criadoAte && toSqlInstant(criadoAte)],
  ]);
}
