import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { MysqlServer } from '../../../dev/mysql/mysql-server.ts';
import { provideMysql } from '../../../dev/mysql/provide-mysql.ts';
import { createSchemas } from '../../../dev/schemas/schemas.ts';
import { subgraph as clientes } from '../../../subgraphs/clientes/subgraph.ts';
import { type Database, isDuplicate, openDatabase } from '../database.ts';
import { migrate } from '../migrations/migrations.ts';
import { bulkInsert } from '../statements/bulk-insert.ts';

// A server of its own: what is set on it would disturb every other test.
let server: MysqlServer;
let url: string;
let database: Database;
beforeAll(async () => {
  server = await provideMysql({
    url: null,
    dataDirectory: null,
    durable: false,
    settings: [
      '--skip-character-set-client-handshake',
      '--character-set-server=latin1',
      '--collation-server=latin1_swedish_ci',
      '--sql-mode=ANSI,NO_BACKSLASH_ESCAPES',
      '--default-time-zone=+05:45',
      '--transaction-isolation=SERIALIZABLE',
      '--lc-messages=ja_JP',
      '--max-join-size=100',
      '--max-allowed-packet=1M',
    ],
    progress: () => {},
  });
  url = (await createSchemas(server.adminUrl, [clientes], '')).get(clientes.name) ?? '';
  const admin = await createConnection(server.adminUrl);
  for (const setting of [
    'autocommit = 0',
    'completion_type = 2',
    'sql_safe_updates = 1',
    'sql_select_limit = 2',
    'unique_checks = 0',
  ])
    await admin.query(`SET GLOBAL ${setting}`);
  await admin.end();
  database = openDatabase({ url, poolSize: 1 });
});
afterAll(async () => {
  await database?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

/** Another connection to the same schema. */
function another(): Database {
  const opened = openDatabase({ url, poolSize: 1 });
  onTestFinished(() => opened[Symbol.asyncDispose]());
  return opened;
}

test('a schema is migrated where the server refuses statements over a whole table', async () => {
  const { ran } = await migrate(url, clientes.migrations);

  expect(ran).toEqual(Object.keys(clientes.migrations));
});

test('writes, results and connections are those of any other server', async () => {
  await database.write(
    'CREATE TABLE letra (id INT PRIMARY KEY, texto VARCHAR(20)) DEFAULT CHARSET utf8mb4',
    [],
  );
  const texts = ['café 🎩', "\\'", '"x"', ''];
  for (const [id, texto] of texts.entries())
    await database.write('INSERT INTO letra VALUES (?, ?)', [id, texto]);
  const connection = () => database.read('SELECT CONNECTION_ID() AS id', []);
  const before = await connection();
  await database.transaction(async (transaction) => {
    await transaction.write('UPDATE letra SET texto = CONCAT(texto, "!")', []);
  });

  expect(await another().read('SELECT texto FROM letra ORDER BY id', [])).toEqual(
    texts.map((texto) => ({ texto: `${texto}!` })),
  );
  expect(await another().read("SELECT HEX(texto) AS bytes FROM letra WHERE texto LIKE 'café%'", [])).toEqual([
    { bytes: Buffer.from('café 🎩!').toString('hex').toUpperCase() },
  ]);
  expect(await connection()).toEqual(before);
});

test('a key that has a value already is told by its name where the server speaks another language', async () => {
  await database.write('CREATE TABLE chave (id INT PRIMARY KEY, cpf INT, UNIQUE KEY chave_cpf (cpf))', []);
  await database.write('INSERT INTO chave VALUES (1, 1)', []);

  const error = await database
    .write('INSERT INTO chave VALUES (2, 1)', [])
    .catch((refused: unknown) => refused);

  expect(isDuplicate(error, 'chave_cpf')).toBe(true);
  expect(isDuplicate(error, 'PRIMARY')).toBe(false);
  expect(await database.read('SELECT @@unique_checks AS checks', [])).toEqual([{ checks: '1' }]);
});

test('long texts are sorted, and tables joined, where the server has little room and refuses long joins', async () => {
  await database.write(
    'CREATE TABLE longa (id INT PRIMARY KEY, nome VARCHAR(160)) DEFAULT CHARSET utf8mb4',
    [],
  );
  const longa = (id: number) => ({ id, nome: String.fromCharCode(97 + (id % 26)).repeat(160) });
  await bulkInsert(
    database,
    'longa',
    Array.from({ length: 40 }, (_, id) => longa(id)),
  );

  const rows = await database.read('SELECT a.id FROM longa a JOIN longa b ORDER BY a.nome, b.nome DESC', []);

  expect(rows).toHaveLength(1_600);
});

test('many long rows are inserted where the server takes no statement of more than 1 MiB', async () => {
  await database.write('CREATE TABLE linha (id INT PRIMARY KEY, texto TEXT) DEFAULT CHARSET utf8mb4', []);
  const rows = Array.from({ length: 500 }, (_, id) => ({ id, texto: 'ã'.repeat(2_000) }));

  await bulkInsert(database, 'linha', rows);

  expect(await database.read('SELECT COUNT(*) AS n, SUM(LENGTH(texto)) AS bytes FROM linha', [])).toEqual([
    { n: '500', bytes: '2000000' },
  ]);
});
