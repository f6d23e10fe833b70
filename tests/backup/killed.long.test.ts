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

  for (const killedAt of [/^catalogo: loaded$/m, /^clientes: loaded$/m, /^enderecos: loaded$/m]) {
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
