import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { RequestFailure, RequestPool } from './request-pool.ts';

const REQUEST = { path: '/', method: 'POST', body: '{}' } as const;

test('of a request whose deadline passes while it waits it is known that it was not sent, and the next one is', async () => {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    if (request.url !== '/slow') response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pool = new RequestPool({
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: 1,
    maxWaiting: 2,
    maxAnswerBytes: 1_000,
    connectTimeoutMs: 1_000,
  });
  const now = performance.now();

  const results = await Promise.allSettled([
    pool.request({ ...REQUEST, path: '/slow' }, now + 3_000),
    pool.request({ ...REQUEST, path: '/late' }, now + 1_500),
    pool.request({ ...REQUEST, path: '/next' }, now + 20_000),
    pool.request({ ...REQUEST, path: '/too-many' }, now + 20_000),
  ]);

  expect(
    results.map((result) => {
      if (result.status === 'fulfilled') return result.value;
      const { reason } = result;
      return reason instanceof RequestFailure ? { code: reason.code, sent: reason.sent } : reason;
    }),
  ).toEqual([
    { code: 'ETIMEDOUT', sent: true },
    { code: 'ETIMEDOUT', sent: false },
    { status: 200, text: 'ok' },
    { code: 'QUEUE_FULL', sent: false },
  ]);
  expect(paths).toEqual(['/slow', '/next']);
  await pool.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
