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

test('what may be left out of an address may be empty there', async () => {
  const ask = async (more: string) => {
    const url = `${graph.url}/graphql?query=query+A($n:Int){__typename+a:clientes(first:$n){totalCount}}&${more}`;
    const response = await fetch(url, { headers: { authorization: basic('leitor:leitor') } });
    return [response.status, await response.json()];
  };
  const answer = [200, { data: { __typename: 'Query', a: { totalCount: 0 } } }];

  expect(await ask('operationName=&variables=&extensions=')).toEqual(answer);
  expect(await ask('variables=null&extensions=null&operationName=A')).toEqual(answer);
  expect(await ask('operationName=B')).toMatchObject([
    400,
    { errors: [{ message: expect.stringContaining('no operation "B"') }] },
  ]);
});

test('a method that the graph does not have is told with those that it has', async () => {
  const ask = async (method: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${graph.url}/graphql`, { method, headers });
    return [response.status, response.headers.get('allow')];
  };
  const authorized = { authorization: basic('leitor:leitor') };

  for (const method of ['PUT', 'PATCH', 'DELETE', 'HEAD'])
    expect([method, await ask(method, authorized)]).toEqual([method, [405, 'GET, POST']]);
  expect(await ask('PUT')).toEqual([401, null]);
});
