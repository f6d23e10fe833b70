import { join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { expect, inject, test } from 'vitest';
import { createBackup } from '../../backup/create/create-backup.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { backupOf, restore, SILENT, schemasOf, testFolder } from './schemas.ts';

const server = await createConnection(inject('adminUrl'));
const [[version]] = await server.query<RowDataPacket[]>('SELECT VERSION() AS text');
await server.end();

/** What MySQL does not have. */
const OF_MARIADB = [
  [
    'a table with versions of its rows',
    'CREATE TABLE zz (id INT PRIMARY KEY) WITH SYSTEM VERSIONING',
    '(zz)',
  ],
  ['a sequence', 'CREATE SEQUENCE zz START WITH 100', '(zz)'],
] as const;

test.each([
  ...(String(version?.text).includes('MariaDB') ? OF_MARIADB : []),
  [
    'a column whose values servers do not write as they are',
    'CREATE TABLE zz (f FLOAT)',
    'zz.f has the type float',
  ],
] as const)('%s is refused, and not left out or changed', async (_what, statement, why) => {
  const { world, urls } = await schemasOf('catalogue');
  await using catalogo = openDatabase({ url: urls.get('catalogo') ?? '', poolSize: 1 });
  await catalogo.write(statement, []);

  await expect(backupOf(world)).rejects.toThrow(why);
});

test('a column that is added meanwhile waits until the backup is made, which does not have it', async () => {
  const source = await schemasOf('some');
  await using inventario = openDatabase({ url: source.urls.get('inventario') ?? '', poolSize: 1 });
  let altered: Promise<unknown> | null = null;
  const folder = join(await testFolder(), 'backup');
  await createBackup({
    folder,
    domains: source.world.domains,
    world: source.world,
    recipients: [],
    progress: {
      ...SILENT,
      done: () => {
        altered ??= inventario.write('ALTER TABLE inventario ADD COLUMN nova INT NOT NULL DEFAULT 7', []);
      },
    },
  });
  await altered;
  const target = await schemasOf('empty');
  await restore(folder, target.world);

  const column = "SHOW COLUMNS FROM inventario LIKE 'nova'";
  expect(await source.rows('inventario', column)).toHaveLength(1);
  expect(await target.rows('inventario', column)).toEqual([]);
});
