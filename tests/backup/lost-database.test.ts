import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createBackup } from '../../backup/create/create-backup.ts';
import { connectTo } from '../../backup/domains/connect-to.ts';
import { startTcpProxy, throughProxy } from '../support/servers/tcp-proxy.ts';
import { behindProxy } from './behind-proxy.ts';
import { backupOf, restore, type Schemas, SILENT, schemasOf, testFolder } from './schemas.ts';

const backup = async ({ source, url }: { source: Schemas; url: string }, interrupted?: AbortSignal) => {
  const folder = join(await testFolder(), 'backup');
  const made = createBackup({
    folder,
    domains: source.world.domains.map((domain) => ({ ...domain, url })),
    world: source.world,
    recipients: [],
    progress: SILENT,
    silenceMs: 400,
    interrupted,
  });
  return { folder, made };
};

test.each([
  ['that goes away', 'goes', /Connection lost|ECONNRESET/],
  ['that says nothing any more', 'is silent', /has said nothing for 0.4 s/],
])(
  'a database %s in the middle of a table ends the backup, of which nothing is left',
  async (_what, how, error) => {
    const parts = await behindProxy();
    if (how === 'goes') parts.proxy.cutAt(parts.reading, 'after');
    else parts.proxy.freezeAnswersAfter(parts.reading);

    const { folder, made } = await backup(parts);

    await expect(made).rejects.toThrow(error);
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  },
);

test('a process that is asked to end while it makes a backup leaves nothing of it, and says that it is not done', async () => {
  const { url, proxy, reading } = await behindProxy();
  proxy.freezeAnswersAfter(reading);
  const folder = join(await testFolder(), 'backup');
  const child = spawn(process.execPath, ['dev/run.mjs', 'backup/cli.ts', 'create', folder], {
    env: { PATH: process.env.PATH, DATABASE_URL_CATALOGO: url },
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = once(child, 'exit');
  await vi.waitFor(() => stat(join(folder, 'catalogo.sql.gz')), { timeout: 15_000 });
  child.kill('SIGTERM');

  expect(await ended).toEqual([1, null]);
  expect(said).toContain('Interrupted: nothing is left of the backup.');
  await expect(stat(folder)).rejects.toThrow('ENOENT');
});

/** A backup of a catalogue, and an empty schema behind a proxy that it can be restored to. */
async function restorable() {
  const source = await schemasOf('catalogue');
  const folder = await backupOf(source.world);
  const target = await schemasOf('empty catalogue');
  const direct = target.urls.get('catalogo') ?? '';
  const { hostname, port } = new URL(direct);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  const domains = target.world.domains.map((one) => ({ ...one, url: throughProxy(direct, proxy) }));
  const told: string[] = [];
  const progress = { ...SILENT, done: (message: string) => told.push(message) };
  const through = { ...target.world, domains };
  return { source, folder, target, proxy, through, told, progress };
}

test.each([
  ['goes away', 'before anything is loaded', 'ENGINE = InnoDB', 'catalogo is not begun'],
  ['goes away', 'while rows are counted', 'FROM `catalogo`', 'catalogo is loaded in part'],
  ['is silent', 'while it is loaded', 'INSERT INTO `catalogo`', 'catalogo is loaded in part'],
])(
  'of a database that %s %s, a restore says what is done, and it can be run again',
  async (how, _when, said, state) => {
    const { source, folder, target, proxy, through, told, progress } = await restorable();
    if (how === 'goes away') proxy.cutAt(said, 'after');
    else proxy.freezeAnswersAfter(said);

    await expect(restore(folder, through, { progress, silenceMs: 400 })).rejects.toThrow(
      how === 'goes away'
        ? /catalogo \(DATABASE_URL_CATALOGO\): The database cannot be reached/
        : /has said nothing for 0.4 s/,
    );
    expect(told.at(-1)).toMatch(
      new RegExp(`^the restore did not end: ${state}. Nothing starts .* run the same command again`),
    );
    proxy.thaw();

    await restore(folder, through);
    const count = 'SELECT COUNT(*) AS n FROM catalogo';
    expect(await target.rows('catalogo', count)).toEqual(await source.rows('catalogo', count));
    expect(await target.rows('catalogo', "SHOW TABLES LIKE 'restauracao'")).toEqual([]);
  },
);

test('a server that is at a statement for longer than it may be silent is waited for', async () => {
  const target = await schemasOf('empty catalogue');
  const url = target.urls.get('catalogo') ?? '';
  await using connection = await connectTo({ url, ca: null, silenceMs: 500 });

  expect(await connection.rows('SELECT SLEEP(1.6) AS slept')).toEqual([{ slept: '0' }]);
});

test('a connection to a server that is silent is closed without waiting for it, so that it keeps no process', async () => {
  const target = await schemasOf('empty catalogue');
  const direct = target.urls.get('catalogo') ?? '';
  const { hostname, port } = new URL(direct);
  await using proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  const url = throughProxy(direct, proxy);
  await using connection = await connectTo({ url, ca: null, silenceMs: 200 });
  // A goodbye would leave it open for as long as the other side says none.
  const { stream } = connection.raw as typeof connection.raw & { stream: Socket };
  proxy.freeze('everything');

  await expect(connection.run('SELECT 1')).rejects.toThrow('has said nothing for 0.2 s');
  expect(stream.destroyed).toBe(true);
});

test('a restore that a signal ends says what is done, and can be run again', async () => {
  const { folder, target, through, told, progress } = await restorable();
  const interruption = new AbortController();
  const loading = {
    ...progress,
    during: () => interruption.abort(),
  };

  await expect(
    restore(folder, through, { progress: loading, interrupted: interruption.signal }),
  ).rejects.toThrow('Interrupted.');
  expect(told.at(-1)).toMatch(/^the restore did not end: catalogo is loaded in part/);
  await restore(folder, through);
  expect(await target.rows('catalogo', "SHOW TABLES LIKE 'restauracao'")).toEqual([]);
});

test('no limit that a server has for everybody ends a long backup or restore', async () => {
  const { urls } = await schemasOf('empty catalogue');
  await using connection = await connectTo({ url: urls.get('catalogo') ?? '', ca: null });
  const limits = await connection.rows<{ name: string; value: string }>(
    `SELECT variable_name AS name, variable_value AS value FROM ${connection.server.flavour === 'MariaDB' ? 'information_schema' : 'performance_schema'}.session_variables
      WHERE variable_name IN ('wait_timeout', 'net_read_timeout', 'net_write_timeout', 'max_execution_time', 'max_statement_time',
        'idle_transaction_timeout', 'idle_readonly_transaction_timeout', 'idle_write_transaction_timeout')`,
  );

  expect(limits.length).toBeGreaterThan(3);
  // None is 0; a day is as good.
  for (const { name, value } of limits) expect([0, 86_400], name).toContain(Number(value));
});
