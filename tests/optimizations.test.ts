import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '../platform/process/logging.ts';
import { OPTIMIZATIONS } from '../platform/process/optimizations.ts';
import type { BuiltSubgraph } from '../platform/subgraph/definition.ts';
import { executableSubgraph } from '../platform/subgraph/executable-subgraph.ts';
import { recordStatements } from './support/statement-log.ts';
import { insertAnaAndBento, startTestNetwork, type TestNetwork } from './support/test-network.ts';

const WHOLE = `query ($ids: [ID!] = ["1", "2"], $cep: Boolean! = false) {
  clientes(first: 2) {
    nodes {
      nome idade
      enderecos { cidade cep @include(if: $cep) }
      inventario(first: 2) { totalCount nodes { total produto { nome preco } } pageInfo { hasNextPage } }
    }
  }
  outra: cliente(id: "2") { email inventario { nodes { produto { sku } } } }
}`;
const CRIAR = `mutation { criarCliente(entrada: { nome: "", email: "x" }) {
  ... on ClienteCriado { cliente { id } } ... on EntradaInvalida { problemas { campo codigo } } __typename } }`;

describe('without what exists for speed only', () => {
  let plain: TestNetwork;
  let fast: TestNetwork;
  beforeAll(async () => {
    const env = { OPTIMIZATIONS_OFF: OPTIMIZATIONS.join(', ') };
    plain = await startTestNetwork({ transport: 'http', env });
    fast = await startTestNetwork({ transport: 'http' });
    await insertAnaAndBento(plain.network);
    await insertAnaAndBento(fast.network);
  });
  afterAll(async () => {
    await plain?.[Symbol.asyncDispose]();
    await fast?.[Symbol.asyncDispose]();
  });

  test.each([
    WHOLE.replace('$ids: [ID!] = ["1", "2"], ', ''),
    '{ cliente(id: "1") { nome: email email: nome __typename } }',
    '{ cliente(id: "x") { nome } produto(id: "10") { nome compradores { totalCount } } }',
    '{ clientes(ordem: RECENTE, filtro: { texto: "ana" }) { edges { node { cpf enderecoPrincipal { uf } } } } }',
    '{ clientes(first: 1000) { totalCount } }',
    CRIAR,
    '{ nada }',
  ])('answers are the same: %s', async (query) => {
    for (const _time of ['first', 'known']) {
      const { status, body } = await plain.query(query);
      const expected = await fast.query(query);

      expect({ status, body }).toEqual({ status: expected.status, body: expected.body });
    }
  });

  test('each request sends its own fetches, and statements read every column', async () => {
    const ask = (graph: TestNetwork) =>
      Promise.all([1, 2, 1, 2].map((id) => graph.query(`{ cliente(id: ${id}) { nome enderecos { uf } } }`)));
    const statements = async (graph: TestNetwork) => {
      using log = recordStatements();
      await ask(graph);
      return log.statements.filter(({ schema }) => schema.endsWith('_enderecos')).map(({ sql }) => sql);
    };

    expect(await statements(plain)).toHaveLength(4);
    expect((await statements(plain))[0]).toContain('logradouro');
    expect((await statements(fast))[0]).not.toContain('logradouro');
  });
});

test.each([true, false])('with compiled execution and accepted operations: %s', async (on) => {
  const schema = buildSchema('type Query { classe: String }');
  const classe = schema.getQueryType()?.getFields().classe;
  if (!classe) throw new Error('there is no such field');
  classe.resolve = (_parent, _args, _context, info) => info.constructor.name;
  const built: BuiltSubgraph = { schema, createContext: (request) => request, events: {}, chores: [] };
  const off = new Set(on ? [] : OPTIMIZATIONS);
  const { executor } = executableSubgraph(built, {
    name: 'teste',
    log: createLog('test', 'silent'),
    off,
    maxLagMs: null,
  });
  const source = '{ classe }';

  const createContext = () => ({ identity: { user: 'teste', scopes: ['query'] } });
  const { data } = await executor.execute({ source, deadline: null, createContext, onUnexpected: () => {} });

  // Resolvers of graphql-js are given a plain object.
  expect(data?.classe).toBe(on ? 'ResolveInfo' : 'Object');
  expect(executor.knows(source)).toBe(on);
});
