import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { createSchemas, dropSchemas } from '../../dev/schemas/schemas.ts';
import { testPrefix } from '../../tests/support/schemas/test-prefix.ts';
import { migrateOnly } from './run.ts';

const SCHEMA = [{ name: 'catalogo', databaseName: 'catalogo' }];

test('a process that is to migrate only needs its database, says what it has done, and ends', async () => {
  const prefix = testPrefix();
  const url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('catalogo') ?? '';
  onTestFinished(() => dropSchemas(inject('adminUrl'), SCHEMA, prefix));
  const args = ['dev/run.mjs', 'subgraphs/catalogo/main.ts', '--migrate'];
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', DATABASE_URL: url };

  const { stdout } = await promisify(execFile)(process.execPath, args, { env });

  expect(stdout).toMatch(/^catalogo: migrated: 0001-\S+(, \d{4}-\S+)*\n$/);
}, 60_000);

test('where nothing is to be migrated it says so', async () => {
  const prefix = testPrefix();
  const url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('catalogo') ?? '';
  onTestFinished(() => dropSchemas(inject('adminUrl'), SCHEMA, prefix));
  vi.stubEnv('DATABASE_URL', url);
  const said: string[] = [];
  const migrations = { '0001-a': { up: async () => {} } };

  for (const _time of ['first', 'second'])
    await migrateOnly({ name: 'catalogo', migrations }, new AbortController().signal, (line) =>
      said.push(line),
    );

  expect(said).toEqual(['catalogo: migrated: 0001-a', 'catalogo: the schema is up to date']);
});
