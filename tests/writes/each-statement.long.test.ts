import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import {
  type MutationName,
  mutate,
  mutationDocument,
  novoCliente,
  novoEndereco,
} from '../support/networks/mutations.ts';
import { startTestNetwork, type TestNetwork } from '../support/networks/test-network.ts';
import { findUncounted } from '../support/schemas/uncounted.ts';
import { findWrongSomas } from '../support/schemas/wrong-somas.ts';
import { type Fault, type StatementProxy, startStatementProxy } from '../support/servers/statement-proxy.ts';
import { throughProxy } from '../support/servers/tcp-proxy.ts';

/** The tables that mutations are about, by domain. */
const TABLES = {
  clientes: ['cadastro', 'exclusao'],
  enderecos: ['endereco'],
  catalogo: ['catalogo'],
  inventario: ['inventario', 'produto_contagem', 'aquisicao_soma'],
};
/** What happens beside requests, and what a connection begins with. */
const BESIDE = /outbox|concessao|KILL QUERY|DO 0|@@|SHOW|^SET /i;
/** More than any mutation has. */
const MOST_STATEMENTS = 40;

const resources = new Resources();
let proxy: StatementProxy;
let graph: TestNetwork;
const databases = new Map<string, Database>();
beforeAll(async () => {
  const adminUrl = inject('adminUrl');
  // Has everything loaded: while that goes on, nothing that is sent through this process arrives in time.
  await using _first = await startTestNetwork({ transport: 'direct' });
  const { hostname, port } = new URL(adminUrl);
  const admin = await createConnection(adminUrl);
  resources.defer(() => admin.end());
  // That there is no such connection any more is as good.
  const kill = (order: string) => admin.query(order).then(ignore, ignore);
  proxy = resources.use(await startStatementProxy({ host: hostname, port: Number(port) }, kill));
  graph = resources.use(
    await startTestNetwork({ transport: 'direct', adminUrl: throughProxy(adminUrl, proxy) }),
  );
  for (const [name, url] of graph.network.databaseUrls) {
    const around = new URL(url);
    around.host = `${hostname}:${port}`;
    databases.set(name, resources.use(openDatabase({ url: around.href, poolSize: 1 })));
  }
}, 240_000);
afterAll(() => resources[Symbol.asyncDispose]());

function ignore(): void {}

function databaseOf(name: string): Database {
  const database = databases.get(name);
  if (!database) throw new Error(`there is no domain ${name}`);
  return database;
}

/** Everything that is there, as one text. */
async function everything(): Promise<string> {
  const rows: string[] = [];
  for (const [name, tables] of Object.entries(TABLES)) {
    for (const table of tables) {
      const found = await databaseOf(name).read(`SELECT * FROM ${table}`, []);
      rows.push(table, ...found.map((row) => JSON.stringify(row)).sort());
    }
  }
  return rows.join('\n');
}

type Write = [MutationName, Record<string, unknown>];
let numbers = 0;

async function newCliente(): Promise<{ id: string; versao: number }> {
  numbers += 1;
  return (await mutate(graph, 'criarCliente', novoCliente(numbers, cpfOf(numbers)))).cliente;
}

async function newPurchase(): Promise<{ clienteId: string; produtoId: string; quantidade: number }> {
  const { id: clienteId } = await newCliente();
  const produto = { sku: `SKU-${numbers}`, nome: 'Cafeteira', categoria: 'Casa', preco: '2.50' };
  const { id: produtoId } = (await mutate(graph, 'criarProduto', produto)).produto;
  return { clienteId, produtoId, quantidade: 2 };
}

/** What each mutation is given, made anew for each time, beside what has to be there before. */
const WRITES: [string, () => Promise<Write>][] = [
  [
    'a customer is changed',
    async () => {
      const { id, versao } = await newCliente();
      return ['atualizarCliente', { id, versao, nome: 'Outro Nome' }];
    },
  ],
  [
    'a customer is erased',
    async () => {
      const { id, versao } = await newCliente();
      return ['excluirCliente', { id, versao }];
    },
  ],
  [
    'an address is made the main one, under a key',
    async () => {
      const { id } = await newCliente();
      await mutate(graph, 'criarEndereco', novoEndereco(id));
      const chaveDeIdempotencia = `endereco-de-${id}`;
      return ['criarEndereco', { ...novoEndereco(id), principal: true, chaveDeIdempotencia }];
    },
  ],
  [
    'a purchase is recorded, under a key',
    async () => {
      const purchase = await newPurchase();
      return ['registrarAquisicao', { ...purchase, chaveDeIdempotencia: `compra-de-${purchase.clienteId}` }];
    },
  ],
  [
    'a purchase is reversed',
    async () => {
      const { inventario } = await mutate(graph, 'registrarAquisicao', await newPurchase());
      return ['estornarAquisicao', { id: inventario.id, versao: inventario.versao }];
    },
  ],
];

const FAULTS: [string, Fault][] = [
  ['a full disk', { kind: 'error', number: 1114 }],
  ['a deadlock', { kind: 'error', number: 1213, rollsBack: true }],
  ['a primary that has become read only', { kind: 'error', number: 1290 }],
  ['a connection that is lost before', { kind: 'cut', when: 'before' }],
  ['a connection that is lost after', { kind: 'cut', when: 'after' }],
  ['a connection that was killed', { kind: 'kill', what: 'CONNECTION', when: 'before' }],
  ['a connection that is killed', { kind: 'kill', what: 'CONNECTION', when: 'during' }],
  ['a statement that is killed', { kind: 'kill', what: 'QUERY', when: 'during' }],
];

/** Has the fault meet one statement, of those that are about requests the one with this number; tells whether there was one. */
function faultAt(at: number, fault: Fault): () => boolean {
  let passed = 0;
  let met = false;
  proxy.onStatement(({ sql, isPrepared }) => {
    if (isPrepared || BESIDE.test(sql)) return null;
    passed += 1;
    if (passed !== at) return null;
    met = true;
    return fault;
  });
  return () => {
    proxy.onStatement(null);
    return met;
  };
}

test.each(WRITES.flatMap(([what, make]) => FAULTS.map(([name, fault]) => ({ what, name, make, fault }))))(
  'when $what, $name at any statement leaves it done or undone, and the answer says which',
  async ({ make, fault }) => {
    for (let at = 1; at < MOST_STATEMENTS; at += 1) {
      const [mutation, entrada] = await make();
      const send = async () =>
        (await graph.query(mutationDocument(mutation), { variables: { entrada } })).body;
      const before = await everything();

      const ended = faultAt(at, fault);
      const { data, errors } = await send();
      if (!ended()) return;

      const after = await everything();
      const where = `at statement ${at}: ${JSON.stringify({ data, errors })}`;
      const outcome = data?.outcome?.__typename ?? errors[0].extensions.code;
      const isDone = /^(Cliente|Endereco|Aquisicao)(Gravad|Excluid|Estornad)[ao]$/.test(outcome);
      if (!isDone)
        expect(['DATABASE_UNAVAILABLE', 'OUTCOME_UNKNOWN', 'Indisponivel'], where).toContain(outcome);
      if (outcome !== 'OUTCOME_UNKNOWN') expect(after !== before, where).toBe(isDone);
      if (outcome === 'DATABASE_UNAVAILABLE') expect(errors[0].extensions.retryable, where).toBe(true);
      if (isDone || errors?.[0].extensions.retryable === false) continue;
      // What may be sent again is done then, once.
      expect((await send()).errors, where).toBeUndefined();
      if (after !== before) expect(await everything(), where).toBe(after);
    }
    throw new Error('a mutation has more statements than any has');
  },
  240_000,
);

test('and nothing is miscounted by that', async () => {
  expect(await findUncounted(databaseOf('inventario'))).toEqual([]);
  expect(await findWrongSomas(databaseOf('inventario'))).toEqual([]);
});
