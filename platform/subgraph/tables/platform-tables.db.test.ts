import { buildSchema } from 'graphql';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { type Database, openDatabase } from '../../database/database.ts';
import { transacao } from '../../database/migrations/commit-marker-table.ts';
import { migrate } from '../../database/migrations/migrations.ts';
import { withTables } from '../../database/migrations/platform-table.ts';
import { inbox } from '../../events/inbox/inbox.ts';
import { outbox } from '../../events/outbox/outbox-tables.ts';
import { createLog } from '../../process/logging/logging.ts';
import { idempotencia } from '../../writes/idempotency.ts';
import { referencia } from '../../writes/reference-guard.ts';
import { readSubgraphConfig } from '../config.ts';
import type { SubgraphDefinition } from '../definition.ts';
import { startSubgraph } from '../server.ts';

/** A domain with each of the platform's tables, and nothing else. */
const definition: SubgraphDefinition = {
  name: 'todas',
  port: 4006,
  databaseName: 'todas',
  ...withTables({}, [idempotencia, inbox, outbox, referencia, transacao]),
  peers: {},
  eventDestinations: [],
  callers: {},
  build: () => ({
    schema: buildSchema('type Query { nada: String }'),
    createContext: (request) => request,
    events: {},
    housekeeping: [],
  }),
};

const ENV = { IDENTITY_SECRET: 'a secret that is long enough for tests' };
const prefix = testPrefix();
let url: string;
let database: Database;
beforeAll(async () => {
  url = (await createSchemas(inject('adminUrl'), [definition], prefix)).get('todas') ?? '';
  await migrate(url, definition.migrations);
  database = openDatabase({ url, poolSize: 2 });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), [definition], prefix);
});

test('a domain clears away what is old in every table of the platform that it lists, and lists nothing else for it', async () => {
  await insertAged("'old'", '1', 'NOW(3) - INTERVAL 3000 DAY');
  await insertAged("'young'", '2', 'NOW(3) + INTERVAL 1 HOUR');
  const config = readSubgraphConfig(definition, { ...ENV, DATABASE_URL: url });

  await using _running = await startSubgraph(
    definition,
    { ...config, port: null },
    createLog('todas', 'silent'),
  );

  await vi.waitFor(async () =>
    expect(await rowsLeft()).toEqual({
      idempotencia: ['young'],
      inbox: ['young'],
      outbox: ['young'],
      referencia: ['2'],
      transacao: ['young'],
    }),
  );
});

test.each<[string, Partial<SubgraphDefinition>, Record<string, string>]>([
  ['outbox', { eventDestinations: ['outro'] }, {}],
  ['inbox', { callers: { outro: ['evento'] } }, {}],
  ['transacao', {}, { DATABASE_READ_URL: 'mysql://u:p@127.0.0.1:1/s' }],
])('without %s a domain that needs it does not start, and says what to list', async (name, needing, env) => {
  const config = readSubgraphConfig(definition, { ...ENV, DATABASE_URL: url, ...env });
  const without = { ...definition, ...needing, tables: definition.tables.filter((one) => one.name !== name) };

  await expect(startSubgraph(without, config, createLog('todas', 'silent'))).rejects.toMatchObject({
    name: 'StartError',
    message: expect.stringContaining(`todas has to list the table \`${name}\``),
  });
});

/** Inserts a row into each table, made at a time. */
async function insertAged(id: string, number: string, at: string): Promise<void> {
  for (const sql of [
    `idempotencia SET usuario = '', mutacao = '', chave = ${id}, impressao = '', expira_em = ${at}`,
    `inbox SET id = ${id}, recebido_em = ${at}`,
    `outbox SET id = ${id}, aggregatetype = 'A', aggregateid = '1', type = 'B', payload = '{}', criado_em = ${at}`,
    `referencia SET tipo = 'A', id = ${number}, apagado_em = ${at}`,
    `transacao SET conexao = ${id}, numero = 1, em = ${at}`,
  ])
    await database.write(`INSERT INTO ${sql}`, []);
}

async function rowsLeft(): Promise<Record<string, string[]>> {
  const idOf = { idempotencia: 'chave', inbox: 'id', outbox: 'id', referencia: 'id', transacao: 'conexao' };
  const left: Record<string, string[]> = {};
  for (const [table, id] of Object.entries(idOf)) {
    const rows = await database.read<{ id: string }>(`SELECT ${id} AS id FROM ${table} ORDER BY ${id}`, []);
    left[table] = rows.map((row) => String(row.id));
  }
  return left;
}
