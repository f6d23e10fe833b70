import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { type Database, openDatabase } from '../database.ts';
import { type SearchLimits, searchesOn } from './searches.ts';

const SCHEMA = [{ name: 'busca', databaseName: 'busca' }];
const prefix = testPrefix();
let database: Database;
beforeAll(async () => {
  const url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('busca') ?? '';
  database = openDatabase({ url, poolSize: 4 });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), SCHEMA, prefix);
});

/** For the server's whole life, if nobody ended it. */
const ENDLESS = `SELECT COUNT(*) AS n FROM ${['a', 'b', 'c', 'd', 'e', 'f'].map((one) => `information_schema.collations ${one}`).join(', ')} WHERE ? = 'x'`;
const TOO_MANY = { message: 'Too many searches are under way; try again later.' };
const TOO_LONG = { message: 'The search took too long; try again later, or with more words.' };
const limits = (some: Partial<SearchLimits>): SearchLimits => ({
  running: 2,
  waiting: 1,
  waitMs: 10_000,
  statementMs: 10_000,
  ...some,
});

test('the server ends a search that takes too long, and its connection works on', async () => {
  const searches = searchesOn(database, limits({ statementMs: 200 }));

  await expect(searches.read(ENDLESS, ['x'])).rejects.toMatchObject({
    ...TOO_LONG,
    extensions: { code: 'DATABASE_UNAVAILABLE', retryable: true },
  });
  expect(await searches.read('SELECT ? AS b', ['c'])).toEqual([{ b: 'c' }]);
  const left = await database.read('SHOW PROCESSLIST', []);
  expect(JSON.stringify(left)).not.toContain('information_schema.collations');
});

test('searches leave connections to everybody else, some wait in order, and one more is refused at once', async () => {
  const searches = searchesOn(database, limits({ statementMs: 1_000 }));
  const ended: string[] = [];
  const search = (name: string, sql = ENDLESS) =>
    searches.read(sql, ['x']).then(
      () => ended.push(`${name} found`),
      ({ message }) => ended.push(`${name} ${message === TOO_LONG.message ? 'too long' : message}`),
    );
  const running = [search('first'), search('second')];
  const waiting = search('third', 'SELECT ? AS b');

  await expect(searches.read('SELECT ? AS b', ['x'])).rejects.toMatchObject({
    ...TOO_MANY,
    extensions: { code: 'DATABASE_UNAVAILABLE', retryable: true },
  });
  await database.read('SELECT ? AS b', ['x']);
  expect(ended).toEqual([]);
  await Promise.all([...running, waiting]);
  expect(ended.toSorted()).toEqual(['first too long', 'second too long', 'third found']);
  expect(await searches.read('SELECT ? AS b', ['x'])).toEqual([{ b: 'x' }]);
});

test('one that has waited long enough is refused, and takes no turn', async () => {
  const searches = searchesOn(database, limits({ running: 1, waitMs: 50, statementMs: 500 }));
  const running = searches.read(ENDLESS, ['x']);
  running.catch(() => {});

  await expect(searches.read('SELECT ? AS b', ['x'])).rejects.toMatchObject(TOO_MANY);
  await expect(running).rejects.toMatchObject(TOO_LONG);
  expect(await searches.read('SELECT ? AS b', ['x'])).toEqual([{ b: 'x' }]);
});

test('a search that fails for another reason fails with it, and gives its turn back', async () => {
  const searches = searchesOn(database, limits({ running: 1, waiting: 0 }));

  await expect(searches.read('SELECT nothing FROM nowhere', [])).rejects.toMatchObject({ errno: 1146 });
  expect(await searches.read('SELECT ? AS b', ['x'])).toEqual([{ b: 'x' }]);
});
