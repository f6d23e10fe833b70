import { marks, POOLS, read } from './rest-floor-database.ts';

interface Cliente {
  id: string;
  nome: string;
  email: string;
}

interface Endereco {
  clienteId: string;
  cep: string;
  principal: number | boolean;
}

interface Aquisicao {
  clienteId: string;
  produtoId: string;
  quantidade: number;
  precoUnitario: string;
  total: string;
  adquiridoEm: Date;
}

interface Produto {
  id: string;
  sku: string;
  nome: string;
  preco: string;
}

const SELECT_AQUISICOES =
  'SELECT id_cliente AS clienteId, id_produto AS produtoId, quantidade, preco_unitario AS precoUnitario, quantidade * preco_unitario AS total, adquirido_em AS adquiridoEm';

/** One customer whole. */
export async function customer(id: string): Promise<object | null> {
  const clientes = await read<Cliente>(POOLS.clientes, 'SELECT id, nome, email FROM cadastro WHERE id = ?', [
    id,
  ]);
  return (await whole(clientes))[0] ?? null;
}

/** The 20 customers registered last before an instant, whole. */
export async function customers(registeredBefore: string): Promise<object[]> {
  const clientes = await read<Cliente>(
    POOLS.clientes,
    'SELECT id, nome, email FROM cadastro WHERE criado_em < ? ORDER BY criado_em DESC, id DESC LIMIT 20',
    [registeredBefore.replace('T', ' ').replace('Z', '')],
  );
  return await whole(clientes);
}

async function whole(clientes: readonly Cliente[]): Promise<object[]> {
  const ids = clientes.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [enderecos, aquisicoes, counts] = await Promise.all([
    read<Endereco>(
      POOLS.enderecos,
      `SELECT id_cliente AS clienteId, tipo, logradouro, numero, bairro, cidade, uf, cep, principal FROM endereco WHERE id_cliente IN (${marks(ids.length)}) ORDER BY id_cliente, principal DESC, id`,
      ids,
    ),
    read<Aquisicao>(POOLS.inventario, latestInventario(ids.length), ids),
    read<{ id: string; quantos: string }>(
      POOLS.inventario,
      `SELECT id_cliente AS id, COUNT(*) AS quantos FROM inventario WHERE id_cliente IN (${marks(ids.length)}) GROUP BY id_cliente`,
      ids,
    ),
  ]);
  const produtos = await productsById([...new Set(aquisicoes.map(({ produtoId }) => produtoId))]);
  const nodes = grouped(aquisicoes);
  const homes = grouped(enderecos);
  const totals = new Map(counts.map(({ id, quantos }) => [id, Number(quantos)]));
  return clientes.map(({ id, nome, email }) => ({
    id,
    nome,
    email,
    enderecos: (homes.get(id) ?? []).map(({ clienteId: _clienteId, cep, principal, ...endereco }) => ({
      ...endereco,
      cep: `${cep.slice(0, 5)}-${cep.slice(5)}`,
      principal: principal === 1,
    })),
    inventario: {
      totalCount: totals.get(id) ?? 0,
      nodes: (nodes.get(id) ?? []).map(({ quantidade, precoUnitario, total, adquiridoEm, produtoId }) => ({
        quantidade,
        precoUnitario,
        total,
        adquiridoEm,
        produto: produtos.get(produtoId) ?? null,
      })),
    },
  }));
}

/** The 5 latest purchases of each of some customers, all from one index. */
function latestInventario(clientes: number): string {
  const latest = `(${SELECT_AQUISICOES} FROM inventario WHERE id_cliente = ? ORDER BY adquirido_em DESC, id DESC LIMIT 5)`;
  return new Array<string>(clientes).fill(latest).join(' UNION ALL ');
}

async function productsById(ids: string[]): Promise<Map<string, object>> {
  if (ids.length === 0) return new Map();
  // Padded, so that the prepared statements stay few.
  const padded = [...ids];
  for (let size = 8; padded.length % size !== 0; ) padded.push(ids[0] ?? '');
  const rows = await read<Produto>(
    POOLS.catalogo,
    `SELECT id, sku, nome, preco FROM catalogo WHERE id IN (${marks(padded.length)})`,
    padded,
  );
  return new Map(rows.map(({ id, sku, nome, preco }) => [id, { sku, nome, preco }]));
}

/** A product with the buyers of its 20 latest purchases. */
export async function buyers(id: string): Promise<object | null> {
  const [[produto], aquisicoes, [count]] = await Promise.all([
    read<{ id: string; nome: string }>(POOLS.catalogo, 'SELECT id, nome FROM catalogo WHERE id = ?', [id]),
    read<Aquisicao>(
      POOLS.inventario,
      `${SELECT_AQUISICOES} FROM inventario WHERE id_produto = ? ORDER BY adquirido_em DESC, id DESC LIMIT 20`,
      [id],
    ),
    read<{ quantos: string | null }>(
      POOLS.inventario,
      'SELECT SUM(quantos) AS quantos FROM produto_contagem WHERE id_produto = ?',
      [id],
    ),
  ]);
  if (!produto) return null;
  const ids = aquisicoes.map(({ clienteId }) => clienteId);
  const padded = [...ids];
  while (padded.length < 20) padded.push(ids[0] ?? '0');
  const clientes = await read<Cliente>(
    POOLS.clientes,
    `SELECT id, nome, email FROM cadastro WHERE id IN (${marks(padded.length)})`,
    padded,
  );
  const byId = new Map(clientes.map((cliente) => [cliente.id, cliente]));
  return {
    ...produto,
    inventario: {
      totalCount: Number(count?.quantos ?? 0),
      nodes: aquisicoes.map(({ quantidade, adquiridoEm, clienteId }) => ({
        quantidade,
        adquiridoEm,
        cliente: byId.get(clienteId) ?? null,
      })),
    },
  };
}

/** A page of 100 products from a price up. */
export async function products(precoMin: string): Promise<object> {
  const rows = await read<Produto & { ativo: number }>(
    POOLS.catalogo,
    'SELECT id, sku, nome, categoria, preco, ativo, criado_em AS criadoEm FROM catalogo WHERE preco >= CAST(? AS DECIMAL(14, 2)) ORDER BY preco, id LIMIT 101',
    [precoMin],
  );
  return {
    nodes: rows.slice(0, 100).map((row) => ({ ...row, ativo: row.ativo === 1 })),
    pageInfo: { hasNextPage: rows.length > 100 },
  };
}

function grouped<Row extends { clienteId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.clienteId);
    if (group) group.push(row);
    else groups.set(row.clienteId, [row]);
  }
  return groups;
}
