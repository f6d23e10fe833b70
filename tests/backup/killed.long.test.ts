import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seed, sizesFor } from '../../dev/seed/seed.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { runBackup } from './backup-process.ts';
import { schemasOf, testFolder } from './schemas.ts';

test('killed again and again, a restore lets no process start, and ends when it is left alone', {
  timeout: 180_000,
}, async () => {
  const source = await schemasOf('empty');
  for (const { definition, url } of source.world.domains) await migrate(url, definition.migrations);
  await seed(source.urls, sizesFor(1_000), () => {});
  const target = await schemasOf('empty');
  const folder = join(await testFolder(), 'backup');
  expect(await runBackup(source, ['create', folder])).toMatchObject({ ended: 0 });
  const restore = ['restore', folder, '--without-ledger'];

  for (const killedAt of [/^clientes: loaded$/m, /^enderecos: loaded$/m, /^catalogo: loaded$/m]) {
    expect((await runBackup(target, restore, { killedAt })).ended).toBe('SIGKILL');
    for (const { definition, url } of target.world.domains)
      await expect(migrate(url, definition.migrations)).rejects.toThrow(
        'run the same `backup restore` again',
      );
  }
  const { ended, said } = await runBackup(target, restore);

  expect(said).toContain('enderecos: was loaded before');
  expect(ended).toBe(0);
  for (const { definition, url } of target.world.domains)
    expect((await migrate(url, definition.migrations)).ran).toEqual([]);
  const count = 'SELECT COUNT(*) AS n FROM inventario';
  expect(await target.rows('inventario', count)).toEqual(await source.rows('inventario', count));
});

test('of two restores at once at most one goes on, and what it leaves is whole', {
  timeout: 180_000,
}, async () => {
  const source = await schemasOf('some');
  const target = await schemasOf('empty');
  const folder = join(await testFolder(), 'backup');
  expect(await runBackup(source, ['create', folder])).toMatchObject({ ended: 0 });
  const restore = ['restore', folder, '--without-ledger'];

  const both = await Promise.all([runBackup(target, restore), runBackup(target, restore)]);

  const refused = both.filter(({ ended }) => ended !== 0);
  expect(refused.length).toBeGreaterThan(0);
  for (const { said } of refused) expect(said).toMatch(/other connection\(s\) use the schema|has tables/);
  if (refused.length === both.length) expect(await runBackup(target, restore)).toMatchObject({ ended: 0 });
  for (const { definition, url } of target.world.domains) {
    expect((await migrate(url, definition.migrations)).ran).toEqual([]);
    const tables = 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()';
    for (const { name } of await source.rows(definition.name, tables)) {
      if (name === 'concessao') continue;
      const rows = `SELECT COUNT(*) AS n FROM ${name}`;
      expect([name, await target.rows(definition.name, rows)]).toEqual([
        name,
        await source.rows(definition.name, rows),
      ]);
    }
  }
});
