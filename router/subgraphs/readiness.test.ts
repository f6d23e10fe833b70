import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createLog } from '../../platform/process/logging/logging.ts';
import { CONNECTIONS_CONFIG } from '../../tests/support/executions/connections-config.ts';
import { createReadiness, PROBE_IDENTITY, type Probe, type SubgraphState } from './readiness.ts';
import { SubgraphConnections } from './subgraph-connections.ts';

const GOOD = { users: 1, linesLeftOut: 0, filesNotRead: 0 };

test('readiness comes within a second, and a subgraph that hangs is asked by one probe at a time', async () => {
  let asked = 0;
  const hangs: Probe = () => {
    asked += 1;
    return new Promise(() => {});
  };
  const probes = new Map<string, readonly Probe[]>([
    ['a', [async () => 'ready']],
    ['d', [async () => 'not ready']],
    ['b', [hangs]],
    [
      'c',
      [
        async () => {
          throw new Error('broken');
        },
      ],
    ],
  ]);
  const ready = createReadiness(() => probes, { state: GOOD });
  const start = performance.now();

  const answers = await Promise.all([ready(), ready(), ready()]);

  expect(performance.now() - start).toBeLessThan(1_000);
  for (const answer of answers) {
    expect(answer).toEqual({
      ok: true,
      body: {
        status: 'degraded',
        subgraphs: { a: 'ready', b: 'unavailable', c: 'unavailable', d: 'not ready' },
      },
    });
  }
  // With another second's results the first probe of `b` has still no answer.
  while (performance.now() - start < 1_100) await ready();
  expect((await ready()).body).toMatchObject({ subgraphs: { b: 'unavailable' } });
  expect(asked).toBe(1);
});

test.each([
  [{ ...GOOD, linesLeftOut: 2 }, 'lines left out'],
  [{ ...GOOD, linesLeftOut: 2, filesNotRead: 1 }, 'file not read'],
  [{ ...GOOD, users: 0 }, 'nobody can log in'],
])(
  'what of the users cannot be used makes the graph degraded, and is told without a number',
  async (state, users) => {
    const ready = createReadiness(() => new Map<string, readonly Probe[]>([['a', [async () => 'ready']]]), {
      state,
    });

    expect(await ready()).toEqual({
      ok: true,
      body: { status: 'degraded', subgraphs: { a: 'ready' }, users },
    });
  },
);

/** A subgraph that answers GraphQL with a status, and says of itself that it is ready. */
async function startSubgraph(status: number): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(request.method === 'GET' ? 200 : status, { 'content-type': 'application/json' });
    response.end('{"data":{"__typename":"Query"}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

test.each([
  { a: 401, b: 403, ok: false, status: 'refused', states: { a: 'refused', b: 'refused' } },
  { a: 401, b: 200, ok: true, status: 'degraded', states: { a: 'refused', b: 'ready' } },
  { a: 401, b: 500, ok: true, status: 'degraded', states: { a: 'refused', b: 'unavailable' } },
])('subgraphs that answer the key of the router with $a and $b: $status', async ({ a, b, ok, ...body }) => {
  await using connections = new SubgraphConnections({
    config: CONNECTIONS_CONFIG,
    log: createLog('test', 'silent'),
  });
  connections.use(
    connections.open([
      { name: 'a', url: await startSubgraph(a) },
      { name: 'b', url: await startSubgraph(b) },
    ]),
  );
  const ready = createReadiness(() => connections.probes, { state: GOOD });

  expect(await ready()).toEqual({ ok, body: { status: body.status, subgraphs: body.states } });
});

test('of several addresses each is told, and one that is ready is enough', async () => {
  const of = (...states: SubgraphState[]): readonly Probe[] => states.map((state) => async () => state);
  const probes = new Map([
    ['a', of('unavailable', 'ready')],
    ['b', of('not ready', 'circuit open')],
    ['c', of('ready')],
  ]);

  expect(await createReadiness(() => probes, { state: GOOD })()).toEqual({
    ok: true,
    body: {
      status: 'degraded',
      subgraphs: { a: 'ready', b: 'not ready', c: 'ready' },
      addresses: { a: ['unavailable', 'ready'], b: ['not ready', 'circuit open'] },
    },
  });
});

test('a circuit that nobody asks through is closed by readiness once the subgraph answers', async () => {
  let isAway = true;
  const server = createServer((_request, response) => {
    if (isAway) response.destroy();
    else response.end('{"data":{"__typename":"Query"}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await using connections = new SubgraphConnections({
    config: CONNECTIONS_CONFIG,
    log: createLog('test', 'silent'),
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  connections.use(connections.open([{ name: 'a', url }]));
  const circuit = connections.circuits.get('a');
  const [probe] = connections.probes.get('a') ?? [];
  if (!circuit || !probe) throw new Error('the subgraph is not connected');
  const caller = { identity: PROBE_IDENTITY, requestId: 'pedido-1', deadline: null };
  for (let request = 0; request < 12; request += 1)
    await circuit.post({ query: 'mutation { a }' }, caller).catch(() => {});
  await expect.poll(() => circuit.addresses[0]?.circuit).toBe('open');
  isAway = false;

  await vi.waitFor(async () => expect(await probe(PROBE_IDENTITY)).toBe('ready'), 3_000);
  expect(circuit.addresses[0]?.circuit).toBe('closed');
});
