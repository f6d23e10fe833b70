import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createBackup } from '../../backup/create-backup.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { startTcpProxy, type TcpProxy, throughProxy } from '../support/tcp-proxy.ts';
import { type Schemas, SILENT, schemasOf, testFolder } from './schemas.ts';

/** A catalogue that is read through a proxy, and by what a client reads the rows of one of its tables. */
async function behindProxy(): Promise<{ source: Schemas; url: string; proxy: TcpProxy; reading: string }> {
  const source = await schemasOf('catalogue');
  const direct = source.urls.get('catalogo') ?? '';
  await using catalogo = openDatabase({ url: direct, poolSize: 1 });
  await catalogo.write('CREATE TABLE zz (id INT PRIMARY KEY, t LONGTEXT)', []);
  for (let id = 0; id < 8; id += 1)
    await catalogo.write("INSERT INTO zz SELECT ?, REPEAT('x', 1000000)", [id]);
  const { hostname, port, pathname } = new URL(direct);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  return {
    source,
    url: throughProxy(direct, proxy),
    proxy,
    reading: `SELECT \`id\`, \`t\` FROM \`${pathname.slice(1)}\`.\`zz\``,
  };
}

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
