import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { dockerArguments } from './docker-mysql.ts';
import { type MysqlServer, provideMysql } from './provide-mysql.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'private-mysql-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const provide = (name: string | null, join_ = false) =>
  provideMysql({
    url: null,
    dataDirectory: name === null ? null : join(folder, name),
    join: join_,
    durable: false,
    progress: () => {},
  });

async function query(server: MysqlServer, sql: string): Promise<RowDataPacket[]> {
  const connection = await createConnection({ uri: server.adminUrl });
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    return rows;
  } finally {
    await connection.end();
  }
}

const alive = (pid: number) => existsSync(`/proc/${pid}`);

test('a private server is strict, speaks utf8mb4 in UTC, listens on loopback, and leaves nothing behind', async () => {
  const server = await provide(null);
  const [settings] = await query(
    server,
    "SELECT @@sql_mode LIKE '%STRICT_TRANS_TABLES%' AS strict, @@character_set_server AS charset, @@time_zone AS zone, @@bind_address AS address, @@datadir AS data, @@pid_file AS pidFile",
  );
  const pid = Number(await readFile(settings?.pidFile, 'utf8'));

  expect(settings).toMatchObject({ strict: 1, charset: 'utf8mb4', zone: '+00:00', address: '127.0.0.1' });
  expect(alive(pid)).toBe(true);
  await server[Symbol.asyncDispose]();
  expect(alive(pid)).toBe(false);
  expect(existsSync(settings?.data)).toBe(false);
});

test('a second start has the data of the first; a killed server comes back on the same port with its data', async () => {
  const first = await provide('kept');
  await query(first, 'CREATE DATABASE guardado');
  await first[Symbol.asyncDispose]();

  await using second = await provide('kept');
  const port = new URL(second.adminUrl).port;
  await second.killAndRestart?.();

  expect(new URL(second.adminUrl).port).toBe(port);
  expect(await query(second, "SHOW DATABASES LIKE 'guardado'")).toHaveLength(1);
});

test('data in use is refused, unless the caller wants to join', async () => {
  await using running = await provide('shared');

  await expect(provide('shared')).rejects.toThrow(/Another `npm start` is using the data/);
  await using joined = await provide('shared', true);
  expect(joined.adminUrl).toBe(running.adminUrl);
  await joined[Symbol.asyncDispose]();
  expect(await query(running, 'SELECT 1 AS um')).toEqual([{ um: 1 }]);
});

test('the server ends when its parent is killed without warning', async () => {
  const script = `
    import { provideMysql } from './dev/mysql/provide-mysql.ts';
    const server = await provideMysql({ url: null, dataDirectory: process.argv[1], durable: false, progress() {} });
    console.log(server.adminUrl);
    setInterval(() => {}, 1000);
  `;
  const data = join(folder, 'orphan');
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const pid = Number(await readFile(join(data, 'server.pid'), 'utf8'));
  expect(alive(pid)).toBe(true);

  child.kill('SIGKILL');

  await vi.waitFor(() => expect(alive(pid)).toBe(false), { timeout: 15_000, interval: 50 });
});

test.each([
  [
    'nobody listens',
    'mysql://u:segredo@127.0.0.1:9/',
    'The server of MYSQL_URL (127.0.0.1:9) does not answer',
  ],
  ['it is no URL', 'localhost', 'MYSQL_URL must look like'],
])('an external server is refused in one sentence when %s', async (_what, url, message) => {
  const attempt = provideMysql({ url, dataDirectory: null, durable: false, progress: () => {} });

  await expect(attempt).rejects.toThrow(message);
  await expect(attempt).rejects.not.toThrow('segredo');
});

test('wrong credentials for an external server are told apart', async () => {
  await using server = await provide(null);
  const url = new URL(server.adminUrl);
  url.password = 'errada';

  await expect(
    provideMysql({ url: url.href, dataDirectory: null, durable: false, progress: () => {} }),
  ).rejects.toThrow('refused the user or the password');
});

test('in Docker the server would listen on loopback and take its password from the environment', () => {
  expect(dockerArguments()).toEqual(
    expect.arrayContaining(['--publish', '127.0.0.1:0:3306', '--env', 'MYSQL_ROOT_PASSWORD', 'mysql:8.4']),
  );
});
