import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scriptArguments } from '../../../tests/support/commands/script-file.ts';
import type { MysqlServer } from '../mysql-server.ts';
import { listedProcess } from '../processes/process-list.ts';
import { provideMysql } from '../provide-mysql.ts';

const GONE = { timeout: 10_000, interval: 50 };

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'private-server-test-')));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

function provide(options: { dataDirectory: string | null; join?: boolean }): Promise<MysqlServer> {
  return provideMysql({ url: null, durable: false, progress: () => {}, ...options });
}

async function query(server: MysqlServer, sql: string): Promise<unknown> {
  const connection = await createConnection(server.adminUrl);
  try {
    return (await connection.query({ sql, rowsAsArray: true }))[0];
  } finally {
    await connection.end();
  }
}

async function pidIn(dataDirectory: string): Promise<number> {
  return Number(await readFile(join(dataDirectory, 'server.pid'), 'utf8'));
}

const PARENT = `
  import { provideMysql } from './dev/mysql/provide-mysql.ts';
  const dataDirectory = JSON.parse(process.argv[2]);
  await provideMysql({ url: null, dataDirectory, durable: false, progress() {} });
  console.log('ready');
`;

/** A process that starts a server and lives on. Its temporary folder is `folder`, so that what it leaves is seen. */
async function startParent(dataDirectory: string | null): Promise<ChildProcess> {
  const parent = spawn(process.execPath, [...scriptArguments(PARENT), JSON.stringify(dataDirectory)], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    parent.stdout?.once('data', () => resolve());
    parent.once('exit', () => reject(new Error('the parent ended early')));
  });
  return parent;
}

async function kill(parent: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => parent.once('exit', resolve));
  parent.kill('SIGKILL');
  await exited;
}

/** Ends the guard of a server and its watcher, so that nobody looks after the server any more. */
async function killGuard(serverPid: number): Promise<void> {
  const guard = (await listedProcess(serverPid))?.parent ?? 0;
  const watchers: number[] = [];
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (pid > 0 && pid !== serverPid && (await listedProcess(pid))?.parent === guard) watchers.push(pid);
  }
  // Stopped before any of them is gone, which another one would act upon.
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const)
    for (const pid of [guard, ...watchers]) process.kill(pid, signal);
}

test('a temporary server leaves no process and no file', async () => {
  vi.stubEnv('TMPDIR', folder);
  const server = await provide({ dataDirectory: null });
  const [data = ''] = await readdir(folder);
  const pid = await pidIn(join(folder, data));
  expect(await listedProcess(pid)).not.toBeNull();
  await server[Symbol.asyncDispose]();
  expect(await listedProcess(pid)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

test('a parent killed without warning leaves no server and no temporary file', async () => {
  const parent = await startParent(null);
  const [data = ''] = (await readdir(folder)).filter((name) => name.startsWith('customer-graph-mysql-'));
  const pid = await pidIn(join(folder, data));
  expect(await listedProcess(pid)).not.toBeNull();
  await kill(parent);
  await vi.waitFor(async () => {
    expect(await listedProcess(pid)).toBeNull();
    expect((await readdir(folder)).filter((name) => name.startsWith('customer-graph-'))).toEqual([]);
  }, GONE);
});

test('a second start finds the data of the first, whatever a killed one left half-made', async () => {
  // Deeper than the path of a socket may be.
  const deep = join(folder, 'deep'.repeat(30), 'deeper'.repeat(20));
  const first = await provide({ dataDirectory: deep });
  await query(first, 'CREATE DATABASE kept');
  await first[Symbol.asyncDispose]();
  const [data = ''] = (await readdir(deep)).filter((name) => name.startsWith('data'));
  // No process has a pid this large.
  await mkdir(join(deep, `${data}.unfinished-99999999-abc`, 'mysql'), { recursive: true });
  const second = await provide({ dataDirectory: deep });
  try {
    expect(await query(second, "SHOW DATABASES LIKE 'kept'")).toEqual([['kept']]);
  } finally {
    await second[Symbol.asyncDispose]();
  }
});

test('a killed creation does not pass for data', async () => {
  const unfinished = join(folder, 'data.unfinished-99999999-abc');
  await mkdir(join(unfinished, 'mysql'), { recursive: true });
  const server = await provide({ dataDirectory: folder });
  try {
    expect(await query(server, 'SELECT 1')).toEqual([[1]]);
    expect((await readdir(folder)).filter((name) => name.includes('unfinished'))).toEqual([]);
  } finally {
    await server[Symbol.asyncDispose]();
  }
});

test('data in use is refused by name, or joined', async () => {
  const server = await provide({ dataDirectory: folder });
  try {
    await expect(provide({ dataDirectory: folder })).rejects.toThrow(
      `Another process (pid ${process.pid}) is using the database in ${folder}: stop it first, or choose another folder.`,
    );
    const joined = await provide({ dataDirectory: folder, join: true });
    expect(joined.adminUrl).toBe(server.adminUrl);
    await joined[Symbol.asyncDispose]();
    expect(await query(server, 'SELECT 1')).toEqual([[1]]);
  } finally {
    await server[Symbol.asyncDispose]();
  }
});

test.runIf(process.platform === 'linux')(
  'a server that outlived its parent and its guard makes way',
  async () => {
    const parent = await startParent(folder);
    const left = await pidIn(folder);
    await killGuard(left);
    await kill(parent);
    expect(await listedProcess(left)).not.toBeNull();
    const server = await provide({ dataDirectory: folder });
    try {
      expect(await listedProcess(left)).toBeNull();
      expect(await pidIn(folder)).not.toBe(left);
    } finally {
      await server[Symbol.asyncDispose]();
    }
  },
);
