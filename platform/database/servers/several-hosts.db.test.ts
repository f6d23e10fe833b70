import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { startTcpProxy, throughProxy } from '../../../tests/support/servers/tcp-proxy.ts';
import { OutcomeUnknown } from '../../errors/client-errors.ts';
import { Deadline } from '../../process/deadlines/deadline.ts';
import { type Database, openDatabase } from '../database.ts';

const SCHEMA = [{ name: 'anfitrioes', databaseName: 'anfitrioes' }];
const prefix = testPrefix();
let url: string;
beforeAll(async () => {
  url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('anfitrioes') ?? '';
});
afterAll(() => dropSchemas(inject('adminUrl'), SCHEMA, prefix));

/** A host of the schema that answers its connections in this way. */
async function hostThat(answers: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // The other side may end it at any time, which is what it is for.
    socket.on('error', () => socket.destroy());
    answers(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const host = new URL(url);
  // What listens on a port has an address.
  host.port = String((server.address() as AddressInfo).port);
  return host.href;
}

function open(...urls: string[]): Database {
  const database = openDatabase({ url: urls.join(','), poolSize: 2 });
  onTestFinished(() => database[Symbol.asyncDispose]());
  return database;
}

const silent = () => hostThat(() => undefined);
const readWithin = (database: Database, ms: number) =>
  database.read<{ a: string }>('SELECT 1 AS a', [], { deadline: Deadline.after(ms) });

test('a silent first host is passed over before the deadline', async () => {
  const database = open(await silent(), url);

  expect(await readWithin(database, 2_500)).toEqual([{ a: '1' }]);
  expect(await database.transaction((transaction) => transaction.read('SELECT 2 AS a', []))).toEqual([
    { a: '2' },
  ]);
  await expect.poll(() => database.health(), { timeout: 10_000 }).toBe('ready');
});

test('who gives up on a silent host spares those who come later', async () => {
  const database = open(await silent(), url);

  await expect(readWithin(database, 200)).rejects.toThrow('The time for this request is over');
  await expect
    .poll(() => readWithin(database, 200).catch(() => null), { timeout: 5_000 })
    .toEqual([{ a: '1' }]);
});

test('a host that is silent once it has taken a connection is passed over too', async () => {
  const { hostname, port } = new URL(url);
  await using proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  proxy.freezeAnswersAfter('SHOW GLOBAL VARIABLES');
  const database = open(throughProxy(url, proxy), url);

  expect(await readWithin(database, 2_500)).toEqual([{ a: '1' }]);
});

test('a statement whose server ends every connection was certainly not sent', async () => {
  const ending = await hostThat((socket) => socket.destroy());

  for (const urls of [[ending], [ending, ending]]) {
    const failure = await open(...urls)
      .write('DO 0', [])
      .catch((error: unknown) => error);
    expect(failure).not.toBeInstanceOf(OutcomeUnknown);
    expect(failure).toMatchObject({ code: 'NOT_CONNECTED' });
  }
});
