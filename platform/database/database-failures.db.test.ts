import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { MysqlServer } from '../../dev/mysql/mysql-server.ts';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { createSchemas } from '../../dev/schemas/schemas.ts';
import { startTcpProxy, type TcpProxy, throughProxy } from '../../tests/support/servers/tcp-proxy.ts';
import { databaseFailure, isDatabaseUnavailable } from '../errors/database-failures.ts';
import type { PoolOptions } from './connections/pool-options.ts';
import { type Database, openDatabase } from './database.ts';

// A server of its own: what is set on it would disturb every other test.
let server: MysqlServer;
let url: string;
let admin: Database;
beforeAll(async () => {
  server = await provideMysql({ url: null, dataDirectory: null, durable: false, progress: () => {} });
  url =
    (await createSchemas(server.adminUrl, [{ name: 'falhas', databaseName: 'falhas' }])).get('falhas') ?? '';
  admin = openDatabase({ url: server.adminUrl, poolSize: 2 });
  await using database = openDatabase({ url, poolSize: 1 });
  await database.write('CREATE TABLE saldo (id INT PRIMARY KEY, valor INT NOT NULL) ENGINE = InnoDB', []);
  await database.write('INSERT INTO saldo VALUES (1, 0), (2, 0)', []);
});
afterAll(async () => {
  await admin?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

/** A database that is closed when the test is over. */
function open(options: Partial<PoolOptions> = {}): Database {
  const database = openDatabase({ url, poolSize: 1, ...options });
  onTestFinished(() => database[Symbol.asyncDispose]());
  return database;
}

/** A way to the server that is closed when the test is over. */
async function startProxy(): Promise<TcpProxy> {
  const { hostname, port } = new URL(url);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  return proxy;
}

async function setGlobal(name: string, value: number): Promise<void> {
  const [before] = await admin.read<{ Value: string }>(`SHOW GLOBAL VARIABLES LIKE '${name}'`, []);
  await admin.write(`SET GLOBAL ${name} = ${value}`, []);
  onTestFinished(async () => {
    // Not a prepared one, which a limit may not allow.
    const connection = await createConnection(server.adminUrl);
    await connection.query(`SET GLOBAL ${name} = ${before?.Value}`);
    await connection.end();
  });
}

const connectionId = async (database: Pick<Database, 'read'>) =>
  (await database.read<{ id: string }>('SELECT CAST(CONNECTION_ID() AS CHAR) AS id', []))[0]?.id;
const balanceOf = async (id: number) =>
  (await admin.read<{ valor: number }>('SELECT valor FROM falhas.saldo WHERE id = ?', [id]))[0]?.valor;
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error) => error,
  );
const codeOf = async (promise: Promise<unknown>) => {
  const error = await failureOf(promise);
  expect(isDatabaseUnavailable(error)).toBe(true);
  return (error as { code: string }).code;
};

test('statements without an answer fail in time, and their connections are never handed out again', async () => {
  const proxy = await startProxy();
  const database = open({ url: throughProxy(url, proxy), poolSize: 2, statementTimeoutMs: 300 });
  const before = await Promise.all([connectionId(database), connectionId(database)]);
  proxy.freeze('everything');

  const frozen = await Promise.all([1, 2].map(() => codeOf(database.read('SELECT 1', []))));
  proxy.thaw();
  const after = await Promise.all([1, 2, 3].map(() => connectionId(database)));

  expect(frozen).toEqual(['STATEMENT_TIMEOUT', 'STATEMENT_TIMEOUT']);
  for (const id of after) expect(before).not.toContain(id);
});

test('a server that takes connections and says nothing is waited for in bounds', async () => {
  const proxy = await startProxy();
  proxy.freeze('everything');
  const database = open({ url: throughProxy(url, proxy), acquireTimeoutMs: 200 });

  expect(await codeOf(database.read('SELECT 1', []))).toBe('POOL_TIMEOUT');
  // Nothing was sent, so that nobody needs to be told that its outcome is unknown.
  expect(await codeOf(database.write('DO 0', []))).toBe('POOL_TIMEOUT');
  expect(await codeOf(database.transaction((transaction) => transaction.read('SELECT 1', [])))).toBe(
    'POOL_TIMEOUT',
  );
});

test.each([false, true])(
  'a COMMIT without an answer is of unknown outcome, retryable: %s',
  async (retryable) => {
    const proxy = await startProxy();
    const database = open({ url: throughProxy(url, proxy), statementTimeoutMs: 300 });
    let attempts = 0;
    let committed = 0;
    const before = await balanceOf(1);

    const failure = await failureOf(
      database.transaction(async (transaction) => {
        attempts += 1;
        if (retryable) transaction.markRetryable();
        transaction.afterCommit(() => {
          committed += 1;
        });
        await transaction.write('UPDATE saldo SET valor = valor + 1 WHERE id = 1', []);
        proxy.freeze('answers');
      }),
    );

    expect(failure).toMatchObject({ extensions: { code: 'OUTCOME_UNKNOWN', retryable } });
    expect({ attempts, committed }).toEqual({ attempts: 1, committed: 0 });
    expect(await balanceOf(1)).toBe((before ?? 0) + 1);
  },
);

test('a write without a transaction that gets no answer is of unknown outcome too', async () => {
  const proxy = await startProxy();
  const database = open({ url: throughProxy(url, proxy), statementTimeoutMs: 300 });
  const write = (value: number) => database.write('UPDATE saldo SET valor = ? WHERE id = 2', [value]);
  // Is prepared by this.
  await write(0);
  proxy.freeze('answers');

  expect(await failureOf(write(7))).toMatchObject({
    extensions: { code: 'OUTCOME_UNKNOWN', retryable: false },
  });
  expect(await balanceOf(2)).toBe(7);
});

test('nothing waits long for a connection that others hold', async () => {
  const database = open({ acquireTimeoutMs: 100 });

  const code = await database.transaction(async () => await codeOf(database.read('SELECT 1', [])));

  expect(code).toBe('POOL_TIMEOUT');
  expect(await database.read('SELECT 1 AS one', [])).toHaveLength(1);
});

test('no more than some thousands wait for a connection', async () => {
  const database = open({ acquireTimeoutMs: 20_000 });
  const codes = await database.transaction(async () => {
    const waiting = Array.from({ length: 2_001 }, () => database.read('SELECT 1', []));
    const code = await codeOf(waiting.at(-1) ?? Promise.resolve());
    return { code, waiting: waiting.slice(0, -1) };
  });

  expect(codes.code).toBe('POOL_QUEUE_FULL');
  await Promise.all(codes.waiting);
});

test('a connection is used for so long and no longer', async () => {
  const database = open({ maxAgeMs: 1 });
  const lasting = open({ maxAgeMs: 60_000 });

  const first = await connectionId(database);
  await expect.poll(() => connectionId(database)).not.toBe(first);
  expect(await connectionId(lasting)).toBe(await connectionId(lasting));
});

test('a read that finds its connection killed is sent again over another one', async () => {
  const database = open();
  const id = await connectionId(database);
  await admin.write(`KILL CONNECTION ${id}`, []);

  expect(await connectionId(database)).not.toBe(id);
});

test('a transaction that loses its connection before it commits is run again, once, and what it registered is done once', async () => {
  const database = open();
  const ids: unknown[] = [];
  const committed: unknown[] = [];
  const before = await balanceOf(1);

  await database.transaction(async (transaction) => {
    const id = await connectionId(transaction);
    ids.push(id);
    transaction.afterCommit(() => committed.push(id));
    await transaction.write('UPDATE saldo SET valor = valor + 1 WHERE id = 1', []);
    if (ids.length === 1) await admin.write(`KILL CONNECTION ${ids[0]}`, []);
    await transaction.write('UPDATE saldo SET valor = valor + 1 WHERE id = 1', []);
  });

  expect(ids).toHaveLength(2);
  expect(ids[0]).not.toBe(ids[1]);
  expect(committed).toEqual([ids[1]]);
  expect(await balanceOf(1)).toBe((before ?? 0) + 2);
});

test('a killed statement is a passing failure', async () => {
  const database = open({ poolSize: 2 });

  const failure = await database.transaction(async (holder) => {
    await holder.write('UPDATE saldo SET valor = valor WHERE id = 1', []);
    let id: string | undefined;
    const blocked = failureOf(
      database.transaction(async (transaction) => {
        id = await connectionId(transaction);
        await transaction.write('UPDATE saldo SET valor = valor WHERE id = 1', []);
      }),
    );
    await expect
      .poll(() =>
        admin.read(
          "SELECT id FROM information_schema.PROCESSLIST WHERE info LIKE 'UPDATE saldo%' AND id = ?",
          [id ?? '0'],
        ),
      )
      .toHaveLength(1);
    await admin.write(`KILL QUERY ${id}`, []);
    return await blocked;
  });

  expect(failure).toMatchObject({ errno: 1317 });
  expect(databaseFailure(failure)?.remedy).toBe('wait');
});

test('a read that takes too long is ended by the server, and the connection is kept', async () => {
  const database = open({ statementTimeoutMs: 800 });
  const id = await connectionId(database);

  const failure = await failureOf(
    database.read(
      `WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
       SELECT COUNT(*) AS quantos FROM n a, n b, n c WHERE a.i + b.i + c.i = 0`,
      [],
    ),
  );

  expect([1969, 3024]).toContain((failure as { errno: number }).errno);
  expect(isDatabaseUnavailable(failure)).toBe(true);
  expect(await connectionId(database)).toBe(id);
});

test('after a write to a server that is read only, the next one goes over a new connection', async () => {
  const database = open({ poolSize: 2 });
  const [first, second] = await Promise.all([connectionId(database), connectionId(database)]);
  await setGlobal('read_only', 1);
  const write = () => database.write('UPDATE saldo SET valor = 3 WHERE id = 2', []);
  let attempts = 0;

  expect(await failureOf(write())).toMatchObject({ errno: 1290 });
  const inTransaction = await failureOf(
    database.transaction(async (transaction) => {
      attempts += 1;
      await transaction.write('UPDATE saldo SET valor = 3 WHERE id = 2', []);
    }),
  );
  expect(isDatabaseUnavailable(inTransaction)).toBe(true);
  expect(attempts).toBe(2);
  expect(await database.health()).toBe('read only');

  await admin.write('SET GLOBAL read_only = 0', []);
  await write();
  expect([first, second]).not.toContain(await connectionId(database));
  await expect.poll(() => database.health(), { timeout: 5_000 }).toBe('ready');
});

test('a server that keeps no more statements prepared is a passing failure', async () => {
  const database = open();
  await database.read('SELECT 1', []);
  await setGlobal('max_prepared_stmt_count', 0);

  expect(await failureOf(database.read('SELECT 2', []))).toMatchObject({ errno: 1461 });
  expect(isDatabaseUnavailable(await failureOf(database.read('SELECT 2', [])))).toBe(true);

  const connection = await createConnection(server.adminUrl);
  await connection.query('SET GLOBAL max_prepared_stmt_count = 16382');
  await connection.end();
  expect(await database.read('SELECT 2 AS dois', [])).toHaveLength(1);
});

test('statements that a connection keeps prepared make way for new ones where the server has no room', async () => {
  const database = open();
  for (let number = 0; number < 20; number += 1) await database.read(`SELECT ${number}`, []);
  const [count] = await admin.read<{ Value: string }>("SHOW GLOBAL STATUS LIKE 'Prepared_stmt_count'", []);
  await setGlobal('max_prepared_stmt_count', Number(count?.Value));

  expect(await database.read('SELECT 99 AS n', [])).toHaveLength(1);
});

test('a user with too many connections is a passing failure', async () => {
  const { username, password, hostname, port } = new URL(url);
  await admin.write(`CREATE USER 'poucas'@'%' IDENTIFIED BY '${password}' WITH MAX_USER_CONNECTIONS 1`, []);
  await admin.write("GRANT ALL ON falhas.* TO 'poucas'@'%'", []);
  expect(username).not.toBe('poucas');
  const database = open({ url: `mysql://poucas:${password}@${hostname}:${port}/falhas`, poolSize: 2 });

  const failure = await database.transaction(async (transaction) => {
    await transaction.read('SELECT 1', []);
    return await failureOf(database.read('SELECT 1', []));
  });

  expect(failure).toMatchObject({ errno: 1226 });
  expect(isDatabaseUnavailable(failure)).toBe(true);
});

test('a name that nobody knows is a passing failure', async () => {
  const database = open({ url: 'mysql://u:p@nao-existe.invalid:3306/falhas' });

  expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(await codeOf(database.read('SELECT 1', [])));
  expect(await database.health()).toBe('unavailable');
});

test('whether the database can be used is known within a second, whatever hangs', async () => {
  const proxy = await startProxy();
  const database = open({ url: throughProxy(url, proxy) });
  expect(await database.health()).toBe('ready');
  proxy.freeze('everything');
  // What was just heard counts for a moment.
  await expect.poll(() => database.health(), { timeout: 5_000 }).toBe('unavailable');

  const started = performance.now();
  expect(await Promise.all([database.health(), database.health()])).toEqual(['unavailable', 'unavailable']);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('a pool that is busy is not taken for a dead database', async () => {
  const database = open();

  expect(await database.transaction(() => database.health())).toBe('ready');
});

test('what is under way when a database is abandoned fails at once', async () => {
  const database = open({ statementTimeoutMs: 60_000 });
  await database.read('SELECT 1', []);
  const sleeping = failureOf(database.read('SELECT SLEEP(30)', []));

  database.abandon();

  expect(isDatabaseUnavailable(await sleeping)).toBe(true);
});

test('a server that went away and came back is used again', async () => {
  const database = open({ poolSize: 2 });
  await Promise.all([connectionId(database), connectionId(database)]);
  await server.kill?.();

  expect(isDatabaseUnavailable(await failureOf(database.read('SELECT 1', [])))).toBe(true);
  expect(await codeOf(database.read('SELECT 1', []))).toBe('ECONNREFUSED');
  expect(await database.health()).toBe('unavailable');

  await server.restart?.();
  expect(await database.read('SELECT valor FROM saldo WHERE id = 1', [])).toHaveLength(1);
}, 60_000);
