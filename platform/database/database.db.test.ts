import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../dev/schemas/schemas.ts';
import { testPrefix } from '../../tests/support/schemas/test-prefix.ts';
import { isDatabaseUnavailable } from '../errors/database-failures.ts';
import { type Database, openDatabase } from './database.ts';

const SCHEMA = [{ name: 'banco', databaseName: 'banco' }];
const prefix = testPrefix();
let url: string;
let database: Database;
beforeAll(async () => {
  url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('banco') ?? '';
  database = openDatabase({ url, poolSize: 8, acquireTimeoutMs: 60_000 });
  await database.write('CREATE TABLE saldo (id INT PRIMARY KEY, valor INT NOT NULL) ENGINE = InnoDB', []);
  await database.write('INSERT INTO saldo VALUES (1, 0), (2, 0)', []);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), SCHEMA, prefix);
});

test('transactions that deadlock with each other again and again all commit in the end, each once', async () => {
  const add = (ids: readonly [number, number]) =>
    database.transaction(async (transaction) => {
      for (const id of ids) {
        await transaction.write('UPDATE saldo SET valor = valor + 1 WHERE id = ?', [id]);
      }
    });

  await Promise.all(Array.from({ length: 120 }, (_, n) => add(n % 2 === 0 ? [1, 2] : [2, 1])));

  const rows = await database.read<{ valor: number }>('SELECT valor FROM saldo WHERE id < 3', []);
  expect(rows).toEqual([{ valor: 120 }, { valor: 120 }]);
});

test('what a transaction registers is done when others see what it has written, in order, and never after a rollback', async () => {
  await database.write('INSERT INTO saldo VALUES (4, 0)', []);
  const seen: Promise<{ valor: number }[]>[] = [];
  const order: string[] = [];
  const set = (valor: number, end: () => void) =>
    database.transaction(async (transaction) => {
      transaction.afterCommit(() => seen.push(database.read('SELECT valor FROM saldo WHERE id = 4', [])));
      transaction.afterCommit(() => order.push(`committed ${valor}`));
      await transaction.write('UPDATE saldo SET valor = ? WHERE id = 4', [valor]);
      order.push(`written ${valor}`);
      end();
    });

  await set(1, () => {});
  await expect(
    set(2, () => {
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');

  expect(order).toEqual(['written 1', 'committed 1', 'written 2']);
  expect(await Promise.all(seen)).toEqual([[{ valor: 1 }]]);
});

test('a write that another transaction blocks fails in time, as one to try again', async () => {
  await using other = openDatabase({ url, poolSize: 1 });
  const [usual] = await other.read('SELECT @@innodb_lock_wait_timeout AS seconds', []);
  await other.write('SET SESSION innodb_lock_wait_timeout = 1', []);
  await database.write('INSERT INTO saldo VALUES (3, 0)', []);

  const failure = await database.transaction(async (transaction) => {
    await transaction.write('UPDATE saldo SET valor = 1 WHERE id = 3', []);
    return await other.write('UPDATE saldo SET valor = 2 WHERE id = 3', []).catch((error) => error);
  });

  // Less than the router waits for an answer.
  expect(usual).toEqual({ seconds: '5' });
  expect(isDatabaseUnavailable(failure)).toBe(true);
  expect(await database.read('SELECT valor FROM saldo WHERE id = 3', [])).toEqual([{ valor: 1 }]);
});

test('a connection keeps a bounded number and amount of text prepared, and works on', async () => {
  await using other = openDatabase({ url, poolSize: 1 });
  const prepared = async () => {
    const rows = await other.read<{ Value: string }>(
      "SHOW SESSION STATUS WHERE Variable_name IN ('Com_stmt_prepare', 'Com_stmt_close')",
      [],
    );
    // In the order of their names.
    const [closed, opened] = rows.map(({ Value }) => Number(Value));
    return (opened ?? Number.NaN) - (closed ?? Number.NaN);
  };
  const run = async (count: number, length: number) => {
    for (let number = 0; number < count; number += 1) {
      const text = `SELECT '${number}' AS n, '${'x'.repeat(length)}' AS t`;
      expect(await other.read(text, [])).toMatchObject([{ n: String(number) }]);
    }
    return await prepared();
  };

  expect(await run(300, 10)).toBe(128);
  expect(await run(20, 64 * 1024)).toBe(6);
  expect(await run(20, 10)).toBe(26);
});

test('a BIGINT of any size arrives exactly, as a string, and NULL as null', async () => {
  const signed = ['0', '42', '-42', '9007199254740991', '9007199254740993', '-9223372036854775808', null];
  const unsigned = ['0', '42', '7', '9007199254740992', '9007199254740993', '18446744073709551615', null];
  await database.write('CREATE TABLE numero (id INT PRIMARY KEY, s BIGINT, u BIGINT UNSIGNED)', []);
  for (const [id, s] of signed.entries())
    await database.write('INSERT INTO numero VALUES (?, ?, ?)', [id, s, unsigned[id] ?? null]);

  const rows = await database.read('SELECT s, u FROM numero ORDER BY id', []);

  expect(rows).toEqual(signed.map((s, id) => ({ s, u: unsigned[id] })));
});

test('what the server computes arrives alike from every server, and a column as what it is', async () => {
  await database.write(
    'CREATE TABLE tipo (id INT UNSIGNED PRIMARY KEY, n INT, b BOOLEAN, em DATETIME(3))',
    [],
  );
  await database.write('INSERT INTO tipo VALUES (1, -5, TRUE, NULL)', []);

  const truths = `em IS NULL AS nulo, em IS NOT NULL AS cheio, id = 1 AS igual, NOT b AS nao, b AND n < 0 AS ambos,
    id BETWEEN 2 AND 3 AS entre, EXISTS (SELECT 1 FROM tipo) AS ha, IF(b, 1, 0) AS se, CASE WHEN b THEN 1 ELSE 0 END AS caso,
    COUNT(*) AS quantos, 1 AS um`;
  const columns = 'id, n, b';
  const computed = await database.read(`SELECT ${truths} FROM tipo GROUP BY id, n, b, em`, []);
  const table = await database.read(`SELECT ${columns} FROM tipo`, []);
  const union = await database.read(
    `(SELECT ${columns} FROM tipo) UNION ALL (SELECT ${columns} FROM tipo) LIMIT 1`,
    [],
  );

  const yes = { nulo: '1', igual: '1', ambos: '1', ha: '1', se: '1', caso: '1', quantos: '1', um: '1' };
  expect(computed).toEqual([{ ...yes, cheio: '0', nao: '0', entre: '0' }]);
  expect(table).toEqual([{ id: 1, n: -5, b: 1 }]);
  expect(union).toEqual(table);
});

test('parameters of every type arrive as they are, when their statement is new to a connection and when it is prepared already', async () => {
  await using other = openDatabase({ url, poolSize: 1 });
  await database.write(
    'CREATE TABLE valor_de_tipo (id INT PRIMARY KEY, inteiro BIGINT, positivo BIGINT UNSIGNED, decimal_ DECIMAL(20, 4), texto VARCHAR(20), instante DATETIME(3)) ENGINE = InnoDB',
    [],
  );
  const instant = new Date('2026-11-27T12:34:56.789Z');
  const insert = 'INSERT INTO valor_de_tipo VALUES (?, ?, ?, ?, ?, ?)';
  const values = [Number.MIN_SAFE_INTEGER, '18446744073709551615', '12345678901234.5678', 'ação', instant];

  await other.write(insert, [1, ...values]);
  await other.write(insert, [2, ...values]);
  await other.write(insert, [3, null, null, null, null, null]);

  const row = {
    inteiro: String(Number.MIN_SAFE_INTEGER),
    positivo: '18446744073709551615',
    decimal_: '12345678901234.5678',
    texto: 'ação',
    instante: instant,
  };
  const nothing = { inteiro: null, positivo: null, decimal_: null, texto: null, instante: null };
  expect(await other.read('SELECT * FROM valor_de_tipo WHERE id > ? ORDER BY id', [0])).toEqual([
    { id: 1, ...row },
    { id: 2, ...row },
    { id: 3, ...nothing },
  ]);
});

test('a statement that cannot be prepared is told each time, and the connection goes on', async () => {
  await using other = openDatabase({ url, poolSize: 1 });
  const misspelt = () => other.read('SELECT valro FROM saldo WHERE id = ?', [1]);

  await expect(misspelt()).rejects.toThrow("Unknown column 'valro'");
  await expect(misspelt()).rejects.toThrow("Unknown column 'valro'");

  expect(await other.read('SELECT id FROM saldo WHERE id = ?', [1])).toEqual([{ id: 1 }]);
});
