import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GraphQLDataSource } from '@apollo/gateway';
import fc from 'fast-check';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, test } from 'vitest';
import { nodeIdOf } from '../../platform/execution/schema/node-id.ts';
import { SubgraphFailure } from '../../platform/peers/answers/subgraph-failure.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { anyOperation } from '../../tests/support/executions/any-operation.ts';
import { CONNECTIONS_CONFIG } from '../../tests/support/executions/connections-config.ts';
import {
  expectSameButForErrors,
  startTwoExecutors,
  type TwoExecutors,
} from '../../tests/support/executions/two-executors.ts';
import { onJourneyTransport, type Transport } from '../../tests/support/networks/both-transports.ts';
import { insertAnaAndBento, type TestNetwork } from '../../tests/support/networks/test-network.ts';
import { runs } from '../../tests/support/vitest/runs.ts';
import type { RouterContext } from '../context.ts';
import { NODES_URL } from '../nodes/nodes-data-source.ts';
import { failureError } from '../subgraphs/failures/failure-error.ts';
import { SubgraphConnections } from '../subgraphs/subgraph-connections.ts';

/** On a busy machine there are fewer operations. */
const TIME_LIMIT_MS = 7_500;

const OPERATIONS = new URL('../../schema/operations/', import.meta.url).pathname;

/** Objects of each domain, one that there is not, and what is none. */
const NODES = [
  ...['Cliente:1', 'Endereco:2', 'Produto:11', 'Inventario:100', 'Cliente:9'].map((key) => {
    const [type = '', id = ''] = key.split(':');
    return nodeIdOf({ type, id });
  }),
  'x',
];

let connections: SubgraphConnections;
let executors: TwoExecutors;
let api: GraphQLSchema;
let down: string | null = null;

/** The router's own way to a subgraph, which can be down. */
function dataSource(
  name: string,
  working: GraphQLDataSource<RouterContext>,
): GraphQLDataSource<RouterContext> {
  return {
    async process(options) {
      if (name !== down) return await working.process(options);
      return { errors: [failureError(new SubgraphFailure(name, new Error('down')))] };
    },
  };
}

async function startExecutors(graph: TestNetwork, transport: Transport): Promise<void> {
  await insertAnaAndBento(graph.network);
  connections = new SubgraphConnections({
    config: CONNECTIONS_CONFIG,
    log: createLog('test', 'silent'),
    local: transport === 'direct' ? [...graph.network.subgraphs.values()] : [],
  });
  const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
  api = buildSchema(await read('../../schema/api.graphql'));
  const { dataSources } = connections.open(
    [
      ...[...graph.network.subgraphs].map(([name, { url }]) => ({ name, url: url ?? '' })),
      { name: 'nodes', url: NODES_URL },
    ],
    { Cliente: 'clientes', Endereco: 'enderecos', Produto: 'catalogo', Inventario: 'inventario' },
  );
  executors = await startTwoExecutors(await read('../../schema/supergraph.graphql'), (name) => {
    const working = dataSources[name];
    if (!working) throw new Error(`no subgraph "${name}"`);
    return dataSource(name, working);
  });
}

async function expectSame(query: string, variables: Record<string, unknown>): Promise<void> {
  expectSameButForErrors(
    await executors.compiled(query, variables),
    await executors.interpreted(query, variables),
  );
}

const anyQuery = () =>
  anyOperation(api, (_type, { name, args }) => {
    if (name === 'cliente' && args.length > 0) return ['(id: 1)', '(id: 2)', '(id: 9)', '(id: "x")'];
    if (name === 'produto' && args.length > 0) return ['(id: 10)', '(id: 11)'];
    if (name === 'endereco') return ['(id: 2)'];
    if (name === 'exclusao' && args.length > 0) return ['(id: 1)'];
    if (name === 'clientePorCpf') return ['(cpf: "529.982.247-25")'];
    if (name === 'produtoPorSku') return ['(sku: "NADA-1")'];
    if (name === 'node') return NODES.map((id) => `(id: "${id}")`);
    if (name === 'nodes') return [`(ids: ${JSON.stringify(NODES)})`];
    if (name === 'clientesPorIds' || name === 'produtosPorIds') return ['(ids: [1, 10, 1])', '(ids: [])'];
    if (name === 'enderecos' && args.length > 0) return ['(filtro: { uf: PE })'];
    if (name === 'inventario' && args.some((argument) => argument.name === 'id')) return ['(id: 100)'];
    return args.some((argument) => argument.name === 'first') ? ['', '(first: 1)', '(last: 2)'] : [''];
  });

onJourneyTransport(
  'compiled plans answer from the real subgraphs as the gateway does',
  (graph, transport) => {
    beforeAll(() => startExecutors(graph, transport));
    afterAll(async () => {
      await executors?.[Symbol.asyncDispose]();
      await connections?.[Symbol.asyncDispose]();
    });

    test.each([null, 'clientes', 'enderecos', 'catalogo', 'inventario'])(
      'any query with %s down',
      async (name) => {
        down = name;
        await fc.assert(
          fc.asyncProperty(anyQuery(), ({ query, variables }) => expectSame(query, variables)),
          { numRuns: runs(name === null ? 10 : 4), interruptAfterTimeLimit: TIME_LIMIT_MS },
        );
      },
    );

    test('the documents of clients', async () => {
      down = null;
      for (const file of await readdir(OPERATIONS)) {
        const query = await readFile(join(OPERATIONS, file), 'utf8');
        await expectSame(query, { id: '1' });
        await expectSame(query, { id: '9' });
        await expectSame(query, { ids: NODES });
        await expectSame(query, {});
      }
    });

    test.each([
      { name: 'a broken rule', entrada: { id: '1', versao: 1, nome: '' } },
      { name: 'an unknown customer', entrada: { id: '9', versao: 1, nome: 'Ana' } },
      { name: 'an older version', entrada: { id: '1', versao: 7, nome: 'Ana' } },
      { name: 'a variable of the wrong type', entrada: { id: '1' } },
    ])('a mutation with $name', async ({ entrada }) => {
      down = null;
      await expectSame(
        `mutation Atualizar($entrada: AtualizarClienteEntrada!) {
        atualizarCliente(entrada: $entrada) {
          __typename
          ... on ErroDeValidacao { campos { campo codigo } }
          ... on NaoEncontrado { tipo id }
          ... on Conflito { codigo atual { t: __typename ... on Cliente { nome enderecos { uf } inventario { totalCount } } } }
        }
      }`,
        { entrada },
      );
    });
  },
);
