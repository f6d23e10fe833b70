import { createHash } from 'node:crypto';
import type { PoolConnection } from 'mysql2';
import { POOLS, read, write } from './rest-floor-database.ts';

export const AQUISICOES = 'aquisicoes';

interface Aquisicao {
  clienteId: string;
  produtoId: string;
  quantidade: number;
  adquiridoEm: string;
  chaveDeIdempotencia: string;
}

const USER = createHash('sha256').update('bench').digest('hex');

/** The day of a purchase, `2026-01-31`. */
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Sao_Paulo' });

/** Records a purchase once for its key, as the graph does: the owners asked, the customer's reference locked. */
export async function recordInventario(body: string): Promise<object> {
  // The load generator sends nothing else.
  const aquisicao = JSON.parse(body) as Aquisicao;
  const key = [USER, 'registrarAquisicao', aquisicao.chaveDeIdempotencia];
  const [earlier, [cliente], [produto]] = await Promise.all([
    read(
      POOLS.inventario,
      'SELECT id_recurso FROM idempotencia WHERE usuario = ? AND mutacao = ? AND chave = ? AND expira_em > NOW(3)',
      key,
    ),
    read<{ id: string; nome: string }>(POOLS.clientes, 'SELECT id, nome FROM cadastro WHERE id = ?', [
      aquisicao.clienteId,
    ]),
    read<{ id: string; nome: string; preco: string; categoria: string; ativo: number }>(
      POOLS.catalogo,
      'SELECT id, nome, preco, categoria, ativo FROM catalogo WHERE id = ?',
      [aquisicao.produtoId],
    ),
  ]);
  if (earlier.length > 0 || !cliente || produto?.ativo !== 1) throw new Error('no such purchase can be made');
  const inventario = await inTransaction((transaction) =>
    insert(transaction, aquisicao, { preco: produto.preco, categoria: produto.categoria }, key),
  );
  return {
    registrarAquisicao: {
      __typename: 'AquisicaoGravada',
      inventario: { ...inventario, cliente, produto: { id: produto.id, nome: produto.nome } },
    },
  };
}

async function insert(
  transaction: PoolConnection,
  { clienteId, produtoId, quantidade, adquiridoEm }: Aquisicao,
  { preco, categoria }: { preco: string; categoria: string },
  key: string[],
): Promise<object | undefined> {
  await write(
    transaction,
    "INSERT INTO referencia (tipo, id, usos) VALUES ('Cliente', ?, 1) ON DUPLICATE KEY UPDATE usos = usos + 1",
    [clienteId],
  );
  const [reference] = await read<{ apagadoEm: Date | null }>(
    transaction,
    "SELECT apagado_em AS apagadoEm FROM referencia WHERE tipo = 'Cliente' AND id = ? FOR UPDATE",
    [clienteId],
  );
  if (reference?.apagadoEm !== null) throw new Error('the customer is gone');
  await write(
    transaction,
    'INSERT INTO idempotencia (usuario, mutacao, chave, impressao, expira_em) VALUES (?, ?, ?, ?, NOW(3) + INTERVAL 24 HOUR)',
    [
      ...key,
      createHash('sha256')
        .update(JSON.stringify([clienteId, produtoId, quantidade]))
        .digest('hex'),
    ],
  );
  const { insertId } = await write(
    transaction,
    'INSERT INTO inventario (id_cliente, id_produto, quantidade, preco_unitario, categoria, adquirido_em, criado_em, atualizado_em) VALUES (?, ?, ?, ?, ?, ?, NOW(3), NOW(3))',
    [clienteId, produtoId, quantidade, preco, categoria, adquiridoEm.replace('T', ' ').replace('Z', '')],
  );
  await write(
    transaction,
    'UPDATE idempotencia SET id_recurso = ? WHERE usuario = ? AND mutacao = ? AND chave = ?',
    [String(insertId), ...key],
  );
  const [row] = await read<object>(
    transaction,
    'SELECT quantidade, preco_unitario AS precoUnitario, quantidade * preco_unitario AS total, adquirido_em AS adquiridoEm FROM inventario WHERE id = ?',
    [String(insertId)],
  );
  await write(
    transaction,
    'INSERT INTO produto_contagem (id_produto, fatia, quantos) VALUES (?, ?, 1) ON DUPLICATE KEY UPDATE quantos = quantos + 1',
    [produtoId, Math.floor(Math.random() * 8)],
  );
  const day = DAY.format(new Date(adquiridoEm));
  const sums: [level: number, from: string, produtoId: string, slices: number][] = [
    [1, day, '0', 16],
    [2, `${day.slice(0, 7)}-01`, produtoId, 8],
    [3, day, produtoId, 8],
  ];
  await write(
    transaction,
    `INSERT INTO aquisicao_soma (nivel, inicio, categoria, id_produto, fatia, aquisicoes, unidades, total)
       VALUES (?, ?, ?, ?, ?, 1, ?, ? * ?), (?, ?, ?, ?, ?, 1, ?, ? * ?), (?, ?, ?, ?, ?, 1, ?, ? * ?)
       ON DUPLICATE KEY UPDATE aquisicoes = aquisicoes + VALUES(aquisicoes), unidades = unidades + VALUES(unidades), total = total + VALUES(total)`,
    sums.flatMap(([level, from, product, slices]) => [
      level,
      from,
      categoria,
      product,
      Math.floor(Math.random() * slices),
      quantidade,
      quantidade,
      preco,
    ]),
  );
  return row;
}

async function inTransaction<Result>(
  work: (transaction: PoolConnection) => Promise<Result>,
): Promise<Result> {
  const connection = await new Promise<PoolConnection>((resolve, reject) => {
    POOLS.inventario.getConnection((error, one) => (error ? reject(error) : resolve(one)));
  });
  const control = connection.promise();
  try {
    await control.beginTransaction();
    const result = await work(connection);
    await control.commit();
    return result;
  } catch (error) {
    await control.rollback();
    throw error;
  } finally {
    connection.release();
  }
}
