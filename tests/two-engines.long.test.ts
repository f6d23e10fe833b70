import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import type { MysqlServer } from '../dev/mysql/mysql-server.ts';
import { startPrivateServer } from '../dev/mysql/private/private-server.ts';
import { presentMysql, provideMysql } from '../dev/mysql/provide-mysql.ts';
import { openDatabase } from '../platform/database/database.ts';
import { readBacklog } from '../platform/events/inspection/backlog.ts';
import { listUndelivered } from '../platform/events/inspection/outbox-inspection.ts';
import { findDue, publish, takeDue } from '../platform/events/outbox/outbox.ts';
import { lockReference } from '../platform/writes/reference-guard.ts';
import { cpfOf } from '../subgraphs/clientes/fixtures.ts';
import { type ResultTypes, recordResultTypes } from './support/executions/result-types.ts';
import { mutate, novoCliente, novoEndereco } from './support/networks/mutations.ts';
import { startTestNetwork, type TestNetwork } from './support/networks/test-network.ts';

/** Longer than a busy machine takes; what is waited for is mostly there at once. */
const SOON = { timeout: 15_000 };

// All tests run on one engine. What could differ on the other one is seen here, when that one is at hand.

const OPTIONS = { url: null, dataDirectory: null, durable: false, progress: () => {} };

/** Starts a server of the other engine than the tests have, without fetching MySQL; null says that there is none. */
async function starterOfOther(): Promise<(() => Promise<MysqlServer>) | null> {
  if ((await engineOf(inject('adminUrl'))) === 'MySQL') return () => provideMysql(OPTIONS);
  const installation = await presentMysql();
  return installation && (() => startPrivateServer(installation, OPTIONS));
}

async function engineOf(adminUrl: string): Promise<string> {
  const connection = await createConnection(adminUrl);
  try {
    const [rows] = await connection.query('SELECT VERSION() AS version');
    return /mariadb/i.test((rows as { version: string }[])[0]?.version ?? '') ? 'MariaDB' : 'MySQL';
  } finally {
    await connection.end();
  }
}

const start = await starterOfOther();
if (!start) console.log('only one engine is at hand: npm run test:mysql fetches MySQL');

let other: MysqlServer;
beforeAll(async () => {
  if (start) other = await start();
}, 120_000);
afterAll(() => other?.[Symbol.asyncDispose]());

/** Runs everything that the graph has; gives what it answered. */
async function runEverything(graph: TestNetwork): Promise<unknown[]> {
  const answers: unknown[] = [];
  const ask = async (query: string) => {
    const { body } = await graph.query(query);
    expect(body.errors).toBeUndefined();
    answers.push(body.data);
    return body.data;
  };
  const change = async (...[name, entrada]: [Parameters<typeof mutate>[1], Record<string, unknown>]) => {
    const outcome = await mutate(graph, name, entrada);
    answers.push(outcome);
    return outcome;
  };

  const cliente = { ...novoCliente(1, cpfOf(1)), telefone: '+5581987654321', dataNascimento: '1990-04-21' };
  const ana = (await change('criarCliente', { ...cliente, chaveDeIdempotencia: 'cliente-1' })).cliente;
  await change('criarCliente', { ...cliente, chaveDeIdempotencia: 'cliente-1' });
  await change('criarCliente', { ...novoCliente(1, cpfOf(2)) });
  await change('atualizarCliente', { id: ana.id, versao: 1, nome: 'Ana Prado' });
  const produto = {
    sku: 'CAF-1',
    nome: 'Cafeteira azul',
    descricao: 'Elétrica',
    categoria: 'Casa',
    preco: '9.5',
  };
  const { id: produtoId } = (await change('criarProduto', { ...produto, chaveDeIdempotencia: 'produto-1' }))
    .produto;
  await change('criarProduto', produto);
  await change('atualizarProduto', { id: produtoId, versao: 1, preco: '12' });
  await change('descontinuarProduto', { id: produtoId, versao: 2 });
  await change('reativarProduto', { id: produtoId, versao: 3 });
  const casa = (await change('criarEndereco', { ...novoEndereco(ana.id), complemento: 'ap 1' })).endereco;
  const loja = (await change('criarEndereco', { ...novoEndereco(ana.id), chaveDeIdempotencia: 'loja-0001' }))
    .endereco;
  await change('definirEnderecoPrincipal', { id: loja.id, versao: loja.versao });
  await change('atualizarEndereco', { id: loja.id, versao: loja.versao + 1, numero: '7' });
  await change('excluirEndereco', { id: loja.id, versao: loja.versao + 2 });
  const aquisicao = { clienteId: ana.id, produtoId, quantidade: 2, adquiridoEm: '2026-02-03T04:05:06.007Z' };
  const { inventario } = await change('registrarAquisicao', {
    ...aquisicao,
    chaveDeIdempotencia: 'compra-01',
  });
  await change('corrigirAquisicao', { id: inventario.id, versao: 1, quantidade: 3 });
  const outra = (await change('registrarAquisicao', aquisicao)).inventario;
  await change('registrarAquisicao', aquisicao);
  await change('estornarAquisicao', { id: outra.id, versao: 1 });

  const produtos =
    'nodes { id sku nome descricao categoria preco ativo versao } totalCount pageInfo { hasNextPage }';
  const aquisicoes =
    'nodes { id quantidade precoUnitario total adquiridoEm versao cliente { nome } produto { nome } } totalCount';
  /** The cursor after the first; it is made of instants, so it is no answer to compare. */
  const firstCursor = async (list: string, ordem: string) => {
    const { body } = await graph.query(
      `{ lista: ${list}(first: 1, ordem: ${ordem}) { nodes { id } totalCount pageInfo { endCursor } } }`,
    );
    return body.data.lista.pageInfo.endCursor as string;
  };
  for (const ordem of ['NOME', 'PRECO', 'RECENTE']) {
    const cursor = await firstCursor('produtos', ordem);
    await ask(
      `{ produtos(ordem: ${ordem}, last: 2, filtro: { texto: "cafet azul", categoria: "Casa", precoMin: "1", precoMax: "99", ativo: true }) { ${produtos} } }`,
    );
    await ask(`{ produtos(ordem: ${ordem}, after: "${cursor}") { ${produtos} } }`);
  }
  for (const ordem of ['NOME', 'RECENTE']) {
    const cursor = await firstCursor('clientes', ordem);
    await ask(
      `{ clientes(ordem: ${ordem}, filtro: { texto: "prado", criadoDe: "2020-01-01T00:00:00Z", criadoAte: "2099-01-01T00:00:00Z" }) { nodes { id nome } totalCount } }`,
    );
    await ask(`{ clientes(ordem: ${ordem}, before: "${cursor}", last: 3) { nodes { id } totalCount } }`);
  }
  await ask(`{
    cliente(id: ${ana.id}) {
      id nome email cpf telefone dataNascimento versao
      enderecos { id tipo logradouro numero complemento bairro cidade uf cep pais principal versao }
      inventario(first: 2) { ${aquisicoes} }
      produtosAdquiridos(first: 2) { nodes { id nome } totalCount }
    }
    clientePorCpf(cpf: "${cpfOf(1)}") { id }
    produtoPorSku(sku: "caf-1") { id inventario(last: 2) { ${aquisicoes} } }
    endereco(id: ${casa.id}) { id principal cliente { nome } }
    inventario(id: ${inventario.id}) { id total }
  }`);
  await change('excluirCliente', { id: ana.id, versao: 2 });
  await vi.waitFor(async () => {
    const { body } = await graph.query(`{ exclusao(id: ${ana.id}) { estado dominiosPendentes } }`);
    expect(body.data.exclusao).toEqual({ estado: 'CONCLUIDA', dominiosPendentes: [] });
  }, SOON);
  await change('excluirCliente', { id: ana.id, versao: 2 });
  await ask(`{ inventario(id: ${inventario.id}) { id cliente { id } } exclusao(id: ${ana.id}) { estado } }`);
  return answers;
}

/** Runs everything on one server. */
async function onServer(adminUrl: string): Promise<{ types: ResultTypes; answers: unknown[] }> {
  using recorded = recordResultTypes(Number(new URL(adminUrl).port || 3306));
  await using graph = await startTestNetwork({ transport: 'direct', adminUrl });
  const answers = await runEverything(graph);
  for (const domain of ['enderecos', 'inventario']) {
    await using database = openDatabase({ url: graph.network.databaseUrls.get(domain) ?? '', poolSize: 1 });
    await database.transaction(async (transaction) => {
      expect(await lockReference(transaction, 'Cliente', '1'), `the tombstone in ${domain}`).toBe('gone');
      expect(await lockReference(transaction, 'Cliente', '2')).toBe('alive');
    });
  }
  await using outbox = openDatabase({ url: graph.network.databaseUrls.get('clientes') ?? '', poolSize: 1 });
  const event = { aggregatetype: 'Cliente', aggregateid: '9', type: 'Nada', payload: { id: '9' } };
  await outbox.transaction((transaction) => publish(transaction, event, ['nobody']));
  const backlog = (await readBacklog(outbox)).map(({ lagSeconds, ...rest }) => ({
    ...rest,
    late: lagSeconds > 60,
  }));
  const undelivered = (await listUndelivered(outbox, { dead: false })).map(
    ({ createdAt: _at, ...rest }) => rest,
  );
  const due = await findDue(outbox, 'nobody');
  const [first] = due;
  const taken = first && (await outbox.transaction((transaction) => takeDue(transaction, first, 1_000)));
  return {
    types: recorded.types,
    answers: [...answers, backlog, undelivered, due, taken && { ...taken.event, id: '' }],
  };
}

test.runIf(start)(
  'both engines give the same answers, and JavaScript the same types to what their statements read',
  async () => {
    const here = await onServer(inject('adminUrl'));
    const there = await onServer(other.adminUrl);

    expect(await engineOf(other.adminUrl)).not.toBe(await engineOf(inject('adminUrl')));
    expect(there.answers).toEqual(here.answers);
    const common = [...here.types.keys()].filter((sql) => there.types.has(sql));
    expect(common.length).toBeGreaterThan(45);
    const typesIn = (types: ResultTypes) =>
      Object.fromEntries(common.map((sql) => [sql, Object.fromEntries(types.get(sql) ?? [])]));
    expect(typesIn(there.types)).toEqual(typesIn(here.types));
  },
  120_000,
);
