import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readTextFile, readTextFileSync } from './text-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'text-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const MAX_BYTES = 128 * 1024;

function fileOf(content: string | Uint8Array): string {
  const path = join(folder, crypto.randomUUID());
  writeFileSync(path, content);
  return path;
}

function pipe(): string {
  const path = join(folder, crypto.randomUUID());
  execFileSync('mkfifo', [path]);
  return path;
}

describe.each([
  ['readTextFile', readTextFile],
  ['readTextFileSync', async (path: string, maxBytes: number) => readTextFileSync(path, maxBytes)],
])('%s', (_name, read) => {
  test.each([
    ['empty', ''],
    ['of as many bytes as there may be', `é${'x'.repeat(MAX_BYTES - 2)}`],
    ['of characters that no chunk may part', 'é€😀'.repeat(10_000)],
  ])('gives the text of a file %s', async (_what, text) => {
    expect(await read(fileOf(text), MAX_BYTES)).toEqual({ kind: 'read', text });
  });

  test('leaves out the mark with which some editors start a file', async () => {
    expect(await read(fileOf('\uFEFFa'), MAX_BYTES)).toEqual({ kind: 'read', text: 'a' });
  });

  test.each([
    ['has a byte more', () => fileOf('x'.repeat(MAX_BYTES + 1)), 'it is larger than 128 KiB'],
    ['is in another encoding', () => fileOf(Buffer.from('ação', 'latin1')), 'it is not UTF-8 text'],
    ['ends within a character', () => fileOf(Buffer.from('é').subarray(0, 1)), 'it is not UTF-8 text'],
    ['is not there', () => join(folder, 'none'), 'ENOENT'],
    ['is a folder', () => folder, 'it is no file'],
    ['never ends', () => '/dev/zero', 'it is no file'],
    ['is a pipe that nobody writes into', pipe, 'it is no file'],
  ])('tells why one that %s is not read', async (_what, path, why) => {
    expect(await read(path(), MAX_BYTES)).toEqual({ kind: 'unreadable', why });
  });
});
