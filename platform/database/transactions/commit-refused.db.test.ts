import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { type Database, openDatabase } from '../database.ts';
import { type Migrations, migrate } from '../migrations/migrations.ts';

/** https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query.html */
const COM_QUERY = 3;
const SCHEMA = [{ name: 'recusas', databaseName: 'recusas' }];
const prefix = testPrefix();
let url: string;
let admin: Database;
beforeAll(async () => {
  url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('recusas') ?? '';
  admin = openDatabase({ url, poolSize: 1 });
  await admin.write('CREATE TABLE saldo (valor INT NOT NULL PRIMARY KEY) ENGINE = InnoDB', []);
});
afterAll(async () => {
  await admin[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), SCHEMA, prefix);
});

/** An error as a server sends it in answer to the first packet of a command. */
function errorPacket(number: number, message: string): Buffer {
  const payload = Buffer.concat([
    Buffer.from([0xff, number & 0xff, number >> 8]),
    Buffer.from(`#HY000${message}`),
  ]);
  return Buffer.concat([Buffer.from([payload.length, 0, 0, 1]), payload]);
}

/** A way to the server that answers the first COMMIT itself: only a cluster does so, and not at will. */
async function refusingOnce(
  number: number,
  message: string,
  commit = 'COMMIT',
): Promise<AsyncDisposable & { url: string }> {
  const { hostname, port } = new URL(url);
  const sockets: Socket[] = [];
  let refusals = 1;
  const listener = createServer((client) => {
    const server = connect(Number(port), hostname);
    sockets.push(client, server);
    client.on('data', (data) => {
      // MySQL has room for attributes before the text; prepared statements are another command.
      const isCommit = data[4] === COM_QUERY && data.toString('latin1').endsWith(commit);
      if (isCommit && refusals > 0) {
        refusals -= 1;
        client.write(errorPacket(number, message));
      } else {
        server.write(data);
      }
    });
    server.on('data', (data) => client.write(data));
    client.on('close', () => server.destroy()).on('error', () => server.destroy());
    server.on('close', () => client.destroy()).on('error', () => client.destroy());
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const through = new URL(url);
  through.host = `127.0.0.1:${(listener.address() as { port: number }).port}`; // it listens on TCP
  return {
    url: through.href,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}

/** Adds a row, over a server that meets its first COMMIT with an error. */
async function addRow(valor: number, number: number, message = 'refused'): Promise<[unknown, number]> {
  await using way = await refusingOnce(number, message);
  await using database = openDatabase({ url: way.url, poolSize: 1 });
  let attempts = 0;
  const outcome = await database
    .transaction(async (transaction) => {
      attempts += 1;
      await transaction.write('INSERT INTO saldo VALUES (?)', [String(valor)]);
      return 'committed';
    })
    .catch((error) => error);
  return [outcome, attempts];
}

const rowsOf = (valor: number) =>
  admin.read('SELECT valor FROM saldo WHERE valor = ?', [String(valor)]).then((rows) => rows.length);

test.each([
  [1020, 'refused'],
  [1180, 'Got error 149 "Lock deadlock; Retry transaction" during COMMIT'],
  [1205, 'refused'],
  [1213, 'refused'],
  [3101, 'refused'],
  [8002, 'refused'],
  [8005, 'refused'],
  [8022, 'refused'],
  [9007, 'refused'],
])(
  'a transaction whose COMMIT is refused with %i is run again, and is there once',
  async (number, message) => {
    expect(await addRow(number, number, message)).toEqual(['committed', 2]);
    expect(await rowsOf(number)).toBe(1);
  },
);

test.each([1047, 1053, 1317, 8501])(
  'a COMMIT that meets %i, after which it may be there or not, is not run again, and its client hears so',
  async (number) => {
    const [outcome, attempts] = await addRow(number, number);

    expect(outcome).toMatchObject({ extensions: { code: 'OUTCOME_UNKNOWN' } });
    expect(attempts).toBe(1);
  },
);

test("a start whose migrations are refused one of knex's own transactions goes on", async () => {
  // As knex says it.
  await using way = await refusingOnce(1213, 'refused', 'COMMIT;');
  const migrations: Migrations = {
    '0001-a': { up: ({ alter }) => alter('CREATE TABLE migrada (id INT NOT NULL PRIMARY KEY)') },
  };

  expect((await migrate(way.url, migrations)).ran).toEqual(['0001-a']);
  expect((await migrate(url, migrations)).ran).toEqual([]);
});

test('a transaction that the server has ended without a word is run again, and nothing of it is left', async () => {
  await using database = openDatabase({ url, poolSize: 1 });
  let attempts = 0;

  await database.transaction(async (transaction) => {
    attempts += 1;
    // In its first attempt; on one server alone nothing else ends it unheard.
    if (attempts === 1) await transaction.write('COMMIT', []);
    await transaction.write(`INSERT INTO saldo VALUES (${attempts})`, []);
  });

  expect(attempts).toBe(2);
  expect(await admin.read('SELECT valor FROM saldo WHERE valor < 3', [])).toEqual([{ valor: 2 }]);
});
