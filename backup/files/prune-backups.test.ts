import { utimesSync, writeFileSync } from 'node:fs';
import {
  type FileHandle,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { backupCommand } from '../commands/command.ts';
import { verifyBackup } from '../restore/verify-backup.ts';
import { writeBackupFile } from './backup-file.ts';
import { readManifest, writeManifest } from './manifest.ts';
import { pruneBackups } from './prune-backups.ts';
import { markUnfinished } from './unfinished-mark.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const SILENT = { during: () => {}, done: () => {} };

/** A folder that goes with the test. */
async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'prune-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes a backup that was finished some days ago, and gives how many bytes it has. */
async function backupOf(
  folder: string,
  daysAgo: number,
  domains = ['catalogo', 'clientes'],
): Promise<number> {
  await mkdir(folder);
  const made: Parameters<typeof writeManifest>[1]['domains'] = {};
  for (const name of domains) {
    const file = `${name}.sql.gz`;
    const written = await writeBackupFile(join(folder, file), textOf(name), [], () => {});
    const server = { flavour: 'MariaDB' as const, version: '10.11' };
    const began = new Date().toISOString();
    made[name] = { file, ...written, snapshot: 1, began, server, migrations: [], tables: {} };
  }
  const manifest = await writeManifest(folder, { encrypted: null, ledger: null, domains: made });
  const finished = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
  const text = JSON.stringify({ ...manifest, finished });
  await writeFile(join(folder, 'manifest.json'), text);
  return Object.values(made).reduce((sum, { bytes }) => sum + bytes, text.length);
}

async function* textOf(name: string): AsyncGenerator<string> {
  yield `CREATE TABLE ${name} (id BIGINT);\n`;
}

/** A backup that was begun, and whose process was heard of last so long ago. */
async function unfinishedOf(folder: string, hoursAgo: number): Promise<void> {
  await backupOf(folder, 0);
  await rename(join(folder, 'manifest.json'), join(folder, 'manifest.json.new'));
  const mark = join(folder, 'unfinished.json');
  const alive = new Date(Date.now() - hoursAgo * 60 * 60 * 1000);
  const started = new Date(alive.getTime() - DAY_MS).toISOString();
  await writeFile(mark, JSON.stringify({ host: 'night', process: 7, started, alive: alive.toISOString() }));
  await utimes(mark, alive, alive);
}

/** What `backup prune` prints, and the exit code that it asks for. */
function prune(...args: string[]): Promise<{ printed: string[]; exitCode: typeof process.exitCode }> {
  return run('prune', ...args);
}

async function run(
  name: string,
  ...args: string[]
): Promise<{ printed: string[]; exitCode: typeof process.exitCode }> {
  const printed: string[] = [];
  const command = backupCommand({
    withWorld: () => Promise.reject(new Error('no database is needed')),
    print: (line) => printed.push(line),
    note: () => {},
    watchedMs: 0,
  });
  command.commands
    .find((one) => one.name() === name)
    ?.exitOverride()
    .configureOutput({ writeErr: () => {} });
  const before = process.exitCode;
  try {
    await command.parseAsync([name, ...args], { from: 'user' });
    return { printed, exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
  }
}

const expectWhole = async (folder: string) =>
  expect(
    await verifyBackup({
      folder,
      load: false,
      world: { ca: null, scratch: () => Promise.reject(new Error('not asked for')) },
      identities: null,
      progress: SILENT,
    }),
  ).toEqual([]);

test('backups that are older are removed, and what is left is whole; a dry run only says so', async () => {
  const folder = await testFolder();
  for (const daysAgo of [1, 2, 29]) await backupOf(join(folder, `of-${daysAgo}`), daysAgo);
  const bytes = (await backupOf(join(folder, 'of-31'), 31)) + (await backupOf(join(folder, 'of-400'), 400));
  const args = [folder, '--keep-days', '30', '--keep-last', '1'];

  expect(await prune(...args, '--dry-run')).toEqual({
    printed: [
      expect.stringMatching(/^would remove .*of-31, finished \d{4}-\d\d-\d\dT\S+Z: \d+ bytes$/),
      expect.stringMatching(/^would remove .*of-400, finished \S+: \d+ bytes$/),
      `would remove 2 backup(s) and make room of ${bytes} bytes; 3 stay`,
    ],
    exitCode: undefined,
  });
  expect((await readdir(folder)).length).toBe(5);

  expect((await prune(...args)).printed).toEqual([
    expect.stringMatching(/^removed .*of-31, finished/),
    expect.stringMatching(/^removed .*of-400, finished/),
    `removed 2 backup(s) and made room of ${bytes} bytes; 3 stay`,
  ]);
  expect(await readdir(folder)).toEqual(['of-1', 'of-2', 'of-29']);
  for (const name of await readdir(folder)) await expectWhole(join(folder, name));
  expect((await prune(...args)).printed).toEqual(['removed 0 backup(s) and made room of 0 bytes; 3 stay']);
});

test('the newest seven that are whole stay however old they are, and seven of each domain', async () => {
  const folder = await testFolder();
  for (let age = 101; age <= 109; age += 1) await backupOf(join(folder, `all-${age}`), age);
  // Neither keeps an older one from being among the newest.
  await backupOf(join(folder, 'cut-short'), 99);
  await rm(join(folder, 'cut-short', 'clientes.sql.gz'));
  for (let age = 91; age <= 98; age += 1) await backupOf(join(folder, `one-${age}`), age, ['catalogo']);

  const { printed } = await prune(folder, '--keep-days', '30');

  expect(await readdir(folder)).toEqual([
    ...[101, 102, 103, 104, 105, 106, 107].map((age) => `all-${age}`),
    'cut-short',
    ...[91, 92, 93, 94, 95, 96, 97].map((age) => `one-${age}`),
  ]);
  expect(printed.filter((line) => line.startsWith('left alone'))).toEqual([
    expect.stringMatching(
      /^left alone: .*cut-short: .*clientes\.sql\.gz is not there.*remove the folder yourself/,
    ),
  ]);
});

test('what is being written, and what is no backup of ours, is left alone', async () => {
  const folder = await testFolder();
  const outside = await testFolder();
  await backupOf(join(outside, 'elsewhere'), 400);
  await backupOf(join(folder, 'new'), 0);
  // As it is until the last moment.
  await backupOf(join(folder, 'being-written'), 400);
  await rename(
    join(folder, 'being-written', 'manifest.json'),
    join(folder, 'being-written', 'manifest.json.new'),
  );
  await mkdir(join(folder, 'just-begun'));
  await mkdir(join(folder, 'lost+found'), { mode: 0 });
  await mkdir(join(folder, 'photos'));
  await writeFile(join(folder, 'photos', 'cat.jpeg'), 'a cat');
  await mkdir(join(folder, 'program'));
  await writeFile(join(folder, 'program', 'manifest.json'), '{"name":"a page"}');
  await backupOf(join(folder, 'with-a-note'), 400);
  await writeFile(join(folder, 'with-a-note', 'why-we-keep-this.txt'), 'for the court');
  await backupOf(join(folder, 'later-release'), 400);
  await writeFile(join(folder, 'later-release', 'manifest.json'), '{"format":2}');
  await backupOf(join(folder, 'one-byte-more'), 400);
  await writeFile(join(folder, 'one-byte-more', 'catalogo.sql.gz'), 'x', { flag: 'a' });
  await symlink(join(outside, 'elsewhere'), join(folder, 'link'));
  await writeFile(join(folder, 'manifest-of-nothing.json'), '{}');
  const before = await readdir(folder);

  const { printed } = await prune(folder, '--keep-days', '1', '--keep-last', '1');

  expect(await readdir(folder)).toEqual(before);
  await expectWhole(join(outside, 'elsewhere'));
  await expectWhole(join(folder, 'with-a-note'));
  expect(printed.map((line) => line.replaceAll(`${folder}/`, ''))).toEqual([
    expect.stringMatching(/^left alone: being-written: it has no manifest.json.*remove the folder yourself$/),
    expect.stringMatching(/^left alone: just-begun: it is empty/),
    expect.stringMatching(/^left alone: later-release: .*format 2/),
    expect.stringMatching(/^left alone: lost\+found: /),
    expect.stringMatching(
      /^left alone: one-byte-more: .*catalogo\.sql\.gz has \d+ bytes, and by its manifest \d+/,
    ),
    expect.stringMatching(/^left alone: photos: it is no backup/),
    expect.stringMatching(/^left alone: program: /),
    expect.stringMatching(/^left alone: with-a-note: it also has why-we-keep-this.txt/),
    'removed 0 backup(s) and made room of 0 bytes; 2 stay',
  ]);
});

test('a removal that did not end is no backup, is told as what it is, and is ended by the next', async () => {
  const folder = await testFolder();
  await backupOf(join(folder, 'new'), 0);
  const half = join(folder, 'half');
  await backupOf(half, 400);
  await rename(join(half, 'manifest.json'), join(half, 'manifest.json.removed'));
  await rm(join(half, 'catalogo.sql.gz'));

  await expect(readManifest(half)).rejects.toThrow('is being removed by `backup prune`');
  const { printed } = await prune(folder, '--keep-days', '30');

  expect(printed).toEqual([
    expect.stringMatching(/^removed what was left of .*half, finished \S+: \d+ bytes$/),
    expect.stringMatching(/^removed 1 backup\(s\) and made room of \d+ bytes; 1 stay$/),
  ]);
  expect(await readdir(folder)).toEqual(['new']);
});

test('what cannot be removed is told with exit code 1, and keeps nothing else from being removed', async () => {
  const folder = await testFolder();
  await backupOf(join(folder, 'new'), 0);
  const half = join(folder, 'half');
  await backupOf(half, 400);
  await rename(join(half, 'manifest.json'), join(half, 'manifest.json.removed'));
  await writeFile(join(half, 'notes.txt'), 'by somebody');
  await backupOf(join(folder, 'old'), 400);

  expect(await prune(folder, '--keep-days', '30', '--keep-last', '1')).toEqual({
    printed: [
      expect.stringMatching(/^removed .*old, finished/),
      `not removed: ${half}: its files are removed, and it has others, which no backup has: look at them, and remove the folder yourself`,
      expect.stringMatching(/^removed 1 backup\(s\) and made room of \d+ bytes; 1 stay$/),
    ],
    exitCode: 1,
  });
  expect(await readdir(folder)).toEqual(['half', 'new']);
  expect(await readdir(half)).toEqual(['notes.txt']);
});

test('a folder that has no backups in it by mistake is refused, and so are numbers that keep nothing', async () => {
  const folder = await testFolder();
  await backupOf(join(folder, 'old'), 400);
  const before = await readFile(join(folder, 'old', 'manifest.json'), 'utf8');

  await expect(prune(join(folder, 'old'), '--keep-days', '30')).rejects.toThrow(
    'is a backup itself: name the folder that it is in',
  );
  await expect(prune(join(folder, 'nowhere'), '--keep-days', '30')).rejects.toThrow('There is no folder');
  for (const args of [
    [],
    ['--keep-days', '0'],
    ['--keep-days', '1.5'],
    ['--keep-days', '30', '--keep-last', '0'],
  ])
    await expect(prune(folder, ...args)).rejects.toThrow(/keep-days|keep-last/);
  expect(await readFile(join(folder, 'old', 'manifest.json'), 'utf8')).toBe(before);
});

test('what nobody has ended for a day is removed, and what somebody was heard of is not, however long it takes', async () => {
  const folder = await testFolder();
  await backupOf(join(folder, 'new'), 0);
  // Begun a day before that.
  await unfinishedOf(join(folder, 'heard-of-an-hour-ago'), 1);
  await unfinishedOf(join(folder, 'given-up'), 25);
  await unfinishedOf(join(folder, 'given-up-with-a-note'), 25);
  await writeFile(join(folder, 'given-up-with-a-note', 'why.txt'), 'the disk was full');
  // As a copy of it has it, and as a file system whose clock is another one.
  await unfinishedOf(join(folder, 'written-now'), 25);
  await utimes(join(folder, 'written-now', 'unfinished.json'), new Date(), new Date());
  await unfinishedOf(join(folder, 'mark-cut-short'), 25);
  await writeFile(join(folder, 'mark-cut-short', 'unfinished.json'), '{"host":"ni');
  // A removal was killed, and another one at its very end.
  await unfinishedOf(join(folder, 'half-removed'), 25);
  const half = join(folder, 'half-removed', 'unfinished.json');
  await rename(half, `${half}.removed`);
  await rm(join(folder, 'half-removed', 'catalogo.sql.gz'));
  await using writing = await (async () => {
    await mkdir(join(folder, 'at-it'));
    return await markUnfinished(join(folder, 'at-it'));
  })();
  const told = (lines: string[]) => lines.map((line) => line.replaceAll(`${folder}/`, ''));
  const stays = [
    /^left alone: at-it: process \d+ on .* writes it since \S+Z, as far as can be seen \(last heard of at \S+Z\)$/,
    /^left alone: given-up-with-a-note: it also has why.txt/,
    /^left alone: heard-of-an-hour-ago: process 7 on night wrote it since \S+Z and has not ended it .*a day after that$/,
    /^left alone: mark-cut-short: somebody writes it, as far as can be seen/,
    /^left alone: written-now: process 7 on night writes it since/,
  ].map((line) => expect.stringMatching(line));

  const { printed } = await prune(folder, '--keep-days', '30', '--dry-run');
  expect(told(printed)).toEqual([
    expect.stringMatching(/^would remove given-up, begun \S+Z and never finished: \d+ bytes$/),
    expect.stringMatching(/^would remove what was left of half-removed, never finished: \d+ bytes$/),
    ...stays,
    expect.stringMatching(/^would remove 2 backup\(s\) and make room of \d+ bytes; 1 stay$/),
  ]);
  expect(told((await run('list', folder)).printed)).toEqual([
    expect.stringMatching(/^at-it: unfinished: process \d+ on .* writes it/),
    expect.stringMatching(/^given-up: given up: process 7 on night wrote it/),
    expect.stringMatching(/^given-up-with-a-note: given up: /),
    'half-removed: no backup: it was not ended, and neither was its removal',
    expect.stringMatching(/^heard-of-an-hour-ago: unfinished: process 7 on night wrote it/),
    expect.stringMatching(/^mark-cut-short: unfinished: somebody writes it/),
    expect.stringMatching(/^new: whole, backup [0-9a-f-]{36}, finished \S+Z, catalogo, clientes, \d+ bytes$/),
    expect.stringMatching(/^written-now: unfinished: /),
    '1 whole backup(s); `backup verify` reads one and compares it with its manifest',
  ]);
  await expect(readManifest(join(folder, 'given-up'))).rejects.toThrow(
    /is no backup: process 7 on night wrote it .* Take another one\.$/,
  );

  expect(told((await prune(folder, '--keep-days', '30')).printed)).toEqual([
    expect.stringMatching(/^removed given-up, begun \S+Z and never finished: \d+ bytes$/),
    expect.stringMatching(/^removed what was left of half-removed/),
    ...stays,
    expect.stringMatching(/^removed 2 backup\(s\) and made room of \d+ bytes; 1 stay$/),
  ]);
  expect(await readdir(folder)).toEqual([
    'at-it',
    'given-up-with-a-note',
    'heard-of-an-hour-ago',
    'mark-cut-short',
    'new',
    'written-now',
  ]);
  await writing.end();
  expect(await readdir(join(folder, 'at-it'))).toEqual([]);
});

/** Has this machine's clock be wrong until the test ends; files have the time of where they are, as on a share. */
function setClockAhead(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  onTestFinished(() => void vi.useRealTimers());
}

test('where the clock of this machine is ahead by days nothing is removed, and that is said', async () => {
  const folder = await testFolder();
  await unfinishedOf(join(folder, 'at-it'), 0);
  await backupOf(join(folder, 'old'), 10);
  await backupOf(join(folder, 'new'), 0);
  const before = await readdir(folder);
  setClockAhead(2 * DAY_MS);

  for (const more of [[], ['--dry-run']])
    await expect(prune(folder, '--keep-days', '11', '--keep-last', '1', ...more)).rejects.toThrow(
      /^The clock of this machine says \S+Z, and that of where .* is \S+Z: one of them is wrong, and nothing is removed by either/,
    );
  expect(await readdir(folder)).toEqual(before);
});

test('where clocks differ by minutes the earlier one counts', async () => {
  const folder = await testFolder();
  await unfinishedOf(join(folder, 'heard-of-23-h-50-ago'), 24 - 1 / 6);
  await backupOf(join(folder, 'new'), 0);
  await backupOf(join(folder, 'nearly-old'), 30 - 1 / 144);
  setClockAhead(DAY_MS / 48);

  expect((await prune(folder, '--keep-days', '30', '--keep-last', '1')).printed).toEqual([
    expect.stringMatching(/^left alone: .*heard-of-23-h-50-ago: process 7 on night wrote it/),
    'removed 0 backup(s) and made room of 0 bytes; 2 stay',
  ]);
});

/** Has no file take anything more until the test ends, as on a disk that is full; empty ones can be made. */
async function fillDisk(): Promise<void> {
  await using file = await open(join(await testFolder(), 'any'), 'wx');
  // All files have their methods in common.
  const methods = Object.getPrototypeOf(file) as FileHandle;
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const write = vi.spyOn(methods, 'write').mockRejectedValue(full);
  onTestFinished(() => write.mockRestore());
}

test('what a backup that was killed has filled a disk with is removed', async () => {
  const folder = await testFolder();
  await unfinishedOf(join(folder, 'at-it'), 0);
  await unfinishedOf(join(folder, 'killed'), 25);
  await backupOf(join(folder, 'new'), 0);
  await fillDisk();

  expect((await prune(folder, '--keep-days', '30')).printed).toEqual([
    expect.stringMatching(/^removed .*killed, begun \S+ and never finished: \d+ bytes$/),
    expect.stringMatching(/^left alone: .*at-it: process 7 on night writes it/),
    expect.stringMatching(/^removed 1 backup\(s\)/),
  ]);
  expect(await readdir(folder)).toEqual(['at-it', 'new']);
});

test('what is heard of while it is watched is not removed, whatever the clocks say', async () => {
  const folder = await testFolder();
  for (const name of ['given-up', 'woken-up']) await unfinishedOf(join(folder, name), 25);
  const mark = join(folder, 'woken-up', 'unfinished.json');
  const content = JSON.parse(await readFile(mark, 'utf8'));
  // As one whose clock is behind by a day and a second says it.
  const alive = new Date(Date.parse(content.alive) + 10_000);
  const sayAlive = () => {
    writeFileSync(mark, JSON.stringify({ ...content, alive: alive.toISOString() }));
    utimesSync(mark, alive, alive);
  };

  const { removals, leftAlone } = await pruneBackups({
    folder,
    keepDays: 30,
    keepLast: 1,
    isDryRun: false,
    watchedMs: 0,
    progress: { during: () => {}, done: sayAlive },
  });
  expect({ removals, leftAlone }).toEqual({
    removals: [expect.objectContaining({ path: join(folder, 'given-up') })],
    leftAlone: [
      {
        path: join(folder, 'woken-up'),
        why: expect.stringMatching(/^process 7 on night wrote it since .* and has not ended it/),
      },
    ],
  });
  expect(await readdir(folder)).toEqual(['woken-up']);
});

test('a backup that was taken for given up while its process stood still is not said to be made', async () => {
  const folder = await testFolder();
  await using writing = await markUnfinished(folder);
  await rename(join(folder, 'unfinished.json'), join(folder, 'unfinished.json.removed'));

  await expect(writing.end()).rejects.toThrow('was taken for given up and is being removed');
});

test('a backup whose folder somebody has made again is not said to be made, and leaves the other one its mark', async () => {
  const folder = await testFolder();
  await using first = await markUnfinished(folder);
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await using second = await markUnfinished(folder);

  for (const said of [first.check(), first.end()])
    await expect(said).rejects.toThrow('is not the folder any more that this backup was begun in');
  await second.check();
  await second.end();
});
