import { expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../dev/schemas.ts';
import { testPrefix } from '../tests/support/test-prefix.ts';
import { openDatabase } from './database.ts';
import { type Migrations, migrate } from './migrations.ts';

const THIS = [{ name: 'migracoes', databaseName: 'migracoes' }];

test('several replicas that start at once migrate once, in order, and later ones only what is new', async () => {
  const prefix = testPrefix();
  const url = (await createSchemas(inject('adminUrl'), THIS, prefix)).get('migracoes') ?? '';
  const first: Migrations = {
    a: { up: (knex) => knex.raw('CREATE TABLE t (n INT NOT NULL PRIMARY KEY)') },
    b: { up: (knex) => knex.raw('INSERT INTO t VALUES (1)') },
  };
  const second: Migrations = { ...first, c: { up: (knex) => knex.raw('UPDATE t SET n = n + 1') } };

  const ran = await Promise.all([1, 2, 3].map(() => migrate(url, first)));
  expect(ran.sort((x, y) => y.length - x.length)).toEqual([['a', 'b'], [], []]);
  expect(await migrate(url, second)).toEqual(['c']);
  await using database = openDatabase({ url, poolSize: 1 });
  expect(await database.read('SELECT n FROM t', [])).toEqual([{ n: 2 }]);
  await dropSchemas(inject('adminUrl'), THIS, prefix);
});

test('a connection works in UTC, strictly, and reads what is committed', async () => {
  await using database = openDatabase({ url: inject('adminUrl'), poolSize: 1 });

  const [isolation] = await database.read<{ Value: string }>(
    "SHOW SESSION VARIABLES LIKE 't%x%isolation'",
    [],
  );
  const [settings] = await database.read<{ zone: string; mode: string }>(
    'SELECT @@session.time_zone AS zone, @@session.sql_mode AS mode',
    [],
  );

  expect(settings).toEqual({ zone: '+00:00', mode: expect.stringContaining('STRICT_ALL_TABLES') });
  expect(isolation?.Value ?? 'READ-COMMITTED').toBe('READ-COMMITTED');
});
