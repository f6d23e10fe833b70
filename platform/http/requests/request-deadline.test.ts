import { once } from 'node:events';
import { request } from 'node:http';
import { connect, constants } from 'node:http2';
import { createConnection } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import type { Deadline } from '../../process/deadlines/deadline.ts';
import { prepareDeadlines, TIMEOUT_HEADER, timeoutByHeader, withDeadline } from './request-deadline.ts';

async function startApp(
  options: object = { forceCloseConnections: true },
): Promise<{ url: string; deadlines: Deadline[]; answer: () => void }> {
  // The two kinds of server have different types; what is used here is the same.
  const app = Fastify(options) as FastifyInstance;
  onTestFinished(() => app.close());
  const deadlines: Deadline[] = [];
  const waiting: (() => void)[] = [];
  prepareDeadlines(app);
  const preHandler = withDeadline(timeoutByHeader(10_000));
  app.get('/', { preHandler }, async ({ deadline }) => {
    if (deadline) deadlines.push(deadline);
    await new Promise<void>((resolve) => waiting.push(resolve));
    return 'ok';
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    deadlines,
    answer: () => {
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

test.each([
  { header: '1500', least: 1_000, most: 1_500 },
  { header: '99999', least: 9_000, most: 10_000 },
  { header: undefined, least: 9_000, most: 10_000 },
  { header: '-1', least: 9_000, most: 10_000 },
  { header: '1e3', least: 9_000, most: 10_000 },
  { header: '12345678', least: 9_000, most: 10_000 },
  { header: '0', least: 0, most: 0 },
])('with the header $header there are $least to $most ms', async ({ header, least, most }) => {
  const { url, deadlines, answer } = await startApp();
  const answered = fetch(url, header === undefined ? {} : { headers: { [TIMEOUT_HEADER]: header } });
  await expect.poll(() => deadlines).toHaveLength(1);
  const timeLeft = deadlines[0]?.timeLeft;
  answer();

  expect((await answered).status).toBe(200);
  expect(timeLeft).toBeGreaterThanOrEqual(least);
  expect(timeLeft).toBeLessThanOrEqual(most);
});

test('a deadline ends when the client goes, and not when it has its answer', async () => {
  const { url, deadlines, answer } = await startApp();
  const answered = fetch(url);
  await expect.poll(() => deadlines).toHaveLength(1);
  answer();
  await (await answered).text();
  const leaving = request(url, { agent: false }).on('error', () => {});
  leaving.end();
  await expect.poll(() => deadlines).toHaveLength(2);

  leaving.destroy();

  await expect.poll(() => deadlines[1]?.isOver).toBe(true);
  expect(deadlines[0]?.isOver).toBe(false);
});

test('deadlines of all requests that a client has sent ahead end when it goes, and not that of one that is answered', async () => {
  const { url, deadlines, answer } = await startApp();
  const client = createConnection(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
  const ask = (times: number) => client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(times));
  ask(1);
  await expect.poll(() => deadlines).toHaveLength(1);
  answer();
  await once(client, 'data');
  ask(3);
  await expect.poll(() => deadlines).toHaveLength(4);

  client.destroy();

  await expect.poll(() => deadlines.map(({ isCancelled }) => isCancelled)).toEqual([false, true, true, true]);
});

test('a deadline ends when a client of HTTP/2 cancels its request, and not when it has its answer', async () => {
  const { url, deadlines, answer } = await startApp({ http2: true });
  const session = connect(url);
  onTestFinished(() => session.destroy());
  const ask = () => {
    const stream = session.request({ ':path': '/' }).on('error', () => {});
    stream.resume().end();
    return stream;
  };
  const answered = ask();
  await expect.poll(() => deadlines).toHaveLength(1);
  answer();
  await once(answered, 'close');
  const leaving = ask();
  await expect.poll(() => deadlines).toHaveLength(2);

  leaving.close(constants.NGHTTP2_CANCEL);

  await expect.poll(() => deadlines[1]?.isOver).toBe(true);
  expect(deadlines[0]?.isOver).toBe(false);
});
