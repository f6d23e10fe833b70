import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../platform/database/database.ts';
import { insertClientes } from '../../../subgraphs/clientes/fixtures.ts';
import { startTestNetwork, type TestNetwork } from '../../support/networks/test-network.ts';

let graph: TestNetwork;
beforeAll(async () => {
  graph = await startTestNetwork({
    transport: 'http',
    env: { SUBGRAPH_ANSWER_BYTES: '3000', ANSWER_LIMIT_BYTES: '2000' },
  });
  await using clientes = openDatabase({ url: graph.network.databaseUrls.get('clientes') ?? '', poolSize: 1 });
  const ids = Array.from({ length: 50 }, (_, n) => `${n + 1}`);
  await insertClientes(
    clientes,
    ids.map((id) => ({ id, nome: `Ana ${id} ${'a'.repeat(50)}` })),
  );
});
afterAll(() => graph[Symbol.asyncDispose]());

test('what a subgraph answers and what a client gets is bounded, each with an error that names the bound', async () => {
  const page = (size: number) => graph.query(`{ clientes(first: ${size}) { nodes { nome } } }`);

  expect((await page(20)).body.data.clientes.nodes).toHaveLength(20);
  expect((await page(30)).body).toEqual({
    errors: [
      {
        message: expect.stringContaining('larger than 2000 bytes'),
        extensions: { code: 'ANSWER_TOO_LARGE', maxBytes: 2_000 },
      },
    ],
    data: null,
  });
  expect((await page(50)).body.errors).toMatchObject([
    {
      message: expect.stringContaining('"clientes" subgraph is larger than 3000 bytes'),
      path: ['clientes'],
      extensions: { code: 'SUBGRAPH_ANSWER_TOO_LARGE', retryable: false },
    },
  ]);
});
