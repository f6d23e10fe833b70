import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeNewKey } from '../../backup/files/age-keys.ts';
import { verifyBackup } from '../../backup/restore/verify-backup.ts';
import { seed, sizesFor } from '../../dev/seed/seed.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { runBackup } from './backup-process.ts';
import { restore, type Schemas, SILENT, schemasOf, testFolder } from './schemas.ts';

const verify = (folder: string, { world }: Schemas) =>
  verifyBackup({ folder, load: false, world, identities: null, progress: SILENT });
/** Makes a mark one of somebody who was not heard of since long ago; none where there is none. */
async function makeOld(mark: string): Promise<void> {
  const text = await readFile(mark, 'utf8').catch(() => null);
  if (text === null) return;
  const alive = new Date('2020-01-31T04:17:00.000Z');
  await writeFile(mark, JSON.stringify({ ...JSON.parse(text), alive }));
  await utimes(mark, alive, alive);
}

/** Before its first step there is no folder. */
const NO_BACKUP = /is no backup|There is no folder/;
/** More than there are. */
const MAX_STEPS = 20;

test('killed before any of its steps, what is left of a backup is taken for none, and said so', {
  timeout: 300_000,
}, async () => {
  const source = await schemasOf('some');
  const target = await schemasOf('empty');
  const parent = await testFolder();
  const left: string[] = [];
  const whole: string[] = [];
  let step = 0;
  for (;;) {
    step += 1;
    const folder = join(parent, `backup-${step}`);
    const killedAtStep = { under: folder, step };
    const { ended, said } = await runBackup(source, ['create', folder], { killedAtStep });
    if (ended === 0) break;
    expect(ended, said).toBe('SIGKILL');
    expect(step).toBeLessThan(MAX_STEPS);
    const problems = await verify(folder, source).catch((error) => String(error));
    // Once the manifest has its name, only the mark is left to be taken away.
    if (typeof problems !== 'string') {
      expect(problems).toEqual([]);
      whole.push(folder);
      continue;
    }
    expect(problems).toMatch(NO_BACKUP);
    await expect(restore(folder, target.world)).rejects.toThrow(NO_BACKUP);
    if ((await stat(folder).catch(() => null)) !== null) left.push(folder);
  }

  // The folder, the mark, five domains, the folder again, and the manifest under its own name: the first of them leaves nothing.
  expect(left.length).toBeGreaterThan(7);
  expect(whole.length).toBeGreaterThan(0);
  const again = left.at(-1) ?? '';
  expect(await runBackup(source, ['create', again])).toMatchObject({
    ended: 1,
    said: expect.stringMatching(/is there already: .* process \d+ on .* writes it since/),
  });
  const prune = ['prune', parent, '--keep-days', '1', '--keep-last', '99'];
  expect(await runBackup(source, prune)).toMatchObject({
    ended: 0,
    said: expect.stringMatching(/removed 0 backup\(s\)/),
  });
  for (const folder of left) await makeOld(join(folder, 'unfinished.json'));
  expect(await runBackup(source, prune)).toMatchObject({
    ended: 0,
    // One that was killed before it had its mark is empty.
    said: expect.stringContaining(`removed ${left.length - 1} backup(s)`),
  });
  for (const folder of [...whole, join(parent, `backup-${step}`)])
    expect(await verify(folder, source)).toEqual([]);
  for (const name of target.urls.keys()) expect(await target.rows(name, 'SHOW TABLES')).toEqual([]);
});

test.each(['plain', 'encrypted'])(
  'where there is no space for a %s file, nothing is left of the backup, and that is said',
  {
    timeout: 120_000,
  },
  async (kind) => {
    const source = await schemasOf('empty');
    for (const { definition, url } of source.world.domains) await migrate(url, definition.migrations);
    await seed(source.urls, sizesFor(2_000), () => {});
    const parent = await testFolder();
    const folder = join(parent, 'backup');
    const recipients = join(parent, 'recipients.txt');
    await writeFile(recipients, `${await writeNewKey(join(parent, 'key.txt'))}\n`);
    const encrypted = kind === 'encrypted' ? ['--recipients', recipients] : [];

    expect(await runBackup(source, ['create', folder, ...encrypted], { maxFileKib: 16 })).toMatchObject({
      ended: 1,
      said: expect.stringContaining(`There is no space left for ${folder} (EFBIG): nothing is left`),
    });
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  },
);

test('what nobody has ended stays where no file can be made that says how late it is there', {
  timeout: 60_000,
}, async () => {
  const parent = await testFolder();
  const folder = join(parent, 'given-up');
  await mkdir(folder);
  const mark = join(folder, 'unfinished.json');
  const started = '2020-01-31T04:17:00.000Z';
  await writeFile(mark, JSON.stringify({ host: 'night', process: 7, started, alive: started }));
  await makeOld(mark);
  const prune = ['prune', parent, '--keep-days', '30'];

  expect(await runBackup({ urls: new Map() }, prune, { maxFileKib: 0 })).toMatchObject({
    ended: 0,
    said: expect.stringMatching(/left alone: .*given-up: .*no file can be made beside it \(EFBIG\)\n/),
  });
  expect(await readdir(parent)).toEqual(['given-up']);
});

test('where there is no space for a key, nothing is left of it, and that is said', {
  timeout: 60_000,
}, async () => {
  const key = join(await testFolder(), 'key.txt');
  const nowhere = { urls: new Map<string, string>() };

  expect(await runBackup(nowhere, ['key', key], { maxFileKib: 0 })).toMatchObject({
    ended: 1,
    said: expect.stringContaining(`${key} could not be written (EFBIG), and nothing is left of it`),
  });
  await expect(stat(key)).rejects.toThrow('ENOENT');
  expect(await runBackup(nowhere, ['key', key])).toMatchObject({ ended: 0 });
});
