import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from '../../platform/process/ending/config-error.ts';
import { freePorts } from '../mysql/processes/free-port.ts';
import { checkedConfig } from './checked-config.ts';

const firstPort = await freePorts(5);
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checked-config-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What is wrong with these variables, which are otherwise those of a good start. */
async function problemsOf(env: Record<string, string>): Promise<readonly string[]> {
  const error = await checkedConfig({
    FIRST_PORT: String(firstPort),
    DATA_DIRECTORY: join(folder, 'data'),
    ...env,
  }).then(
    () => null,
    (refused) => refused,
  );
  if (error === null) return [];
  if (!(error instanceof ConfigError)) throw error;
  return error.problems;
}

async function listening(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

test('nothing is wrong with nothing set', async () => {
  expect(await problemsOf({})).toEqual([]);
});

test('all that is wrong is told at once, and nothing is written', async () => {
  const taken = [await listening(firstPort + 1), await listening(firstPort + 3)];

  const problems = await problemsOf({
    LOG_LEVEL: 'loud',
    SUBGRAPH_TRANSPORT: 'pigeon',
    MAX_OPERATION_DEPTH: '0',
    DATABASE_POOL_SIZE: 'many',
    CORS_ORIGINS: 'null',
    IDENTITY_SECRET: 'short',
  });

  for (const server of taken) server.close();
  for (const variable of [
    'LOG_LEVEL',
    'SUBGRAPH_TRANSPORT',
    'MAX_OPERATION_DEPTH',
    'DATABASE_POOL_SIZE',
    'CORS_ORIGINS',
    'IDENTITY_SECRET',
  ]) {
    expect(problems.filter((problem) => problem.startsWith(variable))).toHaveLength(1);
  }
  expect(await readdir(folder)).toEqual([]);
});

test('taken ports are told, and how to choose others', async () => {
  const server = await listening(firstPort + 1);

  expect(await problemsOf({})).toEqual([expect.stringContaining(`Port ${firstPort + 1} is taken`)]);
  server.close();
});

test('a wrong first port is told', async () => {
  expect(await problemsOf({ FIRST_PORT: 'four thousand' })).toEqual([
    expect.stringContaining('FIRST_PORT must be a whole number'),
  ]);
});

test('users and groups files that cannot be read are told', async () => {
  expect(await problemsOf({ USERS_PATH: join(folder, 'no-users') })).toEqual([
    expect.stringContaining('no-users cannot be read (ENOENT)'),
    expect.stringContaining('groups.yaml cannot be read (ENOENT)'),
  ]);
});

test('a data folder in a file is told', async () => {
  await writeFile(join(folder, 'file'), '');

  expect(await problemsOf({ DATA_DIRECTORY: join(folder, 'file/data') })).toEqual([
    `DATA_DIRECTORY is ${join(folder, 'file/data')}, but ${join(folder, 'file')} is no folder: set it to another one.`,
  ]);
});

test('production is refused before anything else', async () => {
  expect(await problemsOf({ NODE_ENV: 'production', LOG_LEVEL: 'loud' })).toEqual([
    expect.stringContaining('npm start is for development'),
  ]);
});
