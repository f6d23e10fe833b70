import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { expect, test } from 'vitest';
import {
  insertAnaAndBento,
  startTestNetwork,
  type TestNetwork,
} from '../../tests/support/networks/test-network.ts';

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

test('what one user asks ten times at once is fetched less often, and a write in between is seen by whoever asks after it', async () => {
  await using graph = await startTestNetwork({ transport: 'http' });
  await insertAnaAndBento(graph.network);
  const ask = () => graph.query('{ cliente(id: 1) { nome } }');
  await ask();

  const answers: unknown[] = [];
  const asked = await askedOverHttp(graph, async () => {
    answers.push(...(await Promise.all(Array.from({ length: 10 }, ask))));
  });

  expect(asked.length).toBeLessThan(10);
  expect(new Set(answers.map((answer) => JSON.stringify((answer as { body: unknown }).body)))).toEqual(
    new Set(['{"data":{"cliente":{"nome":"Ana Prado"}}}']),
  );

  // Reads are under way all the time.
  let isWriting = true;
  const reading = Array.from({ length: 4 }, async () => {
    while (isWriting) await ask();
  });
  const seen: string[] = [];
  const written = Array.from({ length: 20 }, (_, at) => `Ana ${at}`);
  for (const [at, nome] of written.entries()) {
    await graph.query(
      `mutation { atualizarCliente(entrada: { id: 1, versao: ${at + 1}, nome: "${nome}" }) { __typename } }`,
    );
    seen.push((await ask()).body.data?.cliente.nome);
  }
  isWriting = false;
  await Promise.all(reading);
  expect(seen).toEqual(written);
});
