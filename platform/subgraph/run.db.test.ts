import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../dev/schemas/schemas.ts';
import { testPrefix } from '../../tests/support/schemas/test-prefix.ts';

const SCHEMA = [{ name: 'catalogo', databaseName: 'catalogo' }];

test('a process that is to migrate only needs its database, says what it has done, and ends', async () => {
  const prefix = testPrefix();
  const url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('catalogo') ?? '';
  const migrate = async () => {
    const args = ['dev/run.mjs', 'subgraphs/catalogo/main.ts', '--migrate'];
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', DATABASE_URL: url };
    return (await promisify(execFile)(process.execPath, args, { env })).stdout;
  };
  try {
    expect(await migrate()).toMatch(/^catalogo: migrated: 0001-\S+(, \d{4}-\S+)*\n$/);
    expect(await migrate()).toBe('catalogo: the schema is up to date\n');
  } finally {
    await dropSchemas(inject('adminUrl'), SCHEMA, prefix);
  }
}, 60_000);
