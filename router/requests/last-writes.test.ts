import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { LAST_WRITE_HEADER, lastWriteByHeader } from '../../platform/http/requests/last-write-header.ts';
import { SharedStore } from '../../platform/sharing/shared-store.ts';
import { insertAnaAndBento, startTestNetwork } from '../../tests/support/networks/test-network.ts';
import { redisPrograms, startRedis } from '../../tests/support/servers/redis-server.ts';
import { LastWrites } from './last-writes.ts';

const programs = await redisPrograms();
if (typeof programs === 'string') console.log(`skipped: Redis cannot be had: ${programs}`);

/** A mutation of a user, from its beginning to its answer, as Apollo Server tells of it. */
async function write(writes: LastWrites, user: string): Promise<void> {
  const listener = await writes.plugin().requestDidStart?.({} as never);
  // What the plugin looks at of a request.
  const request = { operation: { operation: 'mutation' }, contextValue: { identity: { user } } } as never;
  await listener?.didResolveOperation?.(request);
  await listener?.willSendResponse?.(request);
}

test('who has written is known here, and nobody else', async () => {
  const writes = new LastWrites(null);

  await write(writes, 'ana');
  await writes.refresh('ana');

  expect(writes.since('ana')).toBeLessThan(10_000);
  expect(writes.since('bento')).toBe(null);
});

test.skipIf(typeof programs === 'string')('a router knows what was written through another one', async () => {
  if (typeof programs === 'string') throw new Error(programs);
  const redis = await startRedis(programs);
  onTestFinished(() => redis[Symbol.asyncDispose]());
  const shared = { url: redis.url, ca: null, timeoutMs: 500, log: pino({ level: 'silent' }) };
  // Also while the secret is changed.
  const [former, next] = ['s'.repeat(32), 't'.repeat(32)];
  await using one = await SharedStore.open({ ...shared, secret: former });
  await using other = await SharedStore.open({ ...shared, secret: next, secretAlso: former });
  const [here, there] = [new LastWrites(one), new LastWrites(other)];

  await write(here, 'ana');
  await there.refresh('ana');
  await there.refresh('bento');

  expect(there.since('ana')).toBeLessThan(10_000);
  expect(there.since('bento')).toBe(null);
});

test('subgraphs are told with each request of a user who has written, and of nobody else', async () => {
  await using graph = await startTestNetwork({ transport: 'http' });
  await insertAnaAndBento(graph.network);
  const told: (number | null)[] = [];
  const record = (message: unknown) => {
    // As undici publishes it: names and values in turn.
    const { request } = message as {
      request: { path: string; origin: string; headers: readonly string[] | string };
    };
    if (request.origin === new URL(graph.url).origin || !request.path.endsWith('/graphql')) return;
    const all = Array.isArray(request.headers)
      ? [...request.headers]
      : String(request.headers).split(/: |\r\n/);
    const at = all.indexOf(LAST_WRITE_HEADER);
    told.push(at < 0 ? null : lastWriteByHeader({ headers: { [LAST_WRITE_HEADER]: all[at + 1] } }));
  };
  const ask = (credentials: string) => graph.query('{ cliente(id: 1) { nome } }', { credentials });
  await ask('admin:admin');
  subscribe('undici:request:create', record);
  onTestFinished(() => {
    unsubscribe('undici:request:create', record);
  });

  await ask('admin:admin');
  expect(told.splice(0)).toEqual([null]);
  await graph.query(
    'mutation { atualizarCliente(entrada: { id: 1, versao: 1, nome: "Ana" }) { __typename } }',
  );
  await ask('leitor:leitor');
  await ask('admin:admin');

  expect(told.at(-2)).toBe(null);
  expect(told.at(-1)).toBeLessThan(20_000);
});

test.each(['', '-1', '1e3', '123456', 'x'])('a header that says %j says nothing', (text) => {
  expect(lastWriteByHeader({ headers: { [LAST_WRITE_HEADER]: text } })).toBe(null);
});
