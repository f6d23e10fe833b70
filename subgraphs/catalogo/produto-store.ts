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

/** A row of `catalogo`. */
export interface Produto {
  id: string;
  sku: string;
  nome: string;
  descricao: string | null;
  categoria: string;
  /** Exact, two digits after the point, BRL. */
  preco: string;
  ativo: boolean;
  criadoEm: Date;
  atualizadoEm: Date;
  versao: number;
}

/** Conditions on products; all that are given hold. */
export interface ProdutoConditions {
  /** A full-text boolean query over name and description. */
  fullText?: string | undefined;
  /** As it is written, case and accents included. */
  categoria?: string | undefined;
  precoMin?: string | undefined;
  precoMax?: string | undefined;
  ativo?: boolean | undefined;
}

/** What can change of a product. */
export type ProdutoMutavel = Pick<Produto, 'nome' | 'descricao' | 'categoria' | 'preco' | 'ativo'>;

/** What a new product brings; it is on sale. */
export type NovoProduto = Omit<ProdutoMutavel, 'ativo'> & Pick<Produto, 'sku'>;

/** All SQL on `catalogo`. What is found for an operation has what the operation selects, and need not have more. */
export interface ProdutoStore {
  findByIds(ids: readonly string[], request: ReadingRequest): Promise<Produto[]>;
  findBySku(sku: string, request: ReadingRequest): Promise<Produto | null>;
  /** The rows of a page, with one more when the list goes on. */
  findPage(
    conditions: ProdutoConditions,
    list: { keyset: Keyset<Produto>; page: Page },
    request: ReadingRequest,
  ): Promise<Produto[]>;
  count(conditions: ProdutoConditions, request: ReadingRequest): Promise<number>;
  /** The row, locked until the transaction ends. */
  lock(transaction: Transaction, id: string): Promise<Produto | null>;
  /** Gives the new id. Throws the server's duplicate error for a SKU that another has. */
  insert(transaction: Transaction, produto: NovoProduto): Promise<string>;
  /** Writes a locked row's new values as its next version. */
  update(transaction: Transaction, id: string, produto: ProdutoMutavel): Promise<void>;
  /** One product as a transaction sees it. */
  find(statements: Statements, id: string): Promise<Produto | null>;
}

/** The unique key, as the server names it. */
export const SKU_KEY = 'catalogo_sku';

/** Without the cast the servers would compare a DECIMAL column with a string as floating point. */
const DECIMAL_PARAM = 'CAST(? AS DECIMAL(14, 2))';

/** Products from A to Z. */
export const PRODUTOS_POR_NOME: Keyset<Produto> = {
  list: 'produtos:NOME',
  columns: [
    { column: 'nome', direction: 'asc', value: (produto) => produto.nome },
    { column: 'id', direction: 'asc', value: (produto) => produto.id },
  ],
};

/** Products from the cheapest on. */
export const PRODUTOS_POR_PRECO: Keyset<Produto> = {
  list: 'produtos:PRECO',
  columns: [
    { column: 'preco', direction: 'asc', placeholder: DECIMAL_PARAM, value: (produto) => produto.preco },
    { column: 'id', direction: 'asc', value: (produto) => produto.id },
  ],
};

/** Products from the newest on. */
export const PRODUTOS_RECENTES: Keyset<Produto> = {
  list: 'produtos:RECENTE',
  columns: [
    { column: 'criado_em', direction: 'desc', value: (produto) => toSqlInstant(produto.criadoEm) },
    { column: 'id', direction: 'desc', value: (produto) => produto.id },
  ],
};

interface ProdutoRow extends Omit<Produto, 'ativo'> {
  ativo: number;
}

const ROW: RowColumns<Produto> = {
  type: 'Produto',
  columns: {
    id: 'id',
    sku: 'sku',
    nome: 'nome',
    descricao: 'descricao',
    categoria: 'categoria',
    preco: 'preco',
    ativo: 'ativo',
    criadoEm: 'criado_em AS criadoEm',
    atualizadoEm: 'atualizado_em AS atualizadoEm',
    versao: 'versao',
  },
  fields: { nodeId: ['id'] },
  always: ['id'],
};
const columnsFor = selectedColumns(ROW);
/** Cursors are made of what a list is ordered by. */
const pageColumnsFor = selectedColumns<Produto>({ ...ROW, always: ['id', 'nome', 'preco', 'criadoEm'] });
const ALL = columnsFor(null);

const SELECT_BY_IDS = perSelectedColumns<Produto, (size: number) => string>((columns) =>
  perSize((size) => `SELECT ${columns} FROM catalogo WHERE id IN (${placeholders(size)})`),
);
const SELECT_FOR_UPDATE = `SELECT ${ALL.sql} FROM catalogo WHERE id = ? FOR UPDATE`;

/** The store of products on the catalogue's schema. */
export function produtoStore(database: Database): ProdutoStore {
  const searches = searchesOn(database);
  const byId = new JoinedReads<Produto>(database, ({ id }) => id);
  const readerFor = ({ fullText }: ProdutoConditions) => (fullText === undefined ? database : searches);
  return {
    findByIds(ids, request) {
      const columns = columnsFor(request.selected);
      const read = async (keys: readonly string[], bounds: ReadBounds) => {
        const padded = padWithLast(keys);
        const rows = await database.read<ProdutoRow>(SELECT_BY_IDS(columns)(padded.length), padded, bounds);
        return rows.map(fromRow);
      };
      return byId.read({ alike: columns.sql, keys: ids, request, read });
    },

    async findBySku(sku, request) {
      const [row] = await database.read<ProdutoRow>(
        `SELECT ${columnsFor(request.selected).sql} FROM catalogo WHERE sku = ?`,
        [sku],
        request,
      );
      return row ? fromRow(row) : null;
    },

    async findPage(conditions, { keyset, page }, request) {
      const where = conditionsOf(conditions);
      const { rest, params } = pageSql(keyset, page);
      const rows = await readerFor(conditions).read<ProdutoRow>(
        `SELECT ${pageColumnsFor(request.selected).sql} FROM catalogo WHERE ${where.sql}${rest}`,
        [...where.params, ...params],
        request,
      );
      return rows.map(fromRow);
    },

    async count(conditions, request) {
      const where = conditionsOf(conditions);
      const [row] = await readerFor(conditions).read<{ quantos: string }>(
        `SELECT COUNT(*) AS quantos FROM catalogo WHERE ${where.sql}`,
        where.params,
        request,
      );
      return Number(row?.quantos);
    },

    async lock(transaction, id) {
      const [row] = await transaction.read<ProdutoRow>(SELECT_FOR_UPDATE, [id]);
      return row ? fromRow(row) : null;
    },

    async insert(transaction, { sku, nome, descricao, categoria, preco }) {
      const { insertId } = await transaction.write(
        'INSERT INTO catalogo (sku, nome, descricao, categoria, preco, criado_em, atualizado_em) VALUES (?, ?, ?, ?, ?, NOW(3), NOW(3))',
        [sku, nome, descricao, categoria, preco],
      );
      return insertId;
    },

    async update(transaction, id, { nome, descricao, categoria, preco, ativo }) {
      await transaction.write(
        'UPDATE catalogo SET nome = ?, descricao = ?, categoria = ?, preco = ?, ativo = ?, atualizado_em = NOW(3), versao = versao + 1 WHERE id = ?',
        [nome, descricao, categoria, preco, ativo ? 1 : 0, id],
      );
    },

    async find(statements, id) {
      const [row] = await statements.read<ProdutoRow>(SELECT_BY_IDS(ALL)(1), [id]);
      return row ? fromRow(row) : null;
    },
  };
}

function conditionsOf(conditions: ProdutoConditions): WhereSql {
  return whereSql([
    ['MATCH (nome, descricao) AGAINST (? IN BOOLEAN MODE)', conditions.fullText],
    // The first finds in the index what is equal without case and accents; of that only what is written alike counts.
    ['categoria = ?', conditions.categoria],
    ['categoria COLLATE utf8mb4_bin = ?', conditions.categoria],
    [`preco >= ${DECIMAL_PARAM}`, conditions.precoMin],
    [`preco <= ${DECIMAL_PARAM}`, conditions.precoMax],
    ['ativo = ?', conditions.ativo === undefined ? undefined : Number(conditions.ativo)],
  ]);
}

function fromRow(row: ProdutoRow): Produto {
  return Object.assign(row, { ativo: row.ativo === 1 });
}
