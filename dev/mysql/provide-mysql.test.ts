import { createServer } from 'node:net';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Machine } from './installation/machine.ts';
import type { MysqlServer } from './mysql-server.ts';
import { provideMysql } from './provide-mysql.ts';

const EMPTY_MACHINE: Machine = { env: { PATH: '/nonexistent' }, programFolders: [] };

function provide(options: { url?: string; machine?: Machine }): Promise<MysqlServer> {
  return provideMysql({
    url: null,
    dataDirectory: null,
    durable: false,
    progress: () => {},
    ...options,
  });
}

/** What makes a start fail, in the words that a person reads. */
async function failure(options: { url?: string; machine?: Machine }): Promise<string> {
  const error = await provide(options).catch((thrown: unknown) => thrown);
  return error instanceof Error ? `${error.name}: ${error.message}` : 'it started';
}

describe('a private server', () => {
  let server: MysqlServer;
  beforeAll(async () => {
    server = await provide({});
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function ask(sql: string): Promise<unknown> {
    const connection = await createConnection({ uri: server.adminUrl, flags: ['-IGNORE_SPACE'] });
    try {
      return (await connection.query({ sql, rowsAsArray: true }))[0];
    } finally {
      await connection.end();
    }
  }

  test('speaks utf8mb4 and UTC, and is as strict as MySQL 8', async () => {
    expect(server.kind).toBe('private');
    expect(server.description).not.toContain(new URL(server.adminUrl).password);
    expect(
      await ask(
        'SELECT @@bind_address, @@tmpdir, @@character_set_server, @@collation_server, @@global.time_zone, @@global.sql_mode',
      ),
    ).toEqual([
      [
        '127.0.0.1',
        '../tmp',
        'utf8mb4',
        'utf8mb4_unicode_ci',
        '+00:00',
        'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
      ],
    ]);
  });

  test('has one administrator, and nobody without a password', async () => {
    const users = await ask(
      "SELECT User, Host FROM mysql.user WHERE User NOT IN ('mariadb.sys') AND User NOT LIKE 'mysql.%' AND Host <> '%' ORDER BY User",
    );
    expect(users).toEqual([
      ['customer_graph_admin', '127.0.0.1'],
      ['root', 'localhost'],
    ]);
    const { port } = new URL(server.adminUrl);
    for (const user of ['root', 'nobody', '']) {
      await expect(createConnection({ host: '127.0.0.1', port: Number(port), user })).rejects.toThrow();
    }
  });

  test('comes back on its port with its data after it was killed, and after a restart', async () => {
    await ask('CREATE DATABASE IF NOT EXISTS kept');
    await ask('CREATE TABLE kept.rows_kept (id INT PRIMARY KEY)');
    await ask('INSERT INTO kept.rows_kept VALUES (7)');
    await server.restart?.();
    expect(await ask('SELECT id FROM kept.rows_kept')).toEqual([[7]]);
    await server.kill?.();
    await expect(ask('SELECT 1')).rejects.toThrow('ECONNREFUSED');
    await server.restart?.();
    expect(await ask('SELECT COUNT(*) FROM kept.rows_kept')).toEqual([[1]]);
  });

  test('serves as MYSQL_URL, and names a refused user without the password', async () => {
    const external = await provide({ url: server.adminUrl });
    const { host } = new URL(server.adminUrl);
    expect({ kind: external.kind, description: external.description, kill: external.kill }).toEqual({
      kind: 'external',
      description: `the server of MYSQL_URL (${host})`,
      kill: undefined,
    });
    await external[Symbol.asyncDispose]();
    expect(await ask('SELECT 1')).toEqual([[1]]);
    expect(await failure({ url: `mysql://ana:segredo@${host}/` })).toBe(
      `StartError: The server of MYSQL_URL (${host}) refused the user or the password.`,
    );
  });
});

describe('MYSQL_URL', () => {
  test('of nothing that listens is one sentence', async () => {
    const probe = createServer();
    const port = await new Promise<number>((resolve) => {
      probe.listen(0, '127.0.0.1', () => {
        const address = probe.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    await new Promise((resolve) => probe.close(resolve));
    expect(await failure({ url: `mysql://ana:segredo@127.0.0.1:${port}/` })).toBe(
      `StartError: The server of MYSQL_URL (127.0.0.1:${port}) does not answer: check the address, and that it is running.`,
    );
  });

  test.each(['segredo', 'http://ana:segredo@127.0.0.1/', 'mysql://'])('%s is no address', async (url) => {
    expect(await failure({ url })).toMatch(/^StartError: .*MYSQL_URL/);
    expect(await failure({ url })).not.toContain('segredo');
  });
});

test('without any server the three ways to provide one are named', async () => {
  const message = await failure({ machine: EMPTY_MACHINE });
  expect(message).toMatch(/^StartError: No MySQL or MariaDB server was found/);
  expect(message.match(/^ {2}- .*(MYSQL_URL|PATH|Docker)/gm)).toHaveLength(3);
});
