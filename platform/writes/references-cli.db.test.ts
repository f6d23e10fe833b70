import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../dev/schemas/schemas.ts';
import { runScript } from '../../tests/support/commands/run-script.ts';
import { testPrefix } from '../../tests/support/schemas/test-prefix.ts';
import { openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrations/migrations.ts';
import { lockReference, markGone, referencia } from './reference-guard.ts';
import { kindToList } from './used-references.ts';

const SCHEMA = [{ name: 'lista', databaseName: 'lista' }];
const prefix = testPrefix();
let url: string;
beforeAll(async () => {
  url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('lista') ?? '';
  await migrate(url, referencia.migrations);
  await using database = openDatabase({ url, poolSize: 1 });
  await database.transaction((one) => lockReference(one, 'Cliente', '7'));
  await database.transaction((one) => markGone(one, 'Cliente', '5'));
});
afterAll(() => dropSchemas(inject('adminUrl'), SCHEMA, prefix));

async function references(...args: string[]) {
  const script = runScript(
    `process.env.DATABASE_URL = ${JSON.stringify(url)}; await import('./platform/writes/references-cli.ts');`,
    { args },
  );
  const code = await script.ended;
  return { code, output: script.output(), errors: script.errors() };
}

test('what is known of a kind is a line for each that is gone and the highest id', async () => {
  expect(await references('Cliente')).toEqual({ code: 0, output: 'erased 5\nused 7\n', errors: '' });
});

test('a kind that nothing refers to is told, as an empty list would say that nobody was erased', async () => {
  expect(await references('cliente')).toEqual({
    code: 1,
    output: '',
    errors: 'Nothing here refers to "cliente", but to Cliente.\n',
  });
});

test.each([{ args: [] }, { args: ['--help'] }, { args: ['Cliente', 'Produto'] }])(
  'without one kind nothing is listed: $args',
  ({ args }) => {
    expect(() => kindToList(args)).toThrow('Name one kind of entity');
  },
);
