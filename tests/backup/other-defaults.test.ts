import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MysqlServer } from '../../dev/mysql/mysql-server.ts';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { insertProdutos } from '../../subgraphs/catalogo/fixtures.ts';
import { backupOf, restore, schemasOf } from './schemas.ts';

// A server of its own: what is set on it would disturb every other test.
let server: MysqlServer;
beforeAll(async () => {
  server = await provideMysql({
    url: null,
    dataDirectory: null,
    durable: false,
    settings: [
      '--skip-character-set-client-handshake',
      '--character-set-server=latin1',
      '--collation-server=latin1_swedish_ci',
    ],
    progress: () => {},
  });
});
afterAll(() => server?.[Symbol.asyncDispose]());

/** What every connection has from now on that does not set it for itself. */
const DEFAULTS = [
  'sql_select_limit = 2',
  "sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES'",
  'autocommit = 0',
  'completion_type = 2',
  'sql_safe_updates = 1',
  'sql_quote_show_create = 0',
  'max_join_size = 1',
  "lc_messages = 'ja_JP'",
];

test('what is backed up and restored is all that is there, whatever a server has as its defaults', async () => {
  const source = await schemasOf('catalogue', {}, server.adminUrl);
  await using catalogo = openDatabase({ url: source.urls.get('catalogo') ?? '', poolSize: 1 });
  await insertProdutos(catalogo, [{ id: '12', nome: 'Xícara 🎩 "à" mão' }]);
  const target = await schemasOf('empty catalogue', {}, server.adminUrl);
  const admin = await createConnection(server.adminUrl);
  for (const setting of DEFAULTS) await admin.query(`SET GLOBAL ${setting}`);
  await admin.end();

  await restore(await backupOf(source.world), target.world);

  const products = 'SELECT * FROM catalogo ORDER BY id';
  expect(await target.rows('catalogo', products)).toEqual(await source.rows('catalogo', products));
  expect(await target.rows('catalogo', products)).toHaveLength(3);
  const table = 'SHOW CREATE TABLE catalogo';
  expect(await target.rows('catalogo', table)).toEqual(await source.rows('catalogo', table));
});
