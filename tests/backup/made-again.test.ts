import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createBackup } from '../../backup/create/create-backup.ts';
import { verifyBackup } from '../../backup/restore/verify-backup.ts';
import { behindProxy } from './behind-proxy.ts';
import { SILENT, testFolder } from './schemas.ts';

test('a backup that fails leaves alone what somebody else has made in its place meanwhile', async () => {
  const { source, url, proxy, reading } = await behindProxy();
  proxy.freezeAnswersAfter(reading);
  const folder = join(await testFolder(), 'backup');
  const { world } = source;
  const options = { folder, world, recipients: [], progress: SILENT };
  const stuck = createBackup({
    ...options,
    domains: world.domains.map((domain) => ({ ...domain, url })),
    silenceMs: 3_000,
  });
  stuck.catch(() => {});
  await vi.waitFor(() => stat(join(folder, 'catalogo.sql.gz')), { timeout: 15_000 });
  await rm(folder, { recursive: true });
  await createBackup({ ...options, domains: world.domains });

  await expect(stuck).rejects.toThrow('has said nothing for 3 s');
  expect(await verifyBackup({ folder, load: false, world, identities: null, progress: SILENT })).toEqual([]);
});
