import { expect, inject, test } from 'vitest';
import { connectBounded } from './bounded-connection.ts';

test('a statement that is not answered in time ends the connection, and nothing waits for it', async () => {
  await using connection = await connectBounded(inject('adminUrl'), 300);
  expect(await connection.query('SELECT ? AS n', [1])).toEqual([{ n: 1 }]);

  for (const sql of ['SELECT SLEEP(60)', 'SELECT 1'])
    await expect(connection.query(sql)).rejects.toThrow('has not answered within 0.3 s');
});
