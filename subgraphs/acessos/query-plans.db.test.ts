import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../platform/database/database.ts';
import { ensureDailyPartitions } from '../../platform/database/housekeeping/daily-partitions.ts';
import type { SqlParam, Statements } from '../../platform/database/statements/statements.ts';
import { startTestSubgraph, type TestSubgraph } from '../../tests/support/networks/test-subgraph.ts';
import { acessoStore } from './acesso-store.ts';
import { signatures } from './audit/audit-chain.ts';
import { auditStore } from './audit/audit-store.ts';
import { subgraph } from './subgraph.ts';

const DAYS = 5;
const OF_EACH = 200;
const USERS = 10;
const PAGE = { limit: 20, backward: false, after: null, before: null };
const REQUEST = { deadline: null, mayLag: false, selected: null };
const TITULAR = '7'.repeat(64);

let graph: TestSubgraph;
beforeAll(async () => {
  graph = await startTestSubgraph(subgraph);
  const { database } = graph;
  const days = Array.from({ length: DAYS }, (_, day) => new Date(Date.UTC(2026, 0, day + 1)));
  const numbered = (length: number, name: string) =>
    Array.from({ length }, (_, n) => `SELECT ${n} AS ${name}`).join(' UNION ALL ');
  const numbers = `(${numbered(OF_EACH, 'm')}) AS rows_of_each, (${numbered(USERS, 'u')}) AS users`;
  const n = `(m * ${USERS} + u)`;
  const at = `TIMESTAMP('2026-01-01') + INTERVAL MOD(m, ${DAYS}) DAY + INTERVAL ${n} SECOND`;
  for (const table of ['acesso', 'acesso_a_dados', 'outro_titular'])
    await ensureDailyPartitions(database, table, days);
  await database.write(
    `INSERT INTO acesso (instante, lote, posicao, usuario, documento_confiavel, status, com_erro, erros, duracao_ms, bytes, subgrafos, campos, requisicao)
     SELECT ${at}, 1, ${n}, CONCAT('u', u), 0, 200, 0, '', 1, 1, '[]', '', m FROM ${numbers}`,
    [],
  );
  await database.write(
    `INSERT INTO acesso_a_dados (instante, cadeia, posicao, titular, outros, campos, usuario, requisicao, elo)
     SELECT ${at}, 1, ${n}, REPEAT(u, 64), CONCAT(REPEAT(MOD(u + 1, ${USERS}), 64), ',', REPEAT(MOD(u + 2, ${USERS}), 64)), '', CONCAT('u', u), m, '' FROM ${numbers}`,
    [],
  );
  for (const other of [1, 2])
    await database.write(
      `INSERT INTO outro_titular SELECT CONV(REPEAT(MOD(u + ${other}, ${USERS}), 16), 16, 10), ${at}, 1, ${n} FROM ${numbers}`,
      [],
    );
  for (const table of ['acesso', 'acesso_a_dados', 'outro_titular'])
    await database.read(`ANALYZE TABLE ${table}`, []);
});
afterAll(() => graph[Symbol.asyncDispose]());

const audit = (database: Database) => auditStore(database, signatures([Buffer.alloc(32)]));

test.each([
  {
    what: "a user's requests",
    find: (database: Database) => acessoStore(database).findPage({ usuario: 'u7' }, PAGE, REQUEST),
    // One row more than asked for.
    most: PAGE.limit + 1,
  },
  {
    what: 'whose data a user was given',
    find: (database: Database) => audit(database).findPage({ usuario: 'u7' }, PAGE, REQUEST),
    most: PAGE.limit + 2,
  },
  {
    what: "who was given a customer's data",
    find: (database: Database) => audit(database).findPageOf(TITULAR, PAGE, REQUEST),
    // Of the two kinds of entry so many each, and of the one the row to which what was found leads.
    most: 3 * (PAGE.limit + 1),
  },
])('a page of $what costs the page, and an entry or two of each day', async ({ find, most }) => {
  const asked: { sql: string; params: readonly SqlParam[] }[] = [];
  const recording: Pick<Database, 'read'> = {
    async read(sql, params) {
      asked.push({ sql, params });
      return [];
    },
  };
  // Stores of lists do nothing but read.
  await find(recording as Database);
  const [{ sql, params } = { sql: '', params: [] }] = asked;

  const read = await graph.database.transaction(async (transaction) => {
    const before = await rowsRead(transaction);
    await transaction.read(sql, params);
    return (await rowsRead(transaction)) - before;
  });

  expect(read).toBeLessThanOrEqual(most + 3 * (DAYS + 1));
});

async function rowsRead(statements: Statements): Promise<number> {
  const rows = await statements.read<{ Value: string }>(
    "SHOW SESSION STATUS WHERE Variable_name IN ('Handler_read_next', 'Handler_read_prev', 'Handler_read_key', 'Handler_read_first', 'Handler_read_last')",
    [],
  );
  return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
}
