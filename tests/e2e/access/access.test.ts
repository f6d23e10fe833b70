import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { onBothTransports } from '../../support/networks/both-transports.ts';
import { basic, insertAnaAndBento, postQuery } from '../../support/networks/test-network.ts';
import { TEST_IDENTITY, testSigner } from '../../support/networks/test-subgraph.ts';

const UNAUTHENTICATED = {
  errors: [{ message: 'Valid HTTP Basic credentials are needed.', extensions: { code: 'UNAUTHENTICATED' } }],
};

/** fetch refuses some methods, so this speaks HTTP itself. */
async function send(url: string, method: string, headers: Record<string, string> = {}) {
  const [response] = await once(request(url, { method, headers }).end(), 'response');
  response.resume();
  return { status: response.statusCode, challenge: response.headers['www-authenticate'] };
}

onBothTransports('access', (graph) => {
  beforeAll(() => insertAnaAndBento(graph.network));

  describe('the router', () => {
    test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])(
      'refuses %s without credentials on any path',
      async (method) => {
        for (const path of [
          '/',
          '/graphql',
          '/graphiql',
          '/metrics',
          '/nothing',
          '/health/../graphql',
          '/health/live/x',
          '/%zz',
          '/health/live%ff',
        ]) {
          expect({ path, ...(await send(`${graph.url}${path}`, method)) }).toEqual({
            path,
            status: 401,
            challenge: 'Basic realm="customer graph", charset="UTF-8"',
          });
        }
      },
    );

    test.each([
      ['none', null],
      ['a wrong password', 'admin:wrong'],
      ['an unknown user', 'ninguem:admin'],
    ])('answers %s with an error that GraphQL clients understand', async (_what, credentials) => {
      const { status, body } = await graph.query('{ __typename }', { credentials });

      expect({ status, body }).toEqual({ status: 401, body: UNAUTHENTICATED });
    });

    test('refuses malformed credentials without echoing them', async () => {
      const response = await fetch(`${graph.url}/graphql`, {
        headers: { authorization: 'Basic c2VncmVkbw*==' },
      });

      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain('c2Vn');
    });

    test('takes the scheme in any case', async () => {
      const { body } = await graph.query('{ __typename }', {
        credentials: null,
        headers: { authorization: basic('leitor:leitor').replace('Basic', 'bAsIc') },
      });

      expect(body).toEqual({ data: { __typename: 'Query' } });
    });

    test.each(['router', 'clientes'])('the %s answers 401 before the body has arrived', async (part) => {
      const url = graph.network.subgraphs.get(part)?.url ?? graph.url;
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.write(
        'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{',
      );
      const [answer] = await once(socket, 'data');
      socket.destroy();

      expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /);
      expect(String(answer)).toMatch(/connection: close/i);
    });

    test.each([
      ['headers beyond 16 KiB', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
      ['what is no HTTP', '\x16\x03\x01 segredo\r\n\r\n', '400'],
    ])('answers %s in GraphQL terms, without quoting it', async (_what, request, status) => {
      const socket = connect(Number(new URL(graph.url).port), '127.0.0.1');
      socket.write(request);
      const [answer] = await once(socket, 'data');
      const [head = '', body = ''] = String(answer).split('\r\n\r\n');
      socket.destroy();

      expect(head).toContain(`HTTP/1.1 ${status} `);
      expect(JSON.parse(body).errors).toEqual([
        { message: expect.any(String), extensions: { code: 'BAD_REQUEST' } },
      ]);
      expect(body).not.toContain('segredo');
    });

    test('lets health be asked by anyone, and nothing else be done there', async () => {
      expect((await send(`${graph.url}/health/live`, 'GET')).status).toBe(200);
      expect((await send(`${graph.url}/health/ready`, 'GET')).status).toBe(200);
      expect((await send(`${graph.url}/health/live`, 'POST')).status).toBe(401);
    });

    test('lets a preflight pass for an allowed origin, and tells other origins nothing', async () => {
      const preflight = (origin: string) =>
        fetch(`${graph.url}/graphql`, {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'authorization',
          },
        });

      const allowed = await preflight('https://studio.apollographql.com');
      expect(allowed.ok).toBe(true);
      expect(allowed.headers.get('access-control-allow-origin')).toBe('https://studio.apollographql.com');
      expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    });

    test('runs only the kinds of operation that the scopes of the user allow', async () => {
      const { status, body } = await graph.query('mutation { __typename }', { credentials: 'leitor:leitor' });

      expect({ status, code: body.errors[0].extensions.code }).toEqual({ status: 403, code: 'FORBIDDEN' });
      expect(
        (await graph.query('{ __typename }', { credentials: 'leitor:leitor' })).body.errors,
      ).toBeUndefined();
    });

    test.each([
      [
        'too deep',
        `{ produto(id: 1) { ${'inventario(first: 1) { nodes { produto { '.repeat(7)} id ${'} } } '.repeat(7)} } }`,
        /^The operation is 23 fields deep; at most 20/,
      ],
      [
        'too costly',
        '{ clientes(first: 100) { nodes { inventario(first: 100) { nodes { produto { inventario(first: 100) { nodes { id } } } } } } } }',
        /^The operation has an estimated cost of \d+; at most 50000/,
      ],
      [
        'too many at the root',
        `{ ${Array.from({ length: 51 }, (_, n) => `a${n}: cliente(id: ${n + 1}) { id }`).join(' ')} }`,
        /^The operation has 51 root fields; at most 50/,
      ],
      [
        'nested too deep to be read',
        '{a'.repeat(3_000),
        /^The operation nests 3000 brackets in each other; at most 200/,
      ],
      [
        'none of several',
        'query A { __typename } query B { __typename }',
        /^The document has several operations; `operationName` must say which one. It has "A", "B"\.$/,
      ],
      [
        'of fragments that spread each other twice',
        `{ cliente(id: 1) { ...F0 } } ${Array.from({ length: 34 }, (_, n) => `fragment F${n} on Cliente { ...F${n + 1} ...F${n + 1} }`).join(' ')} fragment F34 on Cliente { id }`,
        /^The document has more than 1000000 selections, .* at most 2000 are allowed/,
      ],
      [
        'of values under many names in many rows',
        `{ clientes(first: 100) { nodes { inventario(first: 100) { nodes { ${Array.from({ length: 300 }, (_, n) => `a${n}: id`).join(' ')} } } } } }`,
        /^The operation has an estimated cost of \d+; at most 50000/,
      ],
    ])('refuses an operation that is %s', async (_what, query, message) => {
      const { status, body } = await graph.query(query);

      expect({ status, data: body.data }).toEqual({ status: 400, data: undefined });
      expect(body.errors).toEqual([
        { message: expect.stringMatching(message), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    });

    test.each([
      'clientes(first: 100) { nodes { nome } }',
      'produtos(first: 100) { nodes { nome } }',
      'enderecos(filtro: { uf: SP }, first: 100) { nodes { cidade } }',
      'aquisicoes(first: 100) { nodes { total } }',
      'produtosMaisAdquiridos(de: "2025-01-01", ate: "2025-12-31", first: 100) { total produto { nome } }',
    ])('answers %s, a list as long as it may be', async (field) => {
      const { body } = await graph.query(`{ ${field} }`);

      expect(body).toEqual({ data: expect.anything() });
    });

    test('refuses variables that would take for ever to be refused by name', async () => {
      const f = Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`a${n}`, 1]));
      const { status, body } = await graph.query(
        'query ($f: ClienteFiltro) { clientes(filtro: $f) { totalCount } }',
        { variables: { f } },
      );

      expect(status).toBe(400);
      expect(body.errors).toEqual([
        {
          message: 'The variables have an object with 15000 fields; at most 500 are allowed.',
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
    });

    test('a literal that a scalar of a subgraph refuses is bad input, where it was asked for', async () => {
      const { status, body } = await graph.query('{ clientePorCpf(cpf: "123") { nome } }');

      expect({ status, data: body.data }).toEqual({ status: 200, data: { clientePorCpf: null } });
      expect(body.errors).toEqual([
        expect.objectContaining({
          path: ['clientePorCpf'],
          extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', serviceName: 'clientes' }),
        }),
      ]);
    });

    test.each([
      ['as text', ''],
      ['beside bytes that are not UTF-8', '%23%ff%0A'],
      ['after a bare #', '#%0A'],
    ])('judges the document that a GET request has carried out, %s', async (_what, before) => {
      const operations = Array.from({ length: 51 }, (_, n) => `query%20Q${n}{__typename}`).join('');
      const headers = {
        authorization: basic('leitor:leitor'),
        'content-type': 'application/json',
        accept: 'application/json',
      };
      // fetch would take away what stands after a "#".
      const asked = request(graph.url, { path: `/graphql?query=${before}${operations}`, headers }).end();
      const [response] = await once(asked, 'response');

      expect({ status: response.statusCode, body: await json(response) }).toEqual({
        status: 400,
        body: {
          errors: [
            {
              message: 'The document has 51 operations; at most 50 are allowed.',
              extensions: { code: 'BAD_USER_INPUT' },
            },
          ],
        },
      });
    });

    test('says that there are no subscriptions, and which operations there are', async () => {
      const ask = async (query: string, operationName?: string) => {
        const response = await fetch(`${graph.url}/graphql`, {
          method: 'POST',
          headers: { authorization: basic('leitor:leitor'), 'content-type': 'application/json' },
          body: JSON.stringify({ query, operationName }),
        });
        const body: { errors: { message: string }[] } = await response.json();
        return { status: response.status, messages: body.errors.map(({ message }) => message) };
      };

      expect(await ask('{ __typename }', 'Nada')).toEqual({
        status: 400,
        messages: ['The document has no operation "Nada". Its operation has no name.'],
      });
      expect(await ask('query A { __typename }', '')).toEqual({
        status: 400,
        messages: ['The document has no operation "". It has "A".'],
      });
      expect(await ask('query A { __typename } query B { __typename }', 'Nada')).toEqual({
        status: 400,
        messages: ['The document has no operation "Nada". It has "A", "B".'],
      });
      const { status, messages } = await ask('subscription { nada }');
      expect(status).toBe(400);
      expect(messages.join()).not.toMatch(/scope/);
    });

    test('refuses a body over the limit, no body, a form and a batch', async () => {
      const post = async (body: string, type = 'application/json') => {
        const response = await fetch(`${graph.url}/graphql`, {
          method: 'POST',
          headers: { authorization: basic('admin:admin'), 'content-type': type },
          body,
        });
        return response.status;
      };

      expect(await post(JSON.stringify({ query: `# ${'x'.repeat(300_000)}` }))).toBe(413);
      expect(await post('{"query":')).toBe(400);
      expect(await post('query=%7Bx%7D', 'application/x-www-form-urlencoded')).toBe(415);
      expect(await post('[{"query":"{__typename}"}]')).toBe(400);
    });

    test('passes its request id on, and makes one when it is given none or nonsense', async () => {
      const id = async (sent: string) =>
        (await graph.query('{ __typename }', { headers: { 'x-request-id': sent } })).headers.get(
          'x-request-id',
        );

      expect(await id('pedido-000000001')).toBe('pedido-000000001');
      expect(await id('a b')).toMatch(/^[0-9a-f-]{36}$/);
    });

    test('answers browsers with security headers, which a subgraph spares its callers', async () => {
      const subgraphUrl = graph.network.subgraphs.get('clientes')?.url ?? '';
      const [router, subgraph] = await Promise.all(
        [`${graph.url}/graphql`, subgraphUrl].map((url) => postQuery(url, '{ __typename }')),
      );

      for (const name of ['x-frame-options', 'strict-transport-security', 'referrer-policy']) {
        expect(router?.headers.has(name), name).toBe(true);
        expect(subgraph?.headers.has(name), name).toBe(false);
      }
      expect(router?.headers.get('x-content-type-options')).toBe('nosniff');
      expect(subgraph?.headers.get('x-content-type-options')).toBe('nosniff');
    });
  });

  describe('a subgraph', () => {
    const url = () => graph.network.subgraphs.get('clientes')?.url ?? '';

    test.each(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])(
      'refuses %s without the signed identity of the router',
      async (method) => {
        expect((await send(url(), method)).status).toBe(401);
        expect((await send(new URL('/nothing', url()).href, method)).status).toBe(401);
      },
    );

    test('answers a token that is signed for it, and refuses one that is signed for another', async () => {
      const signer = testSigner();
      const ask = async (audience: string) =>
        postQuery(url(), '{ cliente(id: 1) { nome } }', {
          credentials: null,
          headers: { authorization: `Bearer ${await signer.tokenFor(TEST_IDENTITY, audience)}` },
        });

      expect((await ask('clientes')).body).toEqual({ data: { cliente: { nome: 'Ana Prado' } } });
      expect((await ask('enderecos')).status).toBe(401);
    });

    test('takes the development users in development', async () => {
      expect((await postQuery(url(), '{ cliente(id: 1) { nome } }')).status).toBe(200);
      expect((await postQuery(url(), '{ cliente(id: 1) { nome } }', { credentials: 'admin:x' })).status).toBe(
        401,
      );
    });
  });
});
