import { randomUUID } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { expect, inject, test } from 'vitest';
import { createBackup } from '../../backup/create/create-backup.ts';
import { connectTo } from '../../backup/domains/connect-to.ts';
import { beginRestore, endRestore, markLoaded, markLoading } from '../../backup/restore/restored-schema.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { backupOf, restore, SILENT, schemasOf, testFolder } from './schemas.ts';

test('a restore changes no schema that has tables, that somebody is connected to, or that another release or server made', async () => {
  const source = await schemasOf('catalogue');
  const folder = await backupOf(source.world);
  await expect(restore(folder, source.world)).rejects.toThrow(
    /has tables \(catalogo, \.\.\.\).*Give it an empty schema.*name the others by --only/,
  );

  const target = await schemasOf('empty catalogue');
  const connected = await createConnection({ uri: target.urls.get('catalogo') ?? '' });
  const told: string[] = [];
  const progress = { ...SILENT, done: (message: string) => told.push(message) };
  await expect(restore(folder, target.world, { progress })).rejects.toThrow(
    /catalogo: 1 other connection.*stop every process/,
  );
  expect(told).toEqual(['catalogo: waiting for connections to end that use its schema ...']);
  await connected.end();

  const manifest = join(folder, 'manifest.json');
  const text = await readFile(manifest, 'utf8');
  await writeFile(manifest, text.replace('"migrations": [', '"migrations": ["0099-later",'));
  await expect(restore(folder, target.world)).rejects.toThrow('of a later release (0099-later)');
  const other = text.includes('"MariaDB"') ? 'MySQL' : 'MariaDB';
  await writeFile(manifest, text.replace(/"flavour": "\w+"/, `"flavour": "${other}"`));
  await expect(restore(folder, target.world)).rejects.toThrow('do not all run on the other');

  for (const name of target.urls.keys()) expect(await target.rows(name, 'SHOW TABLES')).toEqual([]);
});

test('of two restores of one schema that do not see each other, neither calls it loaded while the other one empties it', async () => {
  const target = await schemasOf('empty catalogue');
  const url = target.urls.get('catalogo') ?? '';
  await using first = await connectTo({ url, ca: null });
  await using second = await connectTo({ url, ca: null });
  const id = randomUUID();
  await beginRestore(first);
  const firsts = await markLoading(first);
  const seconds = await markLoading(second);

  await expect(markLoaded(first, firsts, id)).rejects.toThrow('Another restore of the schema');
  await expect(endRestore(first, id)).rejects.toThrow('Another restore of the schema');
  await markLoaded(second, seconds, id);
  await expect(endRestore(first, randomUUID())).rejects.toThrow('Another restore of the schema');
  await endRestore(second, id);
  await endRestore(first, id);

  expect(await target.rows('catalogo', 'SHOW TABLES')).toEqual([]);
});

test('a schema whose restore has not ended is not backed up: nobody could restore that, and who was erased may be back in it', async () => {
  const target = await schemasOf('empty catalogue');
  const url = target.urls.get('catalogo') ?? '';
  await migrate(url, target.world.definitions[0]?.migrations ?? {});
  await using restoring = await connectTo({ url, ca: null });
  await restoring.run('CREATE TABLE restauracao (copia CHAR(36) NOT NULL, estado VARCHAR(10) NOT NULL)');
  await markLoaded(restoring, await markLoading(restoring), randomUUID());
  const folder = join(await testFolder(), 'backup');

  await expect(
    createBackup({
      folder,
      domains: target.world.domains,
      world: target.world,
      recipients: [],
      progress: SILENT,
    }),
  ).rejects.toThrow(/catalogo.* is being restored.*run the same `backup restore` again/);
  await expect(stat(folder)).rejects.toThrow('ENOENT');
});

test('of several databases the one that is not reached, refuses or has no such schema is named', async () => {
  const source = await schemasOf('catalogue');
  const folder = await backupOf(source.world);
  const { href } = new URL('/nothing_of_this_name', inject('adminUrl'));
  const refused = new URL(source.urls.get('catalogo') ?? '');
  refused.password = 'another one';

  for (const [url, said] of [
    ['mysql://catalogo@127.0.0.1:1/catalogo_produtos', 'The database cannot be reached'],
    [refused.href, 'The database refused the user or password'],
    [href, 'Its server has no such schema: make it, empty'],
  ] as const) {
    const world = { ...source.world, domains: source.world.domains.map((domain) => ({ ...domain, url })) };
    const create = createBackup({
      folder: join(await testFolder(), 'backup'),
      domains: world.domains,
      world: { ...world, reader: null },
      recipients: [],
      progress: SILENT,
    });
    await expect(create).rejects.toThrow(`catalogo (DATABASE_URL_CATALOGO): ${said}`);
    await expect(restore(folder, world)).rejects.toThrow(`catalogo (DATABASE_URL_CATALOGO): ${said}`);
  }
});

test.each([
  ['while it loads', 'catalogue', 'during'],
  ['after the first domain was loaded', 'some', 'done'],
] as const)(
  'interrupted %s, a restore keeps processes from starting, and runs again to its end',
  async (_when, content, at) => {
    const source = await schemasOf(content);
    const target = await schemasOf(content === 'some' ? 'empty' : 'empty catalogue');
    const folder = await backupOf(source.world);
    let calls = 0;
    const interrupted = (message: string) => {
      calls += message.includes('loaded') ? 1 : 0;
      if (calls === (at === 'during' ? 4 : 1)) throw new Error('interrupted');
    };
    await expect(
      restore(folder, target.world, { progress: { ...SILENT, [at]: interrupted } }),
    ).rejects.toThrow('interrupted');

    for (const { definition, url } of target.world.domains)
      await expect(migrate(url, definition.migrations)).rejects.toThrow(
        'run the same `backup restore` again',
      );
    await restore(folder, target.world);

    for (const { definition, url } of target.world.domains) {
      expect((await migrate(url, definition.migrations)).ran).toEqual([]);
      expect(await target.rows(definition.name, "SHOW TABLES LIKE 'restauracao'")).toEqual([]);
    }
    expect(await target.rows('catalogo', 'SELECT COUNT(*) AS n FROM catalogo')).toEqual([{ n: '2' }]);
  },
);
