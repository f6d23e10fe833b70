import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { testPrefix } from '../../tests/support/schemas/test-prefix.ts';
import { createSchemas, dropSchemas } from '../schemas/schemas.ts';

const prefix = testPrefix();
let urls: Map<string, string>;
beforeAll(async () => {
  urls = await createSchemas(inject('adminUrl'), await loadSubgraphs(), prefix);
});
afterAll(async () => dropSchemas(inject('adminUrl'), await loadSubgraphs(), prefix));

test('the MySQL user of each subgraph sees its own schema and no other', async () => {
  for (const definition of await loadSubgraphs()) {
    const connection = await createConnection({ uri: urls.get(definition.name) ?? '' });
    const [schemas] = await connection.query('SHOW DATABASES');
    const names = (schemas as { Database: string }[]).map(({ Database }) => Database);

    expect(names.filter((name) => !name.endsWith('_schema'))).toEqual([
      `${prefix}${definition.databaseName}`,
    ]);
    for (const other of await loadSubgraphs()) {
      if (other.name === definition.name) continue;
      await expect(connection.query(`USE \`${prefix}${other.databaseName}\``)).rejects.toThrow(/denied/);
    }
    await connection.end();
  }
});

test('creating the schemas again changes nothing', async () => {
  expect(await createSchemas(inject('adminUrl'), await loadSubgraphs(), prefix)).toEqual(urls);
});
