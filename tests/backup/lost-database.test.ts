import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createBackup } from '../../backup/create/create-backup.ts';
import { behindProxy } from './behind-proxy.ts';
import { type Schemas, SILENT, testFolder } from './schemas.ts';

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
