import {
  type ConcreteRequest,
  createOperationDescriptor,
  Environment,
  fetchQuery,
  Network,
  RecordSource,
  Store,
  type Variables,
} from 'relay-runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeIdOf } from '../../platform/execution/node-id.ts';
import { insertAnaAndBento, startTestNetwork, type TestNetwork } from '../support/test-network.ts';

const CAFETEIRA = nodeIdOf({ type: 'Produto', id: '10' });
const ANA = nodeIdOf({ type: 'Cliente', id: '1' });

let graph: TestNetwork;
beforeAll(async () => {
  graph = await startTestNetwork({ transport: 'direct' });
  await insertAnaAndBento(graph.network);
});
afterAll(() => graph?.[Symbol.asyncDispose]());

/** A client of the graph as docs/nodes.md shows it, with what it has fetched. */
function client() {
  const environment = new Environment({
    network: Network.create(async ({ text }, variables) => {
      const { body } = await graph.query(text ?? '', { variables });
      return body;
    }),
    store: new Store(new RecordSource()),
    getDataID: ({ nodeId }) => nodeId,
  });
  return {
    /** Fetches what a query of documents.js selects, and gives what the store has of it. */
    async fetch(name: string, variables: Variables) {
      const request = await compiled(name);
      await fetchQuery(environment, request, variables).toPromise();
      return environment.lookup(createOperationDescriptor(request, variables).fragment).data;
    },
    /** What is known of an object, whichever query has found it. */
    recordOf: (nodeId: string) => environment.getStore().getSource().get(nodeId),
    /** The names of the products in the list that the connection `documents_produtos` has become. */
    names(): unknown[] {
      const source = environment.getStore().getSource();
      const edges = source.get('client:root:__documents_produtos_connection(ordem:"PRECO_DESC")')?.edges;
      const refs = (edges as { __refs: string[] } | undefined)?.__refs ?? [];
      return refs.map((edge) => {
        const node = source.get(edge)?.node as { __ref: string } | undefined;
        return node && source.get(node.__ref)?.nome;
      });
    },
  };
}

async function compiled(name: string): Promise<ConcreteRequest> {
  const module: unknown = await import(`./__generated__/${name}.graphql.js`);
  return (module as { default: ConcreteRequest }).default; // What Relay's compiler writes of a query.
}

test('a fragment is fetched again by `node`, and what two queries find of one object is one record', async () => {
  const relay = client();
  await relay.fetch('documentsProdutoQuery', { id: '10' });
  expect(relay.recordOf(CAFETEIRA)).toMatchObject({
    __typename: 'Produto',
    nome: 'Cafeteira',
    preco: '189.90',
  });

  const entrada = { id: '10', versao: 1, preco: '99.00' };
  await graph.query(
    'mutation ($entrada: AtualizarProdutoEntrada!) { atualizarProduto(entrada: $entrada) { __typename } }',
    { variables: { entrada } },
  );
  await relay.fetch('documentsProdutoRefetchQuery', { nodeId: CAFETEIRA });

  expect(relay.recordOf(CAFETEIRA)).toMatchObject({ nome: 'Cafeteira', preco: '99.00' });
  expect(relay.recordOf(ANA)).toMatchObject({ __typename: 'Cliente', nome: 'Ana Prado' });
});

test('`nodes` gives objects of several domains, with null for what there is not', async () => {
  const nobody = nodeIdOf({ type: 'Cliente', id: '99' });

  expect(await client().fetch('documentsVistosQuery', { ids: [ANA, nobody, CAFETEIRA] })).toEqual({
    nodes: [
      { __typename: 'Cliente', nome: 'Ana Prado' },
      null,
      { __typename: 'Produto', preco: expect.any(String) },
    ],
  });
});

test('a connection grows by its pages', async () => {
  const relay = client();
  await relay.fetch('documentsProdutosQuery', { count: 1, cursor: null });
  expect(relay.names()).toEqual(['Cafeteira']);
  const { body } = await graph.query('{ produtos(first: 1, ordem: PRECO_DESC) { pageInfo { endCursor } } }');

  await relay.fetch('documentsProdutosPageQuery', {
    count: 1,
    cursor: body.data.produtos.pageInfo.endCursor,
  });

  expect(relay.names()).toEqual(['Cafeteira', 'Caneca']);
});
