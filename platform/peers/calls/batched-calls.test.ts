import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testSigner } from '../../../tests/support/networks/test-subgraph.ts';
import {
  type BatchedRequest,
  FRAMES_TYPE,
  frameOf,
  TAKES_BATCHES_HEADER,
} from '../../http/bodies/request-batch.ts';
import { GRAPHQL_BATCH_PATH } from '../../http/requests/paths.ts';
import { Deadline } from '../../process/deadlines/deadline.ts';
import { SubgraphFailure } from '../answers/subgraph-failure.ts';
import { SubgraphClient, type SubgraphClientOptions } from '../subgraph-client.ts';

const SCOPES = Object.freeze(['query']);
const TAKES = { [TAKES_BATCHES_HEADER]: '1' };

type AnswerBatch = (response: ServerResponse, batch: BatchedRequest[], count: number) => void;

/** What a query is answered, alone or not: its own text. */
const answerTo = (query: string) => JSON.stringify({ data: { query } });
const good = (batch: readonly BatchedRequest[], place: number) =>
  frameOf(place, 200, answerTo(queryOf(batch[place])));
// What `start` has asked.
const queryOf = (one: BatchedRequest | undefined) =>
  (one?.body as { query: string } | undefined)?.query ?? '';

function begin(response: ServerResponse): ServerResponse {
  response.writeHead(200, { 'content-type': FRAMES_TYPE, ...TAKES });
  return response;
}

const works: AnswerBatch = (response, batch) => {
  // In another order than they were asked.
  begin(response).end(
    batch
      .map((_, place) => good(batch, place))
      .reverse()
      .join(''),
  );
};

async function start({
  plain = TAKES as Readonly<Record<string, string>>,
  batch: answerBatch = works,
  ...options
}: { plain?: Readonly<Record<string, string>>; batch?: AnswerBatch } & Partial<SubgraphClientOptions> = {}) {
  const asked: (string | string[])[] = [];
  const batches: BatchedRequest[][] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const body = JSON.parse(text);
    if (request.url === GRAPHQL_BATCH_PATH) {
      asked.push(body.map(queryOf));
      batches.push(body);
      answerBatch(response, body, batches.length);
      return;
    }
    asked.push(body.query);
    response.writeHead(200, { 'content-type': 'application/json', ...plain }).end(answerTo(body.query));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const client = new SubgraphClient({
    name: 'contas',
    url,
    signer: testSigner(),
    timeoutMs: 5_000,
    ...options,
  });
  onTestFinished(async () => {
    await client[Symbol.asyncDispose]();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const identities = new Map<string, { user: string; scopes: readonly string[] }>();
  const ask = async (query: string, deadline: Deadline | null = null, user = 'ana') => {
    const identity = identities.get(user) ?? Object.freeze({ user, scopes: SCOPES });
    identities.set(user, identity);
    try {
      const { data } = await client.post(
        { query },
        { identity, requestId: `de-${query.slice(0, 10)}`, deadline },
      );
      return data?.query;
    } catch (error) {
      if (!(error instanceof SubgraphFailure)) throw error;
      const { cause } = error;
      return [error.extensions.code, cause instanceof Error && 'code' in cause ? cause.code : null];
    }
  };
  // The first answers say what the address takes, and each user's token is signed.
  await ask('{ first }');
  await ask('{ first }', null, 'bento');
  asked.length = 0;
  return { client, ask, asked, batches };
}

test('queries of the same moment, of any user, are one request, each with headers of its own; one alone is plain', async () => {
  const { ask, asked, batches } = await start();

  const answers = await Promise.all([ask('{ a }'), ask('{ b }', Deadline.after(800), 'bento'), ask('{ c }')]);
  const alone = await ask('{ d }');

  expect(answers).toEqual(['{ a }', '{ b }', '{ c }']);
  expect(alone).toBe('{ d }');
  expect(asked).toEqual([['{ a }', '{ b }', '{ c }'], '{ d }']);
  const [a, b, c] = batches[0]?.map(({ headers }) => headers) ?? [];
  expect(a).toEqual({
    authorization: expect.stringMatching(/^Bearer /),
    'x-request-id': 'de-{ a }',
    'x-request-timeout-ms': expect.stringMatching(/^4\d\d\d$/),
  });
  expect(b?.authorization).not.toBe(a?.authorization);
  expect(Number(b?.['x-request-timeout-ms'])).toBeLessThanOrEqual(720);
  expect(c?.authorization).toBe(a?.authorization);
});

test.each<Parameters<typeof start>[0] & { what: string }>([
  { what: 'of another maker', plain: {} },
  { what: 'of a release with another form', plain: { [TAKES_BATCHES_HEADER]: '2' } },
  { what: 'when it is switched off', plain: TAKES, batchRequests: false },
])('each query is a request of its own: a subgraph $what', async (options) => {
  const { ask, asked } = await start(options);

  expect(await Promise.all([ask('{ a }'), ask('{ b }')])).toEqual(['{ a }', '{ b }']);

  expect(asked).toEqual(['{ a }', '{ b }']);
});

test('mutations, what is long and what the router asks about the subgraph are never in a batch', async () => {
  const { ask, asked, client } = await start();
  const long = `{ a${' '.repeat(20_000)} }`;

  await Promise.all([
    ask('mutation { m }'),
    ask(long),
    ask('{ a }'),
    client.ping({ user: 'ana', scopes: SCOPES }, 1_000),
  ]);

  expect(asked.toSorted()).toEqual([long, 'mutation { m }', '{ __typename }', '{ a }'].toSorted());
});

test('more than one request may have are several', async () => {
  const { ask, batches } = await start();
  const queries = Array.from({ length: 70 }, (_, at) => `{ a${at} }`);

  expect(await Promise.all(queries.map((query) => ask(query)))).toEqual(queries);

  expect(batches.map(({ length }) => length)).toEqual([32, 32, 6]);
});

test('a query is answered as soon as its own answer is there', async () => {
  const waiting: (() => void)[] = [];
  const { ask } = await start({
    batch(response, batch) {
      const [slow, fast] = [good(batch, 0), good(batch, 1)];
      // The first one's answer is on its way too, but not all of it.
      begin(response).write(`${fast}${slow.slice(0, 12)}`);
      waiting.push(() => response.end(slow.slice(12)));
    },
  });
  const slow = ask('{ slow }');

  expect(await ask('{ fast }')).toBe('{ fast }');
  for (const go of waiting) go();
  expect(await slow).toBe('{ slow }');
});

test('each query ends with its own deadline and its own client, the request when nobody waits for it any more', async () => {
  const closed: boolean[] = [];
  const waiting: (() => void)[] = [];
  const { ask } = await start({
    batch(response, batch) {
      begin(response).flushHeaders();
      response.on('close', () => closed.push(response.writableFinished));
      waiting.push(() => response.write(good(batch, 2)));
    },
  });
  const [leaves, stays] = [Deadline.after(60_000), Deadline.after(60_000)];
  const gone = ask('{ gone }', leaves);
  const late = ask('{ late }', Deadline.after(100));
  const answered = ask('{ answered }', stays);
  const last = ask('{ last }', stays);
  await vi.waitFor(() => expect(waiting).toHaveLength(1));

  leaves.cancel();
  expect(await gone).toEqual(['DEADLINE_EXCEEDED', 'ECANCELED']);
  expect(await late).toEqual(['DEADLINE_EXCEEDED', 'ETIMEDOUT']);
  waiting[0]?.();
  expect(await answered).toBe('{ answered }');
  expect(closed).toEqual([]);
  stays.cancel();
  expect(await last).toEqual(['DEADLINE_EXCEEDED', 'ECANCELED']);
  await vi.waitFor(() => expect(closed).toEqual([false]));
});

test('an answer that is too large, or no text, fails alone, with the status that it has', async () => {
  const { ask } = await start({
    maxAnswerBytes: 100_000,
    batch(response, batch) {
      begin(response);
      response.write(frameOf(0, 200, `{"data":{"x":"${'x'.repeat(100_000)}"}}`));
      response.write(Buffer.from([0x31, 0x20, 0x32, 0x30, 0x30, 0x20, 0xff, 0x0a]));
      response.write(frameOf(2, 401, '{"errors":[{"message":"no"}]}'));
      response.write(frameOf(3, 503, '{}'));
      response.end(good(batch, 4));
    },
  });

  expect(await Promise.all(['{ a }', '{ b }', '{ c }', '{ d }', '{ e }'].map((query) => ask(query)))).toEqual(
    [
      ['SUBGRAPH_ANSWER_TOO_LARGE', 'UND_ERR_RES_EXCEEDED_MAX_SIZE'],
      ['SUBGRAPH_INVALID_RESPONSE', 'NOT_UTF8'],
      ['SUBGRAPH_REFUSED', 'HTTP_401'],
      ['SUBGRAPH_UNAVAILABLE', 'HTTP_503'],
      '{ e }',
    ],
  );
});

/** Each of these answers the first query, and then not in the form of an answer to a batch. */
const BROKEN: readonly { what: string; rest: (batch: BatchedRequest[]) => string }[] = [
  { what: 'its end is missing', rest: (batch) => good(batch, 1).slice(0, 12) },
  { what: 'there is nothing more', rest: () => '' },
  { what: 'something else follows', rest: () => 'garbage\n' },
  { what: 'an empty line follows', rest: () => '\n' },
  { what: 'a frame comes twice', rest: (batch) => good(batch, 0) + good(batch, 1) },
  { what: 'a frame is for nobody', rest: () => frameOf(2, 200, answerTo('{ c }')) },
];

test.each(BROKEN)(
  'what is answered stays answered, the others go by themselves, when $what',
  async ({ rest }) => {
    const { ask, asked } = await start({
      batch: (response, batch) =>
        begin(response).end(good(batch, 0).replace('{ a }', '{ frame }') + rest(batch)),
    });

    expect(await Promise.all([ask('{ a }'), ask('{ b }')])).toEqual(['{ frame }', '{ b }']);
    // The address is not trusted with batches for a while.
    expect(await Promise.all([ask('{ c }'), ask('{ d }')])).toEqual(['{ c }', '{ d }']);

    expect(asked).toEqual([['{ a }', '{ b }'], '{ b }', '{ c }', '{ d }']);
  },
);

test.each([400, 401, 404, 413, 500])(
  'queries go by themselves where a batch as a whole is answered %i',
  async (status) => {
    const { ask, asked } = await start({
      batch: (response) => response.writeHead(status, TAKES).end(JSON.stringify({ errors: [] })),
    });

    expect(await Promise.all([ask('{ a }'), ask('{ b }')])).toEqual(['{ a }', '{ b }']);

    expect(asked).toEqual([['{ a }', '{ b }'], '{ a }', '{ b }']);
  },
);

test('a subgraph that is too busy is so for each of them', async () => {
  const { ask, asked } = await start({ batch: (response) => response.writeHead(503, TAKES).end('{}') });

  expect(await Promise.all([ask('{ a }'), ask('{ b }')])).toEqual([
    ['SUBGRAPH_UNAVAILABLE', 'HTTP_503'],
    ['SUBGRAPH_UNAVAILABLE', 'HTTP_503'],
  ]);

  expect(asked).toEqual([['{ a }', '{ b }']]);
});

test('a connection that breaks: what is answered stays so, the others are sent once more', async () => {
  const { ask, asked } = await start({
    batch: (response, batch) =>
      begin(response).write(good(batch, 0).replace('{ a }', '{ frame }'), () => response.destroy()),
  });

  expect(await Promise.all([ask('{ a }'), ask('{ b }'), ask('{ c }')])).toEqual([
    '{ frame }',
    '{ b }',
    '{ c }',
  ]);

  expect(asked).toEqual([['{ a }', '{ b }', '{ c }'], '{ b }', '{ c }']);
});

test('an answer in an encoding is none to a batch', async () => {
  const { ask, asked } = await start({
    batch: (response) =>
      response
        .writeHead(200, { 'content-type': FRAMES_TYPE, 'content-encoding': 'identity-of-mine' })
        .end('x'),
  });

  expect(await Promise.all([ask('{ a }'), ask('{ b }')])).toEqual(['{ a }', '{ b }']);

  expect(asked).toEqual([['{ a }', '{ b }'], '{ a }', '{ b }']);
});
