import { expect, test } from 'vitest';
import type { Migration } from './migrations.ts';
import { type PlatformTable, recordedAs, withTables } from './platform-table.ts';

const migration = (): Migration => ({ up: () => Promise.resolve() });
const table = (name: string, ...migrations: string[]): PlatformTable => ({
  name,
  migrations: Object.fromEntries(migrations.map((one) => [`${name}-${one}`, migration()])),
  forgetOld: () => Promise.resolve(),
});
const caixa = table('caixa', '0001-create', '0002-index');
const chaves = table('chaves', '0001-create');
const own = { '0001-create-carteira': migration(), '0004-add-apelido': migration() };

test('a schema has the migrations of the tables that it lists, after its own', () => {
  const { migrations, tables } = withTables(own, [caixa, chaves]);

  expect(Object.entries(migrations)).toEqual([
    ...Object.entries(own),
    ...Object.entries({ ...caixa.migrations, ...chaves.migrations }),
  ]);
  expect(tables).toEqual([caixa, chaves]);
});

test('what a schema has recorded under a number keeps it, and what a table has more is not missed', () => {
  const { migrations } = withTables(own, [
    recordedAs(chaves, '0003-create-chaves'),
    recordedAs(caixa, '0002-create-caixa'),
  ]);

  expect(Object.keys(migrations)).toEqual([
    '0001-create-carteira',
    '0002-create-caixa',
    '0003-create-chaves',
    '0004-add-apelido',
    'caixa-0002-index',
  ]);
  expect(migrations['0002-create-caixa']).toBe(caixa.migrations['caixa-0001-create']);
});

test.each([
  ['a number is given twice', () => withTables(own, [recordedAs(chaves, '0004-add-apelido')])],
  ['a table is listed twice', () => withTables(own, [chaves, chaves])],
])('%s: that is an error, and no migration is lost', (_, listed) => {
  expect(listed).toThrow('two migrations of a schema have one name');
});
