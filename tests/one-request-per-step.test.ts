import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { expect, test } from 'vitest';
import { insertAnaAndBento, startTestNetwork } from './support/test-network.ts';

test('each step of a plan is one HTTP request to its subgraph, however many parents there are', async () => {
  await using graph = await startTestNetwork({ transport: 'http' });
  await insertAnaAndBento(graph.network);
  const names = new Map(
    [...graph.network.subgraphs].map(([name, { url }]) => [new URL(url ?? '').host, name]),
  );
  const requests: string[] = [];
  const record = (message: unknown) => {
    const { request } = message as { request: { origin: string } };
    requests.push(names.get(new URL(request.origin).host) ?? 'the test');
  };

  subscribe('undici:request:create', record);
  await graph.query(
    '{ clientes { nodes { nome enderecos { uf } inventario { nodes { produto { nome } } } } } }',
  );
  unsubscribe('undici:request:create', record);

  expect(requests.filter((name) => name !== 'the test').sort()).toEqual([
    'catalogo',
    'clientes',
    'enderecos',
    'inventario',
  ]);
});
