import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { type Database, openDatabase } from '../database.ts';
import { deleteInSteps } from './delete-in-steps.ts';

const SCHEMA = [{ name: 'passos', databaseName: 'passos' }];
const prefix = testPrefix();
let database: Database;
beforeAll(async () => {
  const url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('passos') ?? '';
  database = openDatabase({ url, poolSize: 1 });
  await database.write('CREATE TABLE linha (id INT NOT NULL PRIMARY KEY) ENGINE = InnoDB', []);
  const ids = Array.from({ length: 2_500 }, (_, id) => `(${id})`);
  await database.write(`INSERT INTO linha VALUES ${ids.join()}`, []);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), SCHEMA, prefix);
});

const rowsLeft = async () => (await database.read('SELECT id FROM linha', [])).length;

test('rows are deleted a thousand a statement, until there are none, or it is told to stop', async () => {
  const stopping = new AbortController();
  const stoppingAfterOne = {
    ...database,
    async write(...statement: Parameters<Database['write']>) {
      stopping.abort();
      return await database.write(...statement);
    },
  };

  await deleteInSteps(stoppingAfterOne, 'DELETE FROM linha', stopping.signal);
  expect(await rowsLeft()).toBe(1_500);

  await deleteInSteps(database, 'DELETE FROM linha');
  expect(await rowsLeft()).toBe(0);
});
