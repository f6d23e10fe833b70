import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { testSigner } from '../../tests/support/networks/test-subgraph.ts';
import { SubgraphFailure } from './answers/subgraph-failure.ts';
import { PeerClient } from './peer-client.ts';

const IDENTITY = Object.freeze({ user: 'inventario', scopes: Object.freeze(['query']) });
const CALLER = { identity: IDENTITY, requestId: 'pedido-1', deadline: null };
const TOTAL = { data: { total: 3 } };

/** Gives its address, and which paths it was asked for. */
async function startPeer(handle: (response: ServerResponse) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    if (request.url !== '/health/ready') asked.push(request.url ?? '');
    request.resume().on('end', () => handle(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, asked };
}

function clientOf(urls: readonly string[]): PeerClient {
  const client = new PeerClient({ name: 'clientes', urls, signer: testSigner(), timeoutMs: 2_000 });
  onTestFinished(() => client[Symbol.asyncDispose]());
  return client;
}

const works = (response: ServerResponse) => response.end(JSON.stringify(TOTAL));
const breaks = (response: ServerResponse) => response.destroy();

test('a peer with an address where nobody answers is asked at the other one, and is delivered its events there', async () => {
  const [broken, good] = [await startPeer(breaks), await startPeer(works)];
  const client = clientOf([broken.url, good.url]);

  for (let n = 0; n < 4; n += 1) expect(await client.post({ query: '{ total }' }, CALLER)).toEqual(TOTAL);
  await client.postEvent({ id: 'e1' }, IDENTITY);
  expect(good.asked).toEqual(['/graphql', '/graphql', '/graphql', '/graphql', '/eventos']);
  // Sent there once, and once more on a new connection.
  expect(broken.asked.length).toBeLessThanOrEqual(2);
});

test('a mutation that may have been carried out is not sent to another address', async () => {
  const [one, other] = [await startPeer(breaks), await startPeer(breaks)];
  const client = clientOf([one.url, other.url]);

  const failure = await client.post({ query: 'mutation { a }' }, CALLER).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(SubgraphFailure);
  expect(failure).toMatchObject({ kind: 'unknown outcome' });
  expect(one.asked.length + other.asked.length).toBe(1);
});

test('with one address a failure is the peer’s', async () => {
  const one = await startPeer(breaks);
  await expect(clientOf([one.url]).post({ query: '{ total }' }, CALLER)).rejects.toMatchObject({
    kind: 'unavailable',
  });
});
