import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { measureFile, readBackupFile, writeBackupFile } from './backup-file.ts';
import { unreadableFile } from './unreadable-file.ts';

const TEXT = 'CREATE TABLE catalogo (nome VARCHAR(40));\n'.repeat(20_000);
const NEXT = 'from where it is whole, or take another backup';

let identity: string;
let encrypted: Buffer;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'backup-file-'));
  identity = await generateIdentity();
  const path = join(folder, 'whole.age');
  await writeBackupFile(path, textOf(), [await identityToRecipient(identity)], () => {});
  encrypted = await readFile(path);
  await rm(folder, { recursive: true });
});

async function* textOf(): AsyncGenerator<string> {
  yield TEXT;
}

/** A file of these bytes that goes with the test. */
async function fileOf(bytes: Buffer | string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'backup-file-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'catalogo.sql.gz');
  await writeFile(path, bytes);
  return path;
}

async function textIn(path: string, identities: string[] | null): Promise<string> {
  let text = '';
  for await (const chunk of readBackupFile({ path, identities }, () => {})) text += chunk;
  return text;
}

test('a whole file is read as it was written', async () => {
  expect(await textIn(await fileOf(encrypted), [await generateIdentity(), identity])).toBe(TEXT);
  expect(await textIn(await fileOf(gzipSync(TEXT)), null)).toBe(TEXT);
});

test('of a file that cannot be read it is said whether the key, the file or something else is why, and what to do', async () => {
  const half = encrypted.length >> 1;
  const flipped = Buffer.from(encrypted);
  flipped[half] = (flipped[half] ?? 0) ^ 1;
  const laterAge = Buffer.from(encrypted.toString('latin1').replace('.org/v1', '.org/v2'), 'latin1');
  const compressed = gzipSync(TEXT);
  const other = await generateIdentity();
  const cases: [string, Buffer, string[] | null, string, string][] = [
    ['another key', encrypted, [other], 'StartError', 'cannot be read with the key of --identity'],
    ['cut short', encrypted.subarray(0, half), [identity], 'DamagedBackup', NEXT],
    ['cut within its head', encrypted.subarray(0, 60), [identity], 'DamagedBackup', NEXT],
    ['empty', Buffer.alloc(0), [identity], 'DamagedBackup', 'does not begin as a file of age does'],
    ['a bit of it', flipped, [identity], 'DamagedBackup', NEXT],
    ['a later age', laterAge, [identity], 'DamagedBackup', 'does not begin as a file of age does'],
    ['not encrypted', compressed, [identity], 'DamagedBackup', NEXT],
    ['encrypted', encrypted, null, 'DamagedBackup', NEXT],
    ['cut short, plain', compressed.subarray(0, -20), null, 'DamagedBackup', NEXT],
    ['no text', gzipSync(Buffer.from([0xff, 0xfe])), null, 'DamagedBackup', NEXT],
    ['half a character', gzipSync(Buffer.from('é').subarray(0, 1)), null, 'DamagedBackup', NEXT],
  ];
  for (const [what, bytes, identities, name, message] of cases) {
    const path = await fileOf(bytes);
    await expect(textIn(path, identities), what).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  }
});

test('a file that is not there, is none, or may not be read is not called damaged for another reason than it has', async () => {
  const path = await fileOf('');
  await rm(path);
  for (const read of [
    () => textIn(path, [identity]),
    () => textIn(path, null),
    () => measureFile(path, () => {}),
  ])
    await expect(read()).rejects.toMatchObject({
      name: 'DamagedBackup',
      message: expect.stringContaining('is not there, and the manifest names it: copy it here again'),
    });
  await mkdir(path);
  for (const read of [() => textIn(path, [identity]), () => measureFile(path, () => {})])
    await expect(read()).rejects.toMatchObject({
      name: 'DamagedBackup',
      message: expect.stringContaining('is no file'),
    });
  const failed = (code: string) => Object.assign(new Error(code), { code, syscall: 'read', path });
  expect(unreadableFile(failed('EACCES'), path)).toMatchObject({
    name: 'StartError',
    message: expect.stringContaining('Run this as its owner'),
  });
  expect(unreadableFile(failed('EIO'), path)).toMatchObject({
    name: 'StartError',
    message: expect.stringContaining('see whether its disk or share is well'),
  });
});
