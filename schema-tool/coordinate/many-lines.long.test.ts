import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaCommand } from '../../tests/support/commands/schema-command.ts';

const home = process.cwd();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'many-lines-'));
  await cp(join(import.meta.dirname, '../check/scenarios/base'), folder, { recursive: true });
  process.chdir(folder);
});
afterAll(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true });
});

test('usage has more lines than a function takes arguments', async () => {
  const day = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
  const document = 'query Fones { cliente(id: "") { telefone } }';
  const line = JSON.stringify({ v: 1, day, document, count: 1 });
  await writeFile('usage.jsonl', `${line}\n`.repeat(150_000));

  expect(await schemaCommand(['usage', 'unused', 'usage.jsonl', '--days', '30'])).toMatchObject({
    code: 0,
    stderr: '',
  });
  expect(await schemaCommand(['explain', 'Cliente.telefone'])).toMatchObject({ code: 0, stderr: '' });
}, 60_000);
