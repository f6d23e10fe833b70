import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../dev/schemas/schemas.ts';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { testPrefix } from '../../tests/support/schemas/test-prefix.ts';

const { config } = JSON.parse(readFileSync('deploy/debezium/clientes-outbox.json', 'utf8')) as {
  config: Record<string, string>;
};
const router = (option: string) => config[`transforms.outbox.${option}`] ?? '';

const clientes = (await loadSubgraphs()).filter(({ name }) => name === 'clientes');
const prefix = testPrefix();
let database: Database;
beforeAll(async () => {
  const url = (await createSchemas(inject('adminUrl'), clientes, prefix)).get('clientes') ?? '';
  await migrate(url, clientes[0]?.migrations ?? {});
  database = openDatabase({ url, poolSize: 1 });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), clientes, prefix);
});

/** What the router needs of a column: https://debezium.io/documentation/reference/stable/transformations/outbox-event-router.html */
const TEXT = /^(var)?char\(\d+\)$/;
/** MariaDB keeps JSON as a text. */
const JSON_TEXT = /^(json|longtext)$/;

test('the columns that the outbox event router reads are in the migrated table, with types that it takes', async () => {
  const columns = await database.read<{ Field: string; Type: string; Null: string }>(
    'SHOW COLUMNS FROM outbox',
    [],
  );
  const typeOf = new Map(
    columns.map(({ Field, Type, Null }) => [Field, Null === 'NO' ? Type : `${Type} NULL`]),
  );
  const placed = router('table.fields.additional.placement')
    .split(',')
    .map((one) => one.split(':')[0] ?? '');

  expect(typeOf.get(router('table.field.event.id'))).toMatch(TEXT);
  expect(typeOf.get(router('table.field.event.key'))).toMatch(TEXT);
  expect(typeOf.get(router('route.by.field'))).toMatch(TEXT);
  expect(typeOf.get(router('table.field.event.payload'))).toMatch(JSON_TEXT);
  expect(Object.fromEntries(placed.map((name) => [name, typeOf.get(name)]))).toEqual({
    type: expect.stringMatching(TEXT),
    seq: expect.stringMatching(/^bigint(\(20\))? unsigned$/),
  });
});

test('it follows that table of that schema alone, and takes its password from a file', () => {
  const { databaseName } = clientes[0] ?? {};

  expect(config['database.include.list']).toBe(databaseName);
  expect(config['table.include.list']).toBe(`${databaseName}.outbox`);
  for (const name of ['hostname', 'user', 'password'])
    expect(config[`database.${name}`]).toMatch(/^\$\{file:\/run\/secrets\/debezium\.properties:/);
});
