import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { createLog } from '../../platform/process/logging.ts';
import { Resources } from '../../platform/process/resources.ts';
import { asJson, startBrokenSubgraph } from '../../tests/support/broken-subgraph.ts';
import { basic, postQuery } from '../../tests/support/test-network.ts';
import { openUserDirectory } from '../auth/open-users.ts';
import { readRouterConfig } from '../config.ts';
import { startRouter } from '../router-server.ts';

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3")
  type Query { total: Int }`;
const PLACES = 4;

/** A router with four places in front of a subgraph that answers when told to. */
async function startSlowGraph() {
  await using opened = new Resources();
  const subgraph = opened.use(await startBrokenSubgraph(SDL, { Query: { total: () => 3 } }));
  const held: (() => void)[] = [];
  const { supergraphSdl, errors } = composeServices([
    { name: 'contas', url: subgraph.url, typeDefs: parse(SDL) },
  ]);
  if (!supergraphSdl) throw new AggregateError(errors ?? []);
  const folder = await mkdtemp(join(tmpdir(), 'shedding-'));
  opened.defer(() => rm(folder, { recursive: true }));
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, supergraphSdl);
  const config = readRouterConfig({
    SUPERGRAPH_PATH: path,
    ROUTER_PORT: '0',
    MAX_REQUESTS_IN_FLIGHT: String(PLACES),
  });
  const log = createLog('test', 'silent');
  const users = await openUserDirectory({ ...config, log });
  const { url } = opened.use(await startRouter({ config, log, users }));
  const resources = opened.move();
  return {
    url,
    ask: () => postQuery(`${url}/graphql`, '{ total }'),
    hold() {
      subgraph.respond = (answer, response) => held.push(() => asJson(answer, response));
    },
    release() {
      subgraph.respond = asJson;
      for (const answer of held.splice(0)) answer();
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

test('what exceeds places and queue is answered 503, the rest is finished, and afterwards all works again', async () => {
  await using graph = await startSlowGraph();
  expect((await graph.ask()).body).toEqual({ data: { total: 3 } });
  graph.hold();

  const answers = Array.from({ length: 3 * PLACES }, () => graph.ask());
  const shed: Awaited<ReturnType<typeof graph.ask>>[] = [];
  // All but those that have a place: some at once, and those that wait when they have waited too long.
  await new Promise<void>((resolve, reject) => {
    for (const answer of answers) {
      answer.then((one) => {
        if (shed.push(one) === 2 * PLACES) resolve();
      }, reject);
    }
  });
  for (const { status, headers, body } of shed) {
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('content-type')).toContain('application/json');
    expect(body.errors).toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
  }
  const authorization = basic('admin:admin');
  const metrics = await fetch(`${graph.url}/metrics`, { headers: { authorization } });
  const text = await metrics.text();
  expect(text).toMatch(new RegExp(`^graphql_requests_in_flight\\{.*\\} ${PLACES}$`, 'm'));
  expect(text).toMatch(new RegExp(`^graphql_requests_shed_total\\{.*\\} ${2 * PLACES}$`, 'm'));
  for (const open of ['/health/live', '/graphiql']) {
    expect((await fetch(`${graph.url}${open}`, { headers: { authorization } })).status).toBe(200);
  }

  graph.release();
  const finished = (await Promise.all(answers)).filter(({ status }) => status === 200);
  expect(finished.map(({ body }) => body)).toEqual(new Array(PLACES).fill({ data: { total: 3 } }));
  const after = await Promise.all(Array.from({ length: 2 * PLACES }, graph.ask));
  expect(after.map(({ status }) => status)).toEqual(new Array(2 * PLACES).fill(200));
});
