import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { expect, test } from 'vitest';
import { insertAnaAndBento, startTestNetwork, type TestNetwork } from '../../tests/support/test-network.ts';

/** The subgraphs that get a request over HTTP while `work` runs, in alphabetical order. */
async function askedOverHttp({ network }: TestNetwork, work: () => Promise<unknown>): Promise<string[]> {
  const names = new Map([...network.subgraphs].map(([name, { url }]) => [new URL(url ?? '').host, name]));
  const asked: string[] = [];
  const record = (message: unknown) => {
    const { request } = message as { request: { origin: string } };
    const name = names.get(new URL(request.origin).host);
    // All other requests are the test's own, to the router.
    if (name !== undefined) asked.push(name);
  };
  subscribe('undici:request:create', record);
  try {
    await work();
  } finally {
    unsubscribe('undici:request:create', record);
  }
  return asked.sort();
}

test('each step of a plan is one HTTP request to its subgraph, however many parents there are', async () => {
  await using graph = await startTestNetwork({ transport: 'http' });
  await insertAnaAndBento(graph.network);

  const asked = await askedOverHttp(graph, () =>
    graph.query('{ clientes { nodes { nome enderecos { uf } inventario { nodes { produto { nome } } } } } }'),
  );

  expect(asked).toEqual(['catalogo', 'clientes', 'enderecos', 'inventario']);
});

const BUY = `mutation {
  registrarAquisicao(entrada: { clienteId: 1, produtoId: 10, quantidade: 1 }) {
    __typename
    ... on AquisicaoGravada { inventario { cliente { nome } produto { nome } } }
  }
}`;

test.each([
  // inventario asks the owners of customer and product before it writes, then the router asks them for names.
  { transport: 'http', expected: ['catalogo', 'catalogo', 'clientes', 'clientes', 'inventario'] },
  { transport: 'direct', expected: [] },
] as const)('a write asks its peers the way the router does: $transport', async ({ transport, expected }) => {
  await using graph = await startTestNetwork({ transport });
  await insertAnaAndBento(graph.network);

  const asked = await askedOverHttp(graph, async () => {
    const { body } = await graph.query(BUY);
    expect(body.data?.registrarAquisicao.__typename).toBe('AquisicaoGravada');
  });

  expect(asked).toEqual(expected);
});
