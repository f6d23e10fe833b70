import { parse } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import { withDeadline } from '../../platform/http/requests/request-deadline.ts';
import { createHttpServer } from '../../platform/http/server/http-server.ts';
import type { Deadline } from '../../platform/process/deadlines/deadline.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { MAX_ANSWER_BYTES, toolCaller } from './call-tool.ts';

/** A server whose `/mcp` calls a tool, and whose `/graphql` answers what `answer` gives. */
async function start(
  answer: (request: { deadline: Deadline | null; headers: object; ip: string; body: unknown }) => unknown,
  text = 'query Nome { nome }',
) {
  const app = await createHttpServer({
    log: createLog('test', 'silent'),
    bodyLimit: 10_000,
    headers: {},
    ready: async () => ({ ok: true, body: {} }),
    exactNumbers: true,
    closeGraceMs: 0,
  });
  const document = parse(text);
  const [operation] = document.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
  const input = { type: 'object', properties: { id: {} }, additionalProperties: false } as const;
  const call = toolCaller(app);
  app.post('/graphql', { preHandler: withDeadline(() => 60_000) }, async (request) => answer(request));
  app.post('/mcp', { preHandler: withDeadline(() => 60_000) }, async (request) =>
    call(
      request,
      { hash: 'f'.repeat(64), input, document, operation, shown: { name: 'Nome', inputSchema: input } },
      // What the test itself sends.
      request.body as Record<string, unknown>,
    ),
  );
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  return (body: string, init: RequestInit = {}) =>
    fetch(`${url}/mcp`, {
      method: 'POST',
      body,
      ...init,
      headers: { 'content-type': 'application/json', authorization: 'Basic x', ...init.headers },
    });
}

test('a call is one request to GraphQL of the same caller, with every digit of its variables', async () => {
  const asked: unknown[] = [];
  const call = await start(({ headers, ip, body }) => {
    asked.push({ headers, ip, body: JSON.stringify(body) });
    return { data: null };
  });

  await call('{"id":9007199254740993}', {
    headers: { 'x-request-id': 'pedido-00000001', 'x-mcp-call': 'feita', 'user-agent': 'agente' },
  });

  expect(asked).toEqual([
    {
      ip: '127.0.0.1',
      headers: expect.objectContaining({
        authorization: 'Basic x',
        'user-agent': 'agente',
        'x-request-id': 'pedido-00000001',
      }),
      body: expect.stringContaining('9007199254740993'),
    },
  ]);
});

test('the request to GraphQL ends when the client of the tool has gone', async () => {
  const gone = new AbortController();
  let tell = () => {};
  const cancelled = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const call = await start(async ({ deadline }) => {
    deadline?.onCancel(tell);
    gone.abort();
    await cancelled;
    return { data: null };
  });

  await expect(call('{}', { signal: gone.signal })).rejects.toThrow();
  await cancelled;
});

test.each([
  ['query', 'query Nome { nome }', /Ask for smaller pages/],
  ['mutation', 'mutation Nome { nome }', /The mutation may have been carried out/],
])(
  'an answer to a %s that no model could read is told as one that is too large',
  async (_kind, text, said) => {
    const call = await start(() => ({ data: { nome: 'x'.repeat(MAX_ANSWER_BYTES) } }), text);

    expect(await (await call('{}')).json()).toEqual({
      content: [{ type: 'text', text: expect.stringMatching(said) }],
      isError: true,
    });
  },
);
