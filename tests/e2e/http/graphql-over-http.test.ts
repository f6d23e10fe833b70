import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { basic, startTestNetwork, type TestNetwork } from '../../support/networks/test-network.ts';

let graph: TestNetwork;
beforeAll(async () => {
  graph = await startTestNetwork({ transport: 'direct' });
});
afterAll(() => graph[Symbol.asyncDispose]());

const audits = serverAudits({
  url: () => `${graph.url}/graphql`,
  fetchFn: (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...init.headers, authorization: basic('leitor:leitor') } }),
});

test.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$id: $name', async ({ fn }) => {
  expect(await fn()).toMatchObject({ status: 'ok' });
});

test('what is wrong with a document has its status by the media type of the answer', async () => {
  const statuses = async (query: string) => {
    const ask = (accept: string) => graph.query(query, { headers: { accept } });
    return [
      (await ask('application/json')).status,
      (await ask('application/graphql-response+json')).status,
      (await ask('application/graphql-response+json, application/json;q=0.9')).status,
    ];
  };

  expect(await statuses('{ clientes { absent } }')).toEqual([200, 400, 400]);
});
