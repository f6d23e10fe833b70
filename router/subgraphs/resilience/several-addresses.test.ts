import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { SubgraphFailure } from '../../../platform/peers/answers/subgraph-failure.ts';
import { SubgraphClient } from '../../../platform/peers/subgraph-client.ts';
import { testSigner } from '../../../tests/support/networks/test-subgraph.ts';
import { ResilientClient } from './resilient-client.ts';

const IDENTITY = Object.freeze({ user: 'ana', scopes: Object.freeze(['query']) });
const GOOD = JSON.stringify({ data: { total: 3 } });
const TOTAL = { data: { total: 3 } };
const KEYED = 'mutation { criar(entrada: { chaveDeIdempotencia: "k1" }) { id } }';
const UNKEYED = 'mutation { criar(entrada: { nome: "a" }) { id } }';

type Handle = (response: ServerResponse) => void;
const works: Handle = (response) => response.end(GOOD);
const breaks: Handle = (response) => response.destroy();
const silent: Handle = () => {};

/** One address of a subgraph. */
interface Address {
  url: string;
  server: Server;
  asked: number;
  /** How it answers requests, and whether it is ready. */
  graphql: Handle;
  ready: Handle;
}

async function startAddress(port = 0): Promise<Address> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      if (request.url === '/health/ready') return address.ready(response);
      if (request.headers['x-request-id'] !== 'readiness') address.asked += 1;
      address.graphql(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const address: Address = { url, server, asked: 0, graphql: works, ready: (response) => response.end('{}') };
  onTestFinished(() => stop(address));
  return address;
}

async function stop({ server }: Address): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function startTwo(timeoutMs = 5_000) {
  const [a, b] = [await startAddress(), await startAddress()];
  const signer = testSigner();
  const open = ({ url }: Address) => new SubgraphClient({ name: 'contas', url, signer, timeoutMs });
  const clients = [open(a), open(b)] as const;
  const resilient = new ResilientClient(clients, { checkEveryMs: 100 });
  onTestFinished(async () => {
    resilient[Symbol.dispose]();
    await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()));
  });
  const send = async (query = '{ total }') => {
    try {
      return await resilient.post({ query }, { identity: IDENTITY, requestId: 'pedido-1', deadline: null });
    } catch (error) {
      if (error instanceof SubgraphFailure) return error.extensions;
      throw error;
    }
  };
  const passedOver = () => resilient.addresses.map(({ isPassedOver }) => isPassedOver);
  return { a, b, resilient, send, passedOver };
}

test('requests one after the other take turns, and together go where fewest are in flight', async () => {
  const { a, b, resilient, send } = await startTwo();
  for (let n = 0; n < 10; n += 1) expect(await send()).toEqual(TOTAL);
  expect([a.asked, b.asked]).toEqual([5, 5]);

  const held: ServerResponse[] = [];
  a.graphql = (response) => held.push(response);
  const together = Array.from({ length: 20 }, () => send());
  await expect.poll(() => held).toHaveLength(10);
  await expect.poll(() => resilient.addresses.map(({ inFlight }) => inFlight)).toEqual([10, 0]);
  // Those that wait there are left to it.
  for (let n = 0; n < 9; n += 1) await send();
  expect([a.asked, b.asked]).toEqual([15, 24]);
  for (const response of held) works(response);
  expect(await Promise.all(together)).toEqual(new Array(20).fill(TOTAL));
});

test('an address where nobody is costs no query and no mutation, is passed over, and is asked again when it is back', async () => {
  const { a, b, resilient, send, passedOver } = await startTwo();
  await stop(a);

  for (let n = 0; n < 10; n += 1) expect(await send(n % 2 ? '{ total }' : UNKEYED)).toEqual(TOTAL);
  expect(b.asked).toBe(10);
  expect(passedOver()).toEqual([true, false]);
  // Passed over, it costs no retries.
  expect(resilient.totals.retries).toBeLessThanOrEqual(2);

  const back = await startAddress(Number(new URL(a.url).port));
  await vi.waitFor(() => expect(passedOver()).toEqual([false, false]), 5_000);
  for (let n = 0; n < 4; n += 1) await send();
  expect(back.asked).toBe(2);
});

test('of mutations whose connection breaks those are sent elsewhere that are carried out once all the same', async () => {
  const { a, b, send, passedOver } = await startTwo();
  a.graphql = breaks;
  const outcomes = [await send(UNKEYED), await send(UNKEYED)];
  expect(outcomes).toContainEqual({ code: 'OUTCOME_UNKNOWN', retryable: false });
  expect(outcomes).toContainEqual(TOTAL);
  expect([a.asked, b.asked]).toEqual([1, 1]);

  await vi.waitFor(() => expect(passedOver()).toEqual([false, false]), 5_000);
  expect([await send(KEYED), await send(KEYED)]).toEqual([TOTAL, TOTAL]);
  expect([a.asked, b.asked]).toEqual([2, 3]);
});

test('one that says that it is not ready is sent nothing although it serves', async () => {
  const { a, b, send, passedOver } = await startTwo();
  a.ready = (response) => response.writeHead(503).end();
  await vi.waitFor(() => expect(passedOver()).toEqual([true, false]), 5_000);

  for (let n = 0; n < 6; n += 1) await send();
  expect([a.asked, b.asked]).toEqual([0, 6]);

  // Where none is ready, one is as good as another.
  b.ready = a.ready;
  await vi.waitFor(() => expect(passedOver()).toEqual([true, true]), 5_000);
  for (let n = 0; n < 6; n += 1) expect(await send()).toEqual(TOTAL);
  expect([a.asked, b.asked]).toEqual([3, 9]);
});

test('a query that waits for one that answers nobody any more is sent to the other one when its time there is over', async () => {
  const { a, b, send, passedOver } = await startTwo(2_500);
  a.graphql = silent;
  a.ready = silent;
  const answers = Promise.all([send(), send(), send(UNKEYED), send(UNKEYED)]);

  // One that still says that it is ready has the time that it has.
  expect(await answers).toEqual(
    expect.arrayContaining([TOTAL, TOTAL, TOTAL, { code: 'OUTCOME_UNKNOWN', retryable: false }]),
  );
  expect(passedOver()).toEqual([true, false]);
  const before = a.asked;
  for (let n = 0; n < 6; n += 1) await send();
  expect([a.asked, b.asked]).toEqual([before, 3 + 6]);
});

test('each address has a circuit, and an open one holds up nobody who can ask the other', async () => {
  const { a, b, resilient, send } = await startTwo();
  a.graphql = breaks;
  // It says that it is ready, so it is tried again and again.
  await vi.waitFor(
    async () => {
      await Promise.all(Array.from({ length: 40 }, () => send(UNKEYED)));
      expect(resilient.addresses.map(({ circuit }) => circuit)).toEqual(['open', 'closed']);
    },
    { timeout: 20_000, interval: 100 },
  );
  const before = b.asked;
  for (let n = 0; n < 20; n += 1) expect(await send(UNKEYED)).toEqual(TOTAL);
  expect(b.asked).toBe(before + 20);

  a.graphql = works;
  await vi.waitFor(
    async () => {
      await send();
      expect(resilient.addresses.map(({ circuit }) => circuit)).toEqual(['closed', 'closed']);
    },
    { timeout: 20_000, interval: 100 },
  );
});
