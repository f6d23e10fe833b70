import type { Database } from '../../platform/database/database.ts';
import { JoinedReads } from '../../platform/database/reads/joined-reads.ts';
import { perSelectedColumns, selectedColumns } from '../../platform/database/reads/selected-columns.ts';
import type { ReadBounds, ReadingRequest } from '../../platform/database/statements/reading-request.ts';
import { padWithLast, perSize, placeholders } from '../../platform/database/statements/sql-text.ts';
import { toSqlInstant } from '../../platform/database/statements/sql-values.ts';
import type { Statements } from '../../platform/database/statements/statements.ts';
import { type WhereSql, whereSql } from '../../platform/database/statements/where-sql.ts';
import type { Transaction } from '../../platform/database/transactions/transaction.ts';
import type { Handled } from '../../platform/events/event/event.ts';
import type { Keyset } from '../../platform/pagination/keyset.ts';
import { type Page, pageKey } from '../../platform/pagination/page.ts';
import { pageSql } from '../../platform/pagination/page-sql.ts';
import { centavosOf, decimalOf } from './somas/soma.ts';
import { type ResumoDeAquisicoes, type ResumoRow, toSoma } from './somas/soma-store.ts';
import { type ParentLists, readTopPerParent } from './top-per-parent.ts';

/** A row of `inventario`: a purchase. */
export interface Inventario {
  id: string;
  /** Null once the customer has been erased. */
  clienteId: string | null;
  produtoId: string;
  quantidade: number;
  /** Exact, two digits after the point, BRL. */
  precoUnitario: string;
  /** `quantidade` times `precoUnitario`, computed by the server, exact. */
  total: string;
  adquiridoEm: Date;
  versao: number;
}

/** A product that a customer has acquired at least once. */
export interface ProdutoAdquirido {
  clienteId: string;
  id: string;
}

/** A purchase with what only the sums of purchases need of it; see soma.ts. */
export type InventarioComCategoria = Inventario & { categoria: string };

/** What can be corrected of a purchase. */
export type InventarioMutavel = Pick<Inventario, 'quantidade' | 'precoUnitario' | 'adquiridoEm'>;

/** What a new purchase brings. */
export type NovoInventario = InventarioMutavel & {
  clienteId: string;
  produtoId: string;
  /** The product's at this moment. */
  categoria: string;
};

/** A purchase that has just been inserted under this id, as it would be read. */
export function asInserted(id: string, novo: NovoInventario): InventarioComCategoria {
  const { clienteId, produtoId, categoria, quantidade, precoUnitario, adquiridoEm } = novo;
  const total = decimalOf(BigInt(quantidade) * centavosOf(precoUnitario));
  return { id, clienteId, produtoId, categoria, quantidade, precoUnitario, total, adquiridoEm, versao: 1 };
}

/** Conditions on purchases; all that are given hold. */
export interface AquisicaoConditions {
  de: Date | null;
  ate: Date | null;
  clienteId: string | null;
  produtoId: string | null;
}

/** A customer may have more purchases than a statement may take time for. */
const UNLINKED_AT_ONCE = 1_000;

/** The two sides from which purchases are listed. */
export type ListedBy = 'cliente' | 'produto';

/** All SQL on `inventario`. What is found for an operation has what the operation selects, and need not have more. */
export interface InventarioStore {
  findByIds(ids: readonly string[], request: ReadingRequest): Promise<Inventario[]>;
  /** For each parent the purchases of its page, with one more where the list goes on; parents in any order. */
  findPages(
    list: { side: ListedBy; page: Page },
    parentIds: readonly string[],
    request: ReadingRequest,
  ): Promise<Inventario[]>;
  /** The rows of a page of the purchases of everybody, with one more when the list goes on. */
  findPage(
    conditions: AquisicaoConditions,
    list: { keyset: Keyset<Inventario>; page: Page },
    request: ReadingRequest,
  ): Promise<Inventario[]>;
  /** The number of purchases of each customer; those of a product are in contagem-store.ts. */
  countByClienteIds(
    clienteIds: readonly string[],
    request: ReadingRequest,
  ): Promise<{ id: string; count: string }[]>;
  /** Each customer's purchases in numbers, from the customer's own entries of an index; one without any is missing. */
  summarize(clienteIds: readonly string[], request: ReadBounds): Promise<ResumoDeAquisicoes[]>;
  /** For each customer the distinct products of its page, with one more where the list goes on. */
  findProdutoPages(
    clienteIds: readonly string[],
    page: Page,
    request: ReadingRequest,
  ): Promise<ProdutoAdquirido[]>;
  countProdutos(
    clienteIds: readonly string[],
    request: ReadingRequest,
  ): Promise<{ id: string; count: string }[]>;
  /** One purchase as a transaction sees it. */
  find(statements: Statements, id: string): Promise<InventarioComCategoria | null>;
  /** The row, locked until the transaction ends. */
  lock(transaction: Transaction, id: string): Promise<InventarioComCategoria | null>;
  /** Gives the new id. */
  insert(transaction: Transaction, inventario: NovoInventario): Promise<string>;
  /** Writes a locked row's new values as its next version. */
  update(transaction: Transaction, id: string, inventario: InventarioMutavel): Promise<void>;
  delete(transaction: Transaction, id: string): Promise<void>;
  /** Takes the customer out of the customer's purchases, so many at a time; each row that changes has a new version. */
  unlinkCliente(transaction: Transaction, clienteId: string): Promise<Handled>;
}

/** Purchases from the newest on. */
export const INVENTARIO_RECENTE: Keyset<Inventario> = {
  list: 'inventario',
  columns: [
    {
      column: 'adquirido_em',
      direction: 'desc',
      value: (inventario) => toSqlInstant(inventario.adquiridoEm),
      compare: (a, b) => a.adquiridoEm.getTime() - b.adquiridoEm.getTime(),
    },
    {
      column: 'id',
      direction: 'desc',
      value: (inventario) => inventario.id,
      compare: (a, b) => Number(BigInt(a.id) - BigInt(b.id)),
    },
  ],
};

/** Products that were acquired, in the order of their ids. */
export const PRODUTOS_ADQUIRIDOS: Keyset<ProdutoAdquirido> = {
  list: 'produtosAdquiridos',
  columns: [
    {
      column: 'id_produto',
      direction: 'asc',
      value: (produto) => produto.id,
      compare: (a, b) => Number(BigInt(a.id) - BigInt(b.id)),
    },
  ],
};

const columnsFor = selectedColumns<Inventario>({
  type: 'Inventario',
  columns: {
    id: 'id',
    clienteId: 'id_cliente AS clienteId',
    produtoId: 'id_produto AS produtoId',
    quantidade: 'quantidade',
    precoUnitario: 'preco_unitario AS precoUnitario',
    total: 'quantidade * preco_unitario AS total',
    adquiridoEm: 'adquirido_em AS adquiridoEm',
    versao: 'versao',
  },
  fields: { cliente: ['clienteId'], produto: ['produtoId'], nodeId: ['id'] },
  always: ['id', 'clienteId', 'produtoId', 'adquiridoEm'],
});
const ALL = columnsFor(null);

/** Pages of more rows are read for one request at a time. */
const MAX_JOINED_PAGE = 20;

const PARENT: Record<ListedBy, Pick<ParentLists<Inventario>, 'parentColumn' | 'parentOf'>> = {
  cliente: { parentColumn: 'id_cliente', parentOf: ({ clienteId }) => clienteId },
  produto: { parentColumn: 'id_produto', parentOf: ({ produtoId }) => produtoId },
};

const SELECT_BY_IDS = perSelectedColumns<Inventario, (size: number) => string>((columns) =>
  perSize((size) => `SELECT ${columns} FROM inventario WHERE id IN (${placeholders(size)})`),
);

const COUNT_BY_CLIENTE_IDS = perSize((size) => countSql('*', size));

const COUNT_PRODUTOS = perSize((size) => countSql('DISTINCT id_produto', size));

// The lists are read from indexes alone, which have no category: it is no column that an operation can ask for.
const SELECT_WHOLE = `SELECT ${ALL.sql}, categoria FROM inventario WHERE id = ?`;

const SUMMARIES = perSize(
  (size) =>
    `SELECT id_cliente AS id, COUNT(*) AS aquisicoes, SUM(quantidade) AS quantidade, SUM(quantidade * preco_unitario) AS total, MIN(adquirido_em) AS primeiraAquisicao, MAX(adquirido_em) AS ultimaAquisicao FROM inventario WHERE id_cliente IN (${placeholders(size)}) GROUP BY id_cliente`,
);

function countSql(what: string, size: number): string {
  return `SELECT id_cliente AS id, COUNT(${what}) AS count FROM inventario WHERE id_cliente IN (${placeholders(size)}) GROUP BY id_cliente`;
}

/** The store of purchases on their schema. */
export function inventarioStore(database: Database): InventarioStore {
  const byId = new JoinedReads<Inventario>(database, ({ id }) => id);
  const pages = {
    // What is found by its customer has one.
    cliente: new JoinedReads<Inventario>(database, ({ clienteId }) => clienteId ?? ''),
    produto: new JoinedReads<Inventario>(database, ({ produtoId }) => produtoId),
  };
  const counts = new JoinedReads<{ id: string; count: string }>(database, ({ id }) => id);
  return {
    findByIds(ids, request) {
      const columns = columnsFor(request.selected);
      const read = (keys: readonly string[], bounds: ReadBounds) => {
        const padded = padWithLast(keys);
        return database.read<Inventario>(SELECT_BY_IDS(columns)(padded.length), padded, bounds);
      };
      return byId.read({ alike: columns.sql, keys: ids, request, read });
    },

    findPages({ side, page }, parentIds, request) {
      const { sql } = columnsFor(request.selected);
      const read = (ids: readonly string[], bounds: ReadBounds) =>
        readTopPerParent<Inventario>(database, `SELECT ${sql}`, {
          keyset: INVENTARIO_RECENTE,
          page,
          ...PARENT[side],
          parentIds: ids,
          request: bounds,
        });
      if (page.limit > MAX_JOINED_PAGE) return read(parentIds, request);
      return pages[side].read({ alike: `${sql} ${pageKey(page)}`, keys: parentIds, request, read });
    },

    findPage(conditions, { keyset, page }, request) {
      const where = conditionsOf(conditions);
      const { rest, params } = pageSql(keyset, page);
      return database.read(
        `SELECT ${columnsFor(request.selected).sql} FROM inventario${indexFor(conditions)} WHERE ${where.sql}${rest}`,
        [...where.params, ...params],
        request,
      );
    },

    countByClienteIds(clienteIds, request) {
      const read = (ids: readonly string[], bounds: ReadBounds) => {
        const keys = padWithLast(ids);
        return database.read<{ id: string; count: string }>(COUNT_BY_CLIENTE_IDS(keys.length), keys, bounds);
      };
      return counts.read({ alike: '', keys: clienteIds, request, read });
    },

    async summarize(clienteIds, request) {
      const keys = padWithLast(clienteIds);
      const rows = await database.read<ResumoRow>(SUMMARIES(keys.length), keys, request);
      return rows.map((row) => ({ ...row, ...toSoma(row) }));
    },

    findProdutoPages(clienteIds, page, request) {
      return readTopPerParent(database, 'SELECT DISTINCT id_cliente AS clienteId, id_produto AS id', {
        keyset: PRODUTOS_ADQUIRIDOS,
        page,
        parentColumn: 'id_cliente',
        parentIds: clienteIds,
        parentOf: ({ clienteId }) => clienteId,
        request,
      });
    },

    countProdutos(clienteIds, request) {
      const keys = padWithLast(clienteIds);
      return database.read(COUNT_PRODUTOS(keys.length), keys, request);
    },

    async find(statements, id) {
      const [inventario] = await statements.read<InventarioComCategoria>(SELECT_WHOLE, [id]);
      return inventario ?? null;
    },

    async lock(transaction, id) {
      const [inventario] = await transaction.read<InventarioComCategoria>(`${SELECT_WHOLE} FOR UPDATE`, [id]);
      return inventario ?? null;
    },

    async insert(transaction, { clienteId, produtoId, categoria, quantidade, precoUnitario, adquiridoEm }) {
      const { insertId } = await transaction.write(
        'INSERT INTO inventario (id_cliente, id_produto, categoria, quantidade, preco_unitario, adquirido_em, criado_em, atualizado_em) VALUES (?, ?, ?, ?, ?, ?, NOW(3), NOW(3))',
        [clienteId, produtoId, categoria, quantidade, precoUnitario, toSqlInstant(adquiridoEm)],
      );
      return insertId;
    },

    async update(transaction, id, { quantidade, precoUnitario, adquiridoEm }) {
      await transaction.write(
        'UPDATE inventario SET quantidade = ?, preco_unitario = ?, adquirido_em = ?, atualizado_em = NOW(3), versao = versao + 1 WHERE id = ?',
        [quantidade, precoUnitario, toSqlInstant(adquiridoEm), id],
      );
    },

    async delete(transaction, id) {
      await transaction.write('DELETE FROM inventario WHERE id = ?', [id]);
    },

    async unlinkCliente(transaction, clienteId) {
      const { affectedRows } = await transaction.write(
        `UPDATE inventario SET id_cliente = NULL, atualizado_em = NOW(3), versao = versao + 1 WHERE id_cliente = ? LIMIT ${UNLINKED_AT_ONCE}`,
        [clienteId],
      );
      return affectedRows < UNLINKED_AT_ONCE ? 'whole' : 'in part';
    },
  };
}

/**
 * Names the index of everybody's purchases: MySQL would take a customer's, which has all columns, and then walk this one from its
 * beginning to where the page is.
 */
function indexFor({ clienteId, produtoId }: AquisicaoConditions): string {
  return clienteId === null && produtoId === null ? ' FORCE INDEX (inventario_recente)' : '';
}

function conditionsOf({ de, ate, clienteId, produtoId }: AquisicaoConditions): WhereSql {
  return whereSql([
    ['id_cliente = ?', clienteId],
    ['id_produto = ?', produtoId],
    ['adquirido_em >= ?', de && toSqlInstant(de)],
    ['adquirido_em < ?', ate && toSqlInstant(ate)],
  ]);
}
