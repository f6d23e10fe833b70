import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { expect, inject, onTestFinished, test } from 'vitest';
import { backupOf, restore, SILENT, schemasOf } from '../../tests/backup/schemas.ts';
import { setAside } from './set-aside.ts';

test('a schema that was set aside is empty for a restore, and what it had is beside it', async () => {
  const adminUrl = inject('adminUrl');
  const source = await schemasOf('catalogue');
  const folder = await backupOf(source.world);
  const databaseName = new URL(source.urls.get('catalogo') ?? '').pathname.slice(1);
  const domain = { name: 'catalogo', databaseName, ids: { Produto: 'catalogo' } };
  const admin = await createConnection({ uri: adminUrl });
  onTestFinished(() => admin.end());
  // A node of a cluster lists its own connections only, and a proxy chooses the node of each.
  const [nodes] = await admin.query<RowDataPacket[]>("SHOW STATUS LIKE 'wsrep_cluster_size'");
  if (Number(nodes[0]?.Value ?? 1) <= 1) {
    const connected = await createConnection({ uri: source.urls.get('catalogo') ?? '' });
    await expect(setAside(adminUrl, domain, SILENT)).rejects.toThrow(
      'stop every process of this domain first',
    );
    await connected.end();
  }

  const { beside, highest } = await setAside(adminUrl, domain, SILENT, new Date('2026-11-26T04:00:00Z'));
  onTestFinished(async () => void (await admin.query(`DROP DATABASE ${beside}`)));
  expect(beside).toBe(`${databaseName}_ate_20261126040000`);
  expect(highest).toEqual(['Produto=11']);
  await expect(setAside(adminUrl, domain, SILENT)).rejects.toThrow('is empty already');
  await restore(folder, source.world);

  const count = 'SELECT COUNT(*) AS n FROM';
  expect(await source.rows('catalogo', `${count} catalogo`)).toEqual([{ n: '2' }]);
  expect((await admin.query(`${count} ${beside}.catalogo`))[0]).toEqual([{ n: 2 }]);
});
