import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GRAPHQL_BATCH_PATH, GRAPHQL_PATH } from '../platform/http/requests/paths.ts';
import { OPTIMIZATIONS } from '../platform/process/config/optimizations.ts';
import { createLog } from '../platform/process/logging/logging.ts';
import type { BuiltSubgraph } from '../platform/subgraph/definition.ts';
import { executableSubgraph } from '../platform/subgraph/execution/executable-subgraph.ts';
import { insertAnaAndBento, startTestNetwork, type TestNetwork } from './support/networks/test-network.ts';
import { recordStatements } from './support/schemas/statement-log.ts';

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
const CRIAR = `mutation { criarCliente(entrada: { nome: "", email: "x", cpf: "1" }) {
  ... on ClienteGravado { cliente { id } } ... on ErroDeValidacao { campos { campo codigo } } __typename } }`;

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
    '{ cliente(id: "x") { nome } produto(id: "10") { nome inventario { totalCount } } }',
    '{ clientes(ordem: RECENTE, filtro: { texto: "ana" }) { edges { node { cpf enderecoPrincipal { uf } } } } }',
    '{ clientes(first: 1000) { totalCount } }',
    CRIAR,
  ])('answers are the same: %s', async (query) => {
    for (const _time of ['first', 'known']) {
      const { status, body } = await plain.query(query);
      const expected = await fast.query(query);

      expect({ status, body }).toEqual({ status: expected.status, body: expected.body });
      // It was executed: documents that are not valid answer the same whatever is switched off.
      expect(body.data).toBeDefined();
    }
  });

  test('a document that is not valid is refused in the same words', async () => {
    const { status, body } = await plain.query('{ nada }');
    const expected = await fast.query('{ nada }');

    expect({ status, body }).toEqual({ status: expected.status, body: expected.body });
    expect(body.data).toBeUndefined();
  });

  test('whoever asks at the same moment has the same answers: each what that user may see', async () => {
    const ask = (graph: TestNetwork) =>
      Promise.all(
        ['admin', 'atendente', 'leitor'].flatMap((user) =>
          ['1', '2', '9', 'x'].flatMap((id) =>
            ['nome', 'cpf enderecos { cep }', 'inventario { nodes { produto { nome } } }'].map(
              async (fields) => {
                const query = `{ cliente(id: "${id}") { ${fields} } }`;
                const { status, body } = await graph.query(query, { credentials: `${user}:${user}` });
                return { user, query, status, body };
              },
            ),
          ),
        ),
      );

    expect(await ask(fast)).toEqual(await ask(plain));
  });

  test('fetches of one plan step to one subgraph are one request', async () => {
    const query =
      '{ ana: cliente(id: 1) { enderecos { cep } } alguns: clientesPorIds(ids: [2]) { enderecos { cep } } }';
    const requests = async (graph: TestNetwork) => {
      const paths: string[] = [];
      const note = (message: unknown) => {
        // As Node publishes it.
        const { request } = message as { request: IncomingMessage };
        if (request.headers['x-request-timeout-ms'] ?? request.url === GRAPHQL_BATCH_PATH)
          paths.push(request.url ?? '');
      };
      subscribe('http.server.request.start', note);
      const { body } = await graph.query(query);
      unsubscribe('http.server.request.start', note);
      expect(body.data.ana.enderecos).not.toEqual([]);
      return paths;
    };
    await fast.query(query);

    expect(await requests(fast)).toEqual([GRAPHQL_PATH, GRAPHQL_BATCH_PATH]);
    expect(await requests(plain)).toEqual([GRAPHQL_PATH, GRAPHQL_PATH, GRAPHQL_PATH]);
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
  const built: BuiltSubgraph = { schema, createContext: (request) => request, events: {}, housekeeping: [] };
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
