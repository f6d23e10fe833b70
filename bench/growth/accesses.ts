import { createHash } from 'node:crypto';
import { openDatabase } from '../../platform/database/database.ts';
import { ensureDailyPartitions } from '../../platform/database/housekeeping/daily-partitions.ts';
import { connectBounded } from './bounded-connection.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;
const USERS = 100;
/** Customers of whom the audit tells. */
const PEOPLE = 1_000;
const STATEMENT_MS = 10 * 60_000;

/** Fills the tables of requests and of the audit with this many rows each, over thirty days that are partitions. */
export async function fillAccesses(databaseUrl: string, rows: number): Promise<void> {
  await using connection = await connectBounded(databaseUrl, STATEMENT_MS);
  const found = await connection.query('SELECT 1 FROM acesso LIMIT 1');
  if (found.length > 0) return;
  await using database = openDatabase({ url: databaseUrl, poolSize: 1, statementTimeoutMs: STATEMENT_MS });
  const today = Math.floor(Date.now() / DAY_MS);
  const days = Array.from({ length: DAYS + 3 }, (_, index) => new Date((today - DAYS + index) * DAY_MS));
  for (const table of ['acesso', 'acesso_a_dados', 'outro_titular'])
    await ensureDailyPartitions(database, table, days);
  await connection.query(
    `INSERT INTO titular (id_cliente, chave, resumo) VALUES ${Array.from({ length: PEOPLE }, (_, index) => `(${index + 1}, '', '${digestOf(index + 1)}')`).join()}`,
  );
  const digits = (name: string) =>
    `(SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) AS ${name}`;
  const numbers = `(SELECT a.n + 10 * b.n + 100 * c.n + 1000 * d.n AS n FROM ${digits('a')}, ${digits('b')}, ${digits('c')}, ${digits('d')}) AS numbers`;
  const at = `UTC_DATE() - INTERVAL MOD(n, ${DAYS}) DAY + INTERVAL MOD((n + ?) * 7919, 86400000) * 1000 MICROSECOND`;
  for (let from = 0; from < rows; from += 10_000) {
    await connection.query(
      `INSERT INTO acesso (instante, lote, posicao, usuario, operacao, documento_confiavel, status, com_erro, erros, duracao_ms, bytes, subgrafos, campos, requisicao)
       SELECT ${at}, 1, n + ?, CONCAT('u', MOD(n, ${USERS})), 'ClienteCompleto', 0, 200, 0, '', 5, 900, '[["clientes",1,2]]', 'Cliente.email', CONCAT('r', n + ?) FROM ${numbers}`,
      [from, from, from],
    );
    await connection.query(
      `INSERT INTO acesso_a_dados (instante, cadeia, posicao, titular, campos, usuario, requisicao, elo)
       SELECT ${at}, 1, n + ?, titular.resumo, 'Cliente.email', CONCAT('u', MOD(n, ${USERS})), CONCAT('r', n + ?), '' FROM ${numbers} JOIN titular ON id_cliente = 1 + MOD(n, ${PEOPLE})`,
      [from, from, from],
    );
  }
  for (const table of ['acesso', 'acesso_a_dados']) await connection.query(`ANALYZE TABLE ${table}`);
}

function digestOf(id: number): string {
  return createHash('sha256').update(String(id)).digest('hex');
}
