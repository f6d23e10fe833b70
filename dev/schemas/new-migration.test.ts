import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeNewMigration } from './new-migration.ts';

const DONE = { up: () => Promise.resolve() };
const INDEX = `import type { Migrations } from '../../../platform/database/migrations/migrations.ts';
import { createCarteira } from './0001-create-carteira.ts';

export const migrations: Migrations = {
  '0001-create-carteira': createCarteira,
};
`;

async function folderWith(index: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'index.ts'), index);
  return folder;
}

test('a new migration has the next number and is the last of the record', async () => {
  const folder = await folderWith(INDEX);

  const path = await writeNewMigration(folder, { '0001-create-carteira': DONE }, 'add-apelido');

  expect(path).toBe(join(folder, '0002-add-apelido.ts'));
  expect(await readFile(path, 'utf8')).toContain('export const addApelido: Migration = {');
  expect(
    await readFile(join(folder, 'index.ts'), 'utf8'),
  ).toBe(`import type { Migrations } from '../../../platform/database/migrations/migrations.ts';
import { createCarteira } from './0001-create-carteira.ts';
import { addApelido } from './0002-add-apelido.ts';

export const migrations: Migrations = {
  '0001-create-carteira': createCarteira,
  '0002-add-apelido': addApelido,
};
`);
});

test.each([
  { what: 'a name that is a path', name: '../../escape', index: INDEX },
  { what: 'a name in capitals', name: 'AddApelido', index: INDEX },
  {
    what: 'an index of another form',
    name: 'add-apelido',
    index: 'export const migrations = {} as const;\n',
  },
])('$what is refused, and nothing is written', async ({ name, index }) => {
  const folder = await folderWith(index);

  await expect(writeNewMigration(folder, {}, name)).rejects.toMatchObject({ name: 'StartError' });

  expect(await readdir(folder)).toEqual(['index.ts']);
  expect(await readFile(join(folder, 'index.ts'), 'utf8')).toBe(index);
});
