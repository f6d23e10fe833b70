import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { SubgraphFailure } from '../../../platform/peers/answers/subgraph-failure.ts';
import { SubgraphClient } from '../../../platform/peers/subgraph-client.ts';
import { Deadline } from '../../../platform/process/deadlines/deadline.ts';
import { testSigner } from '../../../tests/support/networks/test-subgraph.ts';
import { ResilientClient } from './resilient-client.ts';

const IDENTITY = Object.freeze({ user: 'ana', scopes: Object.freeze(['query']) });
const GOOD = JSON.stringify({ data: { total: 3 } });

/** @param isProbe whether the router asks for itself */
type Handle = (response: ServerResponse, count: number, isProbe: boolean) => void;
const works: Handle = (response) => response.end(GOOD);
const away: Handle = (response) => response.writeHead(503).end();
const breaks: Handle = (response) => response.destroy();
const silent: Handle = () => {};

async function startSubgraph(first: Handle, timeoutMs = 5_000) {
  let handle = first;
  let count = 0;
  const server = createServer((request, response) => {
    const isProbe = request.headers['x-request-id'] === 'readiness';
    if (!isProbe) count += 1;
    request.resume().on('end', () => handle(response, count, isProbe));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const signer = testSigner();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const client = new SubgraphClient({ name: 'contas', url, signer, timeoutMs });
  onTestFinished(async () => {
    await client[Symbol.asyncDispose]();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const resilient = new ResilientClient([client]);
  const circuit = () => resilient.addresses[0]?.circuit;
  const send = async (query: string, deadline: Deadline | null = null) => {
    try {
      return await resilient.post({ query }, { identity: IDENTITY, requestId: 'pedido-1', deadline });
    } catch (error) {
      if (error instanceof SubgraphFailure) return error.extensions.code;
      throw error;
    }
  };
  return {
    client,
    resilient,
    circuit,
    query: (deadline?: Deadline) => send('{ total }', deadline),
    mutate: () => send('mutation { a }'),
    count: () => count,
    from: (next: Handle) => {
      handle = next;
    },
  };
}

test('a query is sent again to who was not there for a moment, a mutation is not', async () => {
  const subgraph = await startSubgraph((response, count) =>
    (count <= 2 ? away : works)(response, count, false),
  );
  expect(await subgraph.query()).toEqual({ data: { total: 3 } });
  expect(subgraph.count()).toBe(3);
  expect(subgraph.resilient.totals).toEqual({ retries: 2, notSent: 0 });

  subgraph.from(breaks);
  expect(await subgraph.mutate()).toBe('OUTCOME_UNKNOWN');
  expect(subgraph.count()).toBe(4);
  // There is no other one to ask instead.
  expect(subgraph.resilient.addresses[0]?.isPassedOver).toBe(false);
});

test('who says that there are too many requests is not sent more', async () => {
  const subgraph = await startSubgraph((response) => response.writeHead(429).end());
  expect(await subgraph.query()).toBe('SUBGRAPH_UNAVAILABLE');
  expect(subgraph.count()).toBe(1);
});

test('a subgraph that fails is sent a few requests more and then none, and all again once one was answered', async () => {
  const subgraph = await startSubgraph(away);

  const answers = await Promise.all(Array.from({ length: 60 }, () => subgraph.query()));
  await expect.poll(() => subgraph.circuit()).toBe('open');
  await Promise.all(Array.from({ length: 60 }, () => subgraph.query()));

  expect(new Set(answers)).toEqual(new Set(['SUBGRAPH_UNAVAILABLE']));
  expect(subgraph.count()).toBeLessThanOrEqual(60 + 9);
  expect(subgraph.circuit()).not.toBe('closed');
  expect(subgraph.resilient.totals.notSent).toBeGreaterThanOrEqual(59);

  subgraph.from(works);
  await vi.waitFor(async () => expect(await subgraph.query()).toEqual({ data: { total: 3 } }), 10_000);
  expect(subgraph.circuit()).toBe('closed');
});

test('a request that the circuit refuses counts as no retry, and pays for none', async () => {
  const subgraph = await startSubgraph(away);
  await Promise.all(Array.from({ length: 60 }, () => subgraph.query()));
  await expect.poll(() => subgraph.circuit()).toBe('open');
  expect(subgraph.resilient.totals).toEqual({ retries: subgraph.count() - 60, notSent: 0 });

  const other = await startSubgraph(away);
  // Each pays a tenth of a retry, beside the three that there are at first, and is itself not sent again.
  for (let request = 0; request < 10; request += 1) await other.mutate();
  await expect.poll(() => other.circuit()).toBe('open');
  for (let request = 0; request < 500; request += 1) await other.query();
  expect([other.count(), other.resilient.totals.notSent]).toEqual([10, 500]);
  other.from(works);
  await vi.waitFor(async () => expect(await other.query()).toEqual({ data: { total: 3 } }), 10_000);
  other.from(away);
  await Promise.all(Array.from({ length: 3 }, () => other.query()));
  expect(other.resilient.totals.retries).toBe(4);
});

test('a query whose client goes before it is sent again is not sent, and leaves the retry to others', async () => {
  let sent = 0;
  let deadline = Deadline.after(60_000);
  const resilient = new ResilientClient([
    {
      name: 'contas',
      place: 'here',
      timeoutMs: 5_000,
      readiness: () => Promise.resolve('ready'),
      ping: () => Promise.resolve(),
      post: () => {
        sent += 1;
        // After what this failure leads to at once.
        process.nextTick(() => deadline.cancel());
        return Promise.reject(new SubgraphFailure('contas', new Error('away')));
      },
    },
  ]);
  for (let request = 0; request < 5; request += 1) {
    deadline = Deadline.after(60_000);
    await expect(
      resilient.post({ query: '{ total }' }, { identity: IDENTITY, requestId: 'pedido-1', deadline }),
    ).rejects.toBeInstanceOf(SubgraphFailure);
  }
  expect([sent, resilient.totals.retries]).toEqual([5, 0]);
});

test('a subgraph that answers with errors, or refuses, is asked on', async () => {
  const subgraph = await startSubgraph((response) =>
    response.end('{"errors":[{"message":"no"}],"data":null}'),
  );
  for (let request = 0; request < 30; request += 1) await subgraph.query();
  subgraph.from((response) => response.writeHead(401).end());
  for (let request = 0; request < 30; request += 1) await subgraph.query();
  expect(subgraph.count()).toBe(60);
  expect(subgraph.circuit()).toBe('closed');
});

test('clients that go, and requests that came with hardly any time, say nothing of the subgraph', async () => {
  const subgraph = await startSubgraph(silent);
  const late = await Promise.all(Array.from({ length: 20 }, () => subgraph.query(Deadline.after(50))));
  const before = subgraph.count();
  const deadlines = Array.from({ length: 20 }, () => Deadline.after(60_000));
  const asked = deadlines.map((deadline) => subgraph.query(deadline));
  await expect.poll(() => subgraph.count()).toBeGreaterThanOrEqual(before + 20);
  for (const deadline of deadlines) deadline.cancel();
  expect(new Set([...late, ...(await Promise.all(asked))])).toEqual(new Set(['DEADLINE_EXCEEDED']));
  expect(subgraph.circuit()).toBe('closed');
});

test('a subgraph that does not answer in time is not asked on, and a query that waited for it is not sent again', async () => {
  const subgraph = await startSubgraph(silent, 200);
  const answers = await Promise.all(Array.from({ length: 12 }, () => subgraph.query()));
  expect(new Set(answers)).toEqual(new Set(['SUBGRAPH_UNAVAILABLE']));
  expect(subgraph.count()).toBe(12);
  await expect.poll(() => subgraph.circuit()).toBe('open');
});

/** Answers the router's own requests only: what callers ask takes longer than any time. */
const expensive: Handle = (response, _count, isProbe) => {
  if (isProbe) response.end(GOOD);
};

test('a caller whose requests take too long cuts off nobody while the subgraph answers others', async () => {
  const subgraph = await startSubgraph(expensive, 1_000);
  const slow = await Promise.all(Array.from({ length: 64 }, () => subgraph.query()));
  expect(new Set(slow)).toEqual(new Set(['SUBGRAPH_UNAVAILABLE']));
  expect(subgraph.circuit()).toBe('closed');
  subgraph.from(works);
  expect(await subgraph.query()).toEqual({ data: { total: 3 } });
  expect(subgraph.resilient.totals.notSent).toBe(0);
});

test('a probe does not wait for those who hold all connections', async () => {
  const subgraph = await startSubgraph(expensive, 1_000);
  const late = Array.from({ length: 100 }, () => subgraph.query());
  await expect.poll(() => subgraph.count()).toBe(64);
  expect(await subgraph.client.probe(IDENTITY, 500)).toBe('answers');
  await Promise.all(late);
});

test('an open circuit is closed by a probe, so that no caller with an expensive request keeps it open', async () => {
  const subgraph = await startSubgraph(silent, 200);
  await Promise.all(Array.from({ length: 12 }, () => subgraph.query()));
  await expect.poll(() => subgraph.circuit()).toBe('open');
  subgraph.from(expensive);
  await vi.waitFor(async () => {
    await subgraph.query();
    expect(subgraph.circuit()).toBe('closed');
  }, 10_000);
});

test('the circuit to a subgraph that needs longer than readiness allows closes again', async () => {
  const subgraph = await startSubgraph(breaks);
  for (let request = 0; request < 12; request += 1) await subgraph.mutate();
  await expect.poll(() => subgraph.circuit()).toBe('open');
  subgraph.from((response) => {
    setTimeout(() => response.end(GOOD), 700);
  });
  await vi.waitFor(async () => expect(await subgraph.query()).toEqual({ data: { total: 3 } }), 10_000);
  expect(subgraph.circuit()).toBe('closed');
});

test.each([
  [404, 'no'],
  [408, 'too slow'],
  [425, 'too early'],
  [429, 'too many'],
  [400, '<p>not registered</p>'],
  [403, 'no'],
  [200, 'not JSON'],
])('a probe that is answered %i %s finds a subgraph that answers', async (status, body) => {
  const subgraph = await startSubgraph(breaks);
  for (let request = 0; request < 12; request += 1) await subgraph.mutate();
  await expect.poll(() => subgraph.circuit()).toBe('open');
  subgraph.from((response, _count, isProbe) => {
    if (isProbe) response.writeHead(status).end(body);
    else response.end(GOOD);
  });
  await vi.waitFor(async () => expect(await subgraph.query()).toEqual({ data: { total: 3 } }), 3_000);
});

test('a request with little time does not wait for the probe', async () => {
  const subgraph = await startSubgraph(silent, 200);
  await Promise.all(Array.from({ length: 12 }, () => subgraph.query()));
  await expect.poll(() => subgraph.circuit()).toBe('open');
  await vi.waitFor(async () => {
    expect(await subgraph.query(Deadline.after(100))).toBe('SUBGRAPH_UNAVAILABLE');
    expect(subgraph.circuit()).toBe('half-open');
  }, 10_000);
});
