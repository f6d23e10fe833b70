import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createBackup } from '../../backup/create/create-backup.ts';
import { readKeys, writeNewKey } from '../../backup/files/age-keys.ts';
import { verifyBackup } from '../../backup/restore/verify-backup.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { insertClientes } from '../../subgraphs/clientes/fixtures.ts';
import { backupOf, restore, SILENT, schemasOf, testFolder } from './schemas.ts';

/** Each table of a schema, what its next row is given, and its rows. */
async function contentOf(url: string): Promise<unknown[]> {
  await using database = openDatabase({ url, poolSize: 1 });
  const tables = await database.read<{ name: string; nextId: string }>(
    `SELECT table_name AS name, auto_increment AS nextId FROM information_schema.tables
      WHERE table_schema = DATABASE() ORDER BY table_name`,
    [],
  );
  const content: unknown[] = [];
  for (const table of tables) {
    // Leases are left out.
    const isLeases = table.name === 'concessao';
    content.push({ ...table, rows: isLeases ? [] : await database.read(`SELECT * FROM ${table.name}`, []) });
  }
  return content;
}

/** The same bytes with one bit of one of them changed. */
function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

test('what is restored is what was there, whatever its values', async () => {
  const source = await schemasOf('some');
  await using clientes = openDatabase({ url: source.urls.get('clientes') ?? '', poolSize: 1 });
  const nomes = ["D'Ávila \\ \n;\n\r\0\x1a", 'linha\u2028separada\u2029 🙂', "');\nDROP TABLE cadastro;\n"];
  await insertClientes(
    clientes,
    nomes.map((nome, index) => ({ id: String(50 + index), nome })),
  );
  const target = await schemasOf('empty');

  await restore(await backupOf(source.world), target.world);

  for (const { definition, url } of source.world.domains) {
    const restored = target.urls.get(definition.name) ?? '';
    expect(await contentOf(restored)).toEqual(await contentOf(url));
    expect((await migrate(restored, definition.migrations)).ran).toEqual([]);
  }
});

test('all schemas of one server are of one moment while they are written, and what is written over is nothing', async () => {
  const source = await schemasOf('some');
  const names = ['clientes', 'catalogo'].map((name) =>
    new URL(source.urls.get(name) ?? '').pathname.slice(1),
  );
  const writer = await createConnection({ uri: inject('adminUrl') });
  // An open transaction would keep the schemas from being dropped.
  onTestFinished(() => writer.destroy());
  let writes = 0;
  let stopped = false;
  const writing = (async () => {
    while (!stopped) {
      writes += 1;
      await writer.query('START TRANSACTION');
      for (const [index, schema] of names.entries()) {
        if (index === 1) await new Promise((resolve) => setImmediate(resolve));
        await writer.query(`INSERT INTO ${schema}.transacao (conexao, numero, em) VALUES (?, 1, NOW(3))`, [
          `escrita ${writes}`,
        ]);
      }
      await writer.query('COMMIT');
    }
  })();
  let folder: string;
  try {
    folder = await backupOf(source.world);
  } finally {
    stopped = true;
    await writing;
  }
  const target = await schemasOf('empty');
  await restore(folder, target.world);

  const [inClientes, inCatalogo] = await Promise.all(
    ['clientes', 'catalogo'].map((name) => target.rows(name, 'SELECT conexao FROM transacao ORDER BY 1')),
  );
  expect(inClientes).toEqual(inCatalogo);
  expect(writes).toBeGreaterThan(0);
  await expect(
    createBackup({
      folder,
      domains: source.world.domains,
      world: source.world,
      recipients: [],
      progress: SILENT,
    }),
  ).rejects.toThrow('nothing is written over');
  for (const file of ['', 'manifest.json', 'clientes.sql.gz'])
    expect((await stat(join(folder, file))).mode & 0o077).toBe(0);
});

test('a user of each domain reads its own schema alone, each in a snapshot of its own, and no password is kept', async () => {
  const source = await schemasOf('some', { reader: null });
  const folder = await backupOf(source.world);

  const text = await readFile(join(folder, 'manifest.json'), 'utf8');
  const manifest = JSON.parse(text);
  expect(Object.values(manifest.domains).map((domain) => (domain as { snapshot: number }).snapshot)).toEqual([
    ...source.world.domains.map((_domain, index) => index + 1),
  ]);
  for (const url of source.urls.values()) expect(text).not.toContain(new URL(url).password);
});

test('a schema that was never used is no backup, and nothing is left of what was begun', async () => {
  const { world } = await schemasOf('empty catalogue');
  const folder = join(await testFolder(), 'backup');

  await expect(
    createBackup({ folder, domains: world.domains, world, recipients: [], progress: SILENT }),
  ).rejects.toThrow('no process of its domain has used it yet');
  await expect(stat(folder)).rejects.toThrow('ENOENT');
});

test('a changed file, a missing one and a missing manifest are found, and nothing is restored from them', async () => {
  const source = await schemasOf('catalogue');
  const target = await schemasOf('empty catalogue');
  const folder = await backupOf(source.world);
  const verify = () =>
    verifyBackup({ folder, load: false, world: source.world, identities: null, progress: SILENT });
  expect(await verify()).toEqual([]);

  const file = join(folder, 'catalogo.sql.gz');
  const bytes = await readFile(file);
  await writeFile(file, flipped(bytes, bytes.length >> 1));
  expect(await verify()).toEqual([
    expect.stringContaining('catalogo: the file is not the one that was written'),
  ]);
  await expect(restore(folder, target.world)).rejects.toThrow('SHA-256');
  await writeFile(file, bytes.subarray(0, -1));
  expect(await verify()).toEqual([
    expect.stringContaining(
      `and had ${bytes.length} when it was written: it was cut short. Copy it here again`,
    ),
  ]);
  await rm(file);
  expect(await verify()).toEqual([expect.stringContaining('is not there, and the manifest names it')]);
  await expect(restore(folder, target.world)).rejects.toThrow('is not there, and the manifest names it');
  await writeFile(join(folder, 'manifest.json'), '{ "format": 2 }');
  await expect(verify()).rejects.toThrow('has the format 2, and this release reads 1');
  await writeFile(join(folder, 'manifest.json'), '{ "format": 1, "id');
  await expect(verify()).rejects.toMatchObject({
    name: 'DamagedBackup',
    message: expect.stringContaining('is damaged, or ends before its end: copy it here again'),
  });
  await rm(join(folder, 'manifest.json'));
  await expect(verify()).rejects.toThrow('what was left of a backup that did not end');
  await rm(folder, { recursive: true });
  await expect(verify()).rejects.toThrow(`There is no folder ${folder}`);

  expect(await target.rows('catalogo', 'SHOW TABLES')).toEqual([]);
});

test('a dump that does not load, or has other rows than its manifest says, is found by loading it', async () => {
  const source = await schemasOf('catalogue');
  const folder = await backupOf(source.world);
  const scratch = await schemasOf('empty catalogue');
  const world = {
    ...source.world,
    scratch: () =>
      Promise.resolve({
        url: scratch.urls.get('catalogo') ?? '',
        [Symbol.asyncDispose]: () => Promise.resolve(),
      }),
  };
  const verify = () => verifyBackup({ folder, load: true, world, identities: null, progress: SILENT });
  expect(await verify()).toEqual([]);

  const manifest = join(folder, 'manifest.json');
  const text = await readFile(manifest, 'utf8');
  const written = JSON.parse(text);
  written.domains.catalogo.tables.catalogo.rows += 1;
  await writeFile(manifest, JSON.stringify(written));

  expect(await verify()).toEqual([
    'catalogo: catalogo has 2 rows, and had 3 when it was dumped. Take another backup.',
  ]);
  expect(await scratch.rows('catalogo', 'SHOW TABLES')).toEqual([]);
});

test('encrypted, a backup is checked by anybody and read by who has the key', async () => {
  const source = await schemasOf('catalogue');
  const target = await schemasOf('empty catalogue');
  const keys = await testFolder();
  const recipient = await writeNewKey(join(keys, 'key.txt'));
  await writeNewKey(join(keys, 'other.txt'));
  const folder = await backupOf(source.world, [recipient]);
  const verify = () =>
    verifyBackup({ folder, load: false, world: source.world, identities: null, progress: SILENT });

  expect(await verify()).toEqual([]);
  await expect(restore(folder, target.world)).rejects.toThrow('--identity');
  await expect(
    verifyBackup({ folder, load: true, world: source.world, identities: null, progress: SILENT }),
  ).rejects.toThrow('--identity');
  await writeFile(
    join(keys, 'changed.txt'),
    `${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`,
  );
  await expect(readKeys(join(keys, 'changed.txt'), 'recipients')).rejects.toThrow('key 1 is not whole');
  const other = await readKeys(join(keys, 'other.txt'), 'identities');
  await expect(restore(folder, target.world, { identities: other })).rejects.toThrow(
    'cannot be read with the key of --identity',
  );
  const identities = await readKeys(join(keys, 'key.txt'), 'identities');
  const file = join(folder, 'catalogo.sql.gz.age');
  const bytes = await readFile(file);
  const half = bytes.length >> 1;
  for (const [damaged, said] of [
    [flipped(bytes, half), 'the file is not the one that was written'],
    [bytes.subarray(0, half), `the file has ${half} bytes, and had ${bytes.length}`],
  ] as const) {
    await writeFile(file, damaged);
    expect(await verify()).toEqual([expect.stringContaining(said)]);
    await expect(restore(folder, target.world, { identities })).rejects.toThrow(said);
  }
  expect(await target.rows('catalogo', 'SHOW TABLES')).toEqual([]);
  await writeFile(file, bytes);
  await restore(folder, target.world, { identities });

  expect(await target.rows('catalogo', 'SELECT nome FROM catalogo ORDER BY id')).toEqual([
    { nome: 'Cafeteira' },
    { nome: 'Caneca' },
  ]);
});
