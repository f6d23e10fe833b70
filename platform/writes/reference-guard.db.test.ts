import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../dev/schemas/schemas.ts';
import { testPrefix } from '../../tests/support/schemas/test-prefix.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrations/migrations.ts';
import { lockReference, markGone, referencia } from './reference-guard.ts';

const SCHEMA = [{ name: 'referencias', databaseName: 'referencias' }];
const prefix = testPrefix();
let database: Database;
beforeAll(async () => {
  const url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('referencias') ?? '';
  await migrate(url, referencia.migrations);
  database = openDatabase({ url, poolSize: 2 });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), SCHEMA, prefix);
});

async function rowOf(id: string): Promise<unknown> {
  const [row] = await database.read('SELECT * FROM referencia WHERE id = ?', [id]);
  return row;
}

test.each([
  ['a write', (id: string) => database.transaction((one) => lockReference(one, 'Cliente', id))],
  ['an erasure', (id: string) => database.transaction((one) => markGone(one, 'Cliente', id))],
])('%s changes the row of a reference each time, which is all that nodes compare', async (what, use) => {
  const id = what === 'a write' ? '1' : '2';
  const seen = [];
  for (let times = 0; times < 3; times += 1) {
    await use(id);
    seen.push(JSON.stringify(await rowOf(id)));
  }

  expect(new Set(seen).size).toBe(3);
});

test('a reference that is gone stays gone, and since when', async () => {
  await database.transaction((one) => markGone(one, 'Cliente', '3'));
  const [gone] = await database.read('SELECT apagado_em FROM referencia WHERE id = 3', []);

  expect(await database.transaction((one) => lockReference(one, 'Cliente', '3'))).toBe('gone');
  await database.transaction((one) => markGone(one, 'Cliente', '3'));
  expect(await database.read('SELECT apagado_em FROM referencia WHERE id = 3', [])).toEqual([gone]);
});

test('what one transaction is told of several references is told of each', async () => {
  await database.transaction((one) => markGone(one, 'Cliente', '20'));

  const told = await database.transaction(async (one) => {
    const seen = [];
    for (const id of ['20', '21', '21', '20', '22']) seen.push(await lockReference(one, 'Cliente', id));
    return seen;
  });

  expect(told).toEqual(['gone', 'alive', 'alive', 'gone', 'alive']);
});

test('a server that does not give back what it was told passes nobody for alive', async () => {
  await database.transaction((one) => markGone(one, 'Cliente', '30'));

  const asked = database.transaction(async (one) => {
    const write = one.write.bind(one);
    one.write = async (...statement) => ({ ...(await write(...statement)), insertId: '0' });
    return await lockReference(one, 'Cliente', '30');
  });

  await expect(asked).rejects.toThrow('does not give back what LAST_INSERT_ID was called with');
});

test('tombstones are kept for five years, and what is alive for good', async () => {
  await database.transaction((one) => lockReference(one, 'Cliente', '10'));
  for (const id of ['11', '12']) await database.transaction((one) => markGone(one, 'Cliente', id));
  const age = (id: string, days: number) =>
    database.write(`UPDATE referencia SET apagado_em = NOW(3) - INTERVAL ${days} DAY WHERE id = ?`, [id]);
  await age('11', 1_825);
  await age('12', 1_827);

  await referencia.forgetOld(database);

  const left = await database.read('SELECT id FROM referencia WHERE id BETWEEN 10 AND 12 ORDER BY id', []);
  expect(left).toEqual([{ id: '10' }, { id: '11' }]);
});
