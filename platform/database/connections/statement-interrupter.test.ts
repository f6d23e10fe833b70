import { expect, test } from 'vitest';
import type { PooledConnection } from './pooled-connection.ts';
import { StatementInterrupter } from './statement-interrupter.ts';

/** A connection as far as an interruption uses it; that an order is lost on its way cannot be brought about on time. */
function connectionTo(server: string, query: (sql: string) => Promise<void> = () => Promise.resolve()) {
  const connection = {
    ended: false,
    isBusy: true,
    session: Promise.resolve({ server, id: '7' }),
    query,
    release() {},
    destroy() {
      connection.ended = true;
    },
  };
  return connection;
}

const asPooled = (connection: object) => connection as PooledConnection;

test.each([
  ['the server has carried it out', () => Promise.resolve(), false],
  [
    'the server knows no such connection',
    () => Promise.reject(Object.assign(new Error('Unknown thread id: 7'), { sqlState: 'HY000' })),
    false,
  ],
  ['it is not known whether it has arrived', () => Promise.reject(new Error('POOL_TIMEOUT')), true],
])('when %s the interrupted connection is ended: %o %o', async (_what, query, ended) => {
  const orders: string[] = [];
  const own = connectionTo('a', (sql) => {
    orders.push(sql);
    return query();
  });
  const interrupted = connectionTo('a');
  const interrupter = new StatementInterrupter(() => ({
    connection: () => Promise.resolve(asPooled(own)),
    destroy() {},
    close: () => Promise.resolve(),
  }));

  await interrupter.interrupt(asPooled(interrupted));

  expect(orders).toEqual(['KILL QUERY 7']);
  expect(interrupted.ended).toBe(ended);
});

test('another server is never told to end a statement', async () => {
  const orders: string[] = [];
  const own = connectionTo('b', (sql) => Promise.resolve(void orders.push(sql)));
  const interrupter = new StatementInterrupter(() => ({
    connection: () => Promise.resolve(asPooled(own)),
    destroy() {},
    close: () => Promise.resolve(),
  }));

  await interrupter.interrupt(asPooled(connectionTo('a')));

  expect(orders).toEqual([]);
});

test('after the end nothing is opened any more: the connection is ended instead', async () => {
  let opened = 0;
  const interrupter = new StatementInterrupter(() => {
    opened += 1;
    throw new Error('opened after the end');
  });
  await interrupter.close();
  const connection = connectionTo('a');

  await interrupter.interrupt(asPooled(connection));

  expect([opened, connection.ended]).toEqual([0, true]);
});
