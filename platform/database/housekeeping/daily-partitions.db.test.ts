import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { type Database, openDatabase } from '../database.ts';
import { dropPartitionsBefore, ensureDailyPartitions } from './daily-partitions.ts';

const SCHEMA = [{ name: 'dias', databaseName: 'dias' }];
const prefix = testPrefix();
let database: Database;
beforeAll(async () => {
  const url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('dias') ?? '';
  database = openDatabase({ url, poolSize: 4 });
  await database.write(
    `CREATE TABLE coisa (instante DATETIME(3) NOT NULL, id INT NOT NULL, PRIMARY KEY (instante, id))
      ENGINE = InnoDB PARTITION BY RANGE COLUMNS (instante) (PARTITION futuro VALUES LESS THAN (MAXVALUE))`,
    [],
  );
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), SCHEMA, prefix);
});

const day = (date: string) => new Date(`${date}T00:00:00Z`);

test('days get a partition each, by whoever comes first, and go with all their rows', async () => {
  await database.write(
    "INSERT INTO coisa VALUES ('2026-03-01 12:00:00', 1), ('2026-03-02 23:59:59.999', 2), ('2026-03-03', 3), ('2026-03-09', 4)",
    [],
  );
  const days = [day('2026-03-01'), day('2026-03-02'), day('2026-03-03')];
  await Promise.all([1, 2, 3].map(() => ensureDailyPartitions(database, 'coisa', days)));
  await ensureDailyPartitions(database, 'coisa', [...days, day('2026-03-04')]);

  const partitions = await database.read(
    'SELECT partition_name AS name FROM information_schema.partitions WHERE table_schema = DATABASE() ORDER BY partition_ordinal_position',
    [],
  );
  expect(partitions).toEqual(
    ['d20260301', 'd20260302', 'd20260303', 'd20260304', 'futuro'].map((name) => ({ name })),
  );

  await Promise.all([1, 2].map(() => dropPartitionsBefore(database, 'coisa', day('2026-03-03'))));

  expect(await database.read('SELECT id FROM coisa ORDER BY id', [])).toEqual([{ id: 3 }, { id: 4 }]);
});
