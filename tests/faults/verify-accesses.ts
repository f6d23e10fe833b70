import { setTimeout as after } from 'node:timers/promises';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { auditCommand } from '../../subgraphs/acessos/subgraph.ts';
import type { RouterKill, World } from './world.ts';

/** A router that is killed may lose what it has answered so shortly before, on a machine as busy as this. */
const LOST_WITH_ROUTER_MS = 3_000;
const SETTLE_MS = 60_000;
const POLL_MS = 250;

/**
 * Compares what is kept of requests with what was answered, and adds every difference to the world's violations: each
 * request once, all of them in the figures, the audit's chains whole, each day with one partition.
 *
 * @param identitySecret by which the audit is signed
 */
export async function verifyAccesses(
  world: World,
  databaseUrl: string,
  identitySecret: string,
): Promise<void> {
  await using database = openDatabase({ url: databaseUrl, poolSize: 2 });
  await verifyRequests(world, database);
  await verifyFigures(world, database);
  await verifyAudit(world, database, identitySecret);
  await verifyDays(world, database);
}

/**
 * The kill of the router with which an answer may have been lost, by when that was read: shortly before, or when the router that
 * gave it was gone already.
 */
export function lossAllowedBy(kills: readonly RouterKill[], answeredAt: number): RouterKill | undefined {
  return kills.find(({ at, backAt }) => answeredAt > at - LOST_WITH_ROUTER_MS && answeredAt < backAt);
}

async function verifyRequests(world: World, database: Database): Promise<void> {
  const owed = [...world.answered].filter(([, at]) => !lossAllowedBy(world.routerKills, at));
  // Reports that waited for the database come when it is back, one after the other: as long as some come, more may.
  for (let deadline = Date.now() + SETTLE_MS, most = -1; ; await after(POLL_MS)) {
    const rows = await database.read<{ requisicao: string; vezes: string }>(
      'SELECT requisicao, COUNT(*) AS vezes FROM acesso GROUP BY requisicao',
      [],
    );
    const kept = new Map(rows.map(({ requisicao, vezes }) => [requisicao, vezes]));
    const lost = owed.filter(([requisicao]) => !kept.has(requisicao));
    if (kept.size > most) deadline = Date.now() + SETTLE_MS;
    most = kept.size;
    if (lost.length > 0 && Date.now() < deadline) continue;
    for (const [requisicao, at] of lost) {
      const kill = world.routerKills.find((one) => one.at >= at);
      const then = kill
        ? `${kill.at - at} ms before the router was killed`
        : 'after the last kill of the router';
      world.violate(`nothing is kept of the request ${requisicao}, which was answered ${then}`);
    }
    for (const [requisicao, vezes] of kept)
      if (vezes !== '1') world.violate(`the request ${requisicao} is kept ${vezes} times`);
    world.counts.requestsKept = kept.size;
    for (const [requisicao, at] of world.answered) {
      const kill = kept.has(requisicao) ? undefined : lossAllowedBy(world.routerKills, at);
      if (!kill) continue;
      world.counts.requestsLost += 1;
      world.counts.lostBeforeKillMs = Math.max(world.counts.lostBeforeKillMs, kill.at - at);
    }
    return;
  }
}

async function verifyFigures(world: World, database: Database): Promise<void> {
  for (let deadline = Date.now() + SETTLE_MS, most = ''; ; await after(POLL_MS)) {
    const [sums] = await database.read<{
      kept: string;
      waiting: string;
      summed: string;
      byOperation: string;
    }>(
      `SELECT (SELECT COUNT(*) FROM acesso) AS kept,
              (SELECT COUNT(*) FROM lote WHERE NOT resumido) AS waiting,
              (SELECT COALESCE(SUM(requisicoes), 0) FROM resumo WHERE granularidade = 'D' AND dimensao = 'TOTAL') AS summed,
              (SELECT COALESCE(SUM(requisicoes), 0) FROM resumo WHERE granularidade = 'M' AND dimensao = 'OPERACAO') AS byOperation`,
      [],
    );
    if (sums?.waiting === '0' && sums.kept === sums.summed && sums.kept === sums.byOperation) return;
    if (sums && sums.summed !== most) {
      most = sums.summed;
      deadline = Date.now() + SETTLE_MS;
    }
    if (Date.now() < deadline) continue;
    world.violate(`the figures of requests are ${JSON.stringify(sums)}`);
    return;
  }
}

async function verifyAudit(world: World, database: Database, identitySecret: string): Promise<void> {
  const before = process.exitCode;
  const said: string[] = [];
  await auditCommand('audit', (work) => work({ database, identitySecret }), {
    print: (text) => said.push(text),
    progress: () => {},
  }).parseAsync(['verify'], { from: 'user' });
  process.exitCode = before;
  const [, rows] = /^whole: (\d+) rows/.exec(said.at(-1) ?? '') ?? [];
  if (rows === undefined) for (const one of said) world.violate(`the audit: ${one}`);
  else world.counts.auditRows = Number(rows);
}

async function verifyDays(world: World, database: Database): Promise<void> {
  for (const table of ['acesso', 'acesso_a_dados', 'outro_titular']) {
    const rows = await database.read<{ name: string; until: string }>(
      `SELECT partition_name AS name, partition_description AS until FROM information_schema.partitions
        WHERE table_schema = DATABASE() AND table_name = ? ORDER BY partition_ordinal_position`,
      [table],
    );
    const ends = rows.map(({ until }) => until);
    const isOrdered = ends.slice(0, -1).every((end, at) => at === 0 || (ends[at - 1] ?? '') < end);
    // The days that are ahead, and the rest; one more where midnight was in between.
    if (!isOrdered || rows.length < 4 || rows.length > 5)
      world.violate(`the days of ${table} are ${rows.map(({ name }) => name).join()}`);
  }
}
