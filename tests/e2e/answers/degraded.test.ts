import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { freePorts } from '../../../dev/mysql/processes/free-port.ts';
import { nodeIdOf } from '../../../platform/execution/schema/node-id.ts';
import { createLog } from '../../../platform/process/logging/logging.ts';
import { subgraphNames } from '../../../platform/subgraph/listed-subgraphs.ts';
import { openUserDirectory } from '../../../router/auth/users/open-users.ts';
import { readRouterConfig } from '../../../router/config/config.ts';
import { startRouter } from '../../../router/router-server.ts';
import { journeyTransport } from '../../support/networks/both-transports.ts';
import { insertAnaAndBento, postQuery, startTestNetwork } from '../../support/networks/test-network.ts';
import { TEST_SECRET } from '../../support/networks/test-subgraph.ts';
import { startTcpProxy, throughProxy } from '../../support/servers/tcp-proxy.ts';

const ANA = '{ cliente(id: "1") { nome enderecos { cidade } } }';
const NAMES = (await subgraphNames()).map((name) => name.toUpperCase());

async function readiness(url: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(new URL('/health/ready', url));
  return { status: response.status, body: await response.json() };
}

test('a router starts while every subgraph is down, says so, and answers what needs none', async () => {
  const port = await freePorts(NAMES.length);
  const config = readRouterConfig({
    IDENTITY_SECRET: TEST_SECRET,
    NODE_ENV: 'development',
    ROUTER_PORT: '0',
    ...Object.fromEntries(
      NAMES.map((name, index) => [`SUBGRAPH_URL_${name}`, `http://127.0.0.1:${port + index}/graphql`]),
    ),
  });
  const log = createLog('router', 'silent');
  await using users = await openUserDirectory({ ...config, log });
  await using router = await startRouter({ config, log, users });

  expect(await readiness(router.url)).toEqual({
    status: 200,
    body: {
      status: 'degraded',
      subgraphs: Object.fromEntries(NAMES.map((name) => [name.toLowerCase(), 'unavailable'])),
    },
  });
  const { body } = await postQuery(
    `${router.url}/graphql`,
    '{ __schema { queryType { name } } cliente(id: "1") { nome } }',
  );
  expect(body).toMatchObject({
    data: { __schema: { queryType: { name: 'Query' } }, cliente: null },
    errors: [{ path: ['cliente'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', retryable: true } }],
  });
});

describe.each([journeyTransport()])('transport %s', (transport) => {
  test('with one subgraph down the others answer', async () => {
    await using graph = await startTestNetwork({ transport });
    await insertAnaAndBento(graph.network);
    await graph.network.subgraphs.get('enderecos')?.[Symbol.asyncDispose]();

    const { body } = await graph.query(ANA);

    expect(body).toMatchObject({
      data: { cliente: { nome: 'Ana Prado', enderecos: null } },
      errors: [
        {
          path: ['cliente', 'enderecos'],
          extensions: { code: 'SUBGRAPH_UNAVAILABLE', retryable: true, serviceName: 'enderecos' },
        },
      ],
    });
    const ids = [nodeIdOf({ type: 'Endereco', id: '1' }), nodeIdOf({ type: 'Produto', id: '10' })];
    expect(
      (await graph.query('query ($ids: [ID!]!) { nodes(ids: $ids) { nodeId } }', { variables: { ids } }))
        .body,
    ).toMatchObject({
      data: { nodes: [null, { nodeId: ids[1] }] },
      errors: [{ path: ['nodes', 0], extensions: { code: 'SUBGRAPH_UNAVAILABLE', retryable: true } }],
    });
    await expect
      .poll(async () => (await readiness(graph.url)).body, { timeout: 10_000 })
      .toEqual({
        status: 'degraded',
        subgraphs: Object.fromEntries(
          NAMES.map((name) => [name.toLowerCase(), name === 'ENDERECOS' ? 'unavailable' : 'ready']),
        ),
      });
  });

  test('a database that does not answer makes the graph degraded', async () => {
    const { hostname, port } = new URL(inject('adminUrl'));
    const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
    onTestFinished(() => proxy[Symbol.asyncDispose]());
    await using graph = await startTestNetwork({
      transport,
      adminUrl: throughProxy(inject('adminUrl'), proxy),
    });
    await expect
      .poll(async () => await readiness(graph.url), { timeout: 10_000 })
      .toMatchObject({ body: { status: 'ready' } });
    proxy.freeze('everything');

    // What was found out within the last second is remembered, here and at the subgraphs.
    await expect
      .poll(async () => await readiness(graph.url), { timeout: 10_000 })
      .toMatchObject({
        status: 200,
        body: {
          status: 'degraded',
          subgraphs: {
            clientes: expect.stringMatching(/^(not ready|unavailable)$/),
            inventario: expect.stringMatching(/^(not ready|unavailable)$/),
          },
        },
      });
    proxy.thaw();
  });
});
