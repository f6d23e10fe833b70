import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { sizesFor } from '../../dev/seed/seed.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { buildPrograms } from '../processes/build.ts';
import { QUERIES } from '../questions/queries.ts';
import { queryData, removeInventario } from '../run/data.ts';
import { wholeCost } from '../run/growth.ts';
import { DATA_DIRECTORY, runBench } from '../run/run-bench.ts';
import { fillAccesses } from './accesses.ts';
import { fillByCopies, SEEDED } from './copies.ts';
import { rowsTouched, short, type Touched } from './rows-touched.ts';

interface Options {
  from: number;
  customers: number;
  rounds: number;
  all?: boolean;
  evenBusy?: boolean;
}

const FOLDER = join(DATA_DIRECTORY, 'growth');
const POOL = '--innodb-buffer-pool-size=2G';
/** What is told of, beside what is measured. */
const SIMULATED_AQUISICOES = 100_000_000;
/** Less is the same. */
const NOTICED = 1.2;

/**
 * The command that measures what statements and queries cost with few customers and with many.
 *
 * @param say told what is going on, and the result
 */
export function growthCommand(say: (text: string) => void, signal: AbortSignal): Command {
  return new Command('growth')
    .description(
      'counts what each statement reads with few customers and with many (12 purchases, 2.5 addresses, a request and an entry of the audit for each), and compares the CPU of the queries of this benchmark. The first run fills the tables, which takes minutes; they stay in bench/.data/growth.',
    )
    .option('--customers <number>', 'many, in ten thousands', tenThousands, 1_000_000)
    .option('--from <number>', 'few, in ten thousands', tenThousands, 100_000)
    .option('--rounds <number>', 'of the comparison of CPU; 0 leaves it out', rounds, 3)
    .option('--even-busy', 'compares CPU also while others use the machine')
    .option('--all', 'tells of statements too that read as much with many as with few')
    .action(async (options: Options) => {
      const [few = [], many = []] = await countRows(options, say, signal);
      say(rowsTable(few, many, options));
      if (options.rounds > 0) say(await cpuTable(options, say, signal));
    });
}

async function countRows(
  { from, customers }: Options,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<Touched[][]> {
  await using server = await provideMysql({
    url: null,
    dataDirectory: join(FOLDER, 'mysql'),
    durable: false,
    settings: [POOL],
    progress: say,
  });
  const sides: Touched[][] = [];
  for (const clientes of [from, customers]) {
    const prefix = prefixOf(clientes);
    const urls = await fillByCopies(server.adminUrl, prefix, clientes, { say, signal });
    await fillAccesses(urls.get('acessos') ?? '', clientes);
    await forgetErasures(urls);
    say(`counting what statements read with ${clientes} customers`);
    sides.push(await rowsTouched(server.adminUrl, prefix, await queryData(urls, clientes), seeded()));
    await removeInventario(urls, clientes);
  }
  return sides;
}

/** An earlier run has erased customers who are there again: each is erased once only. */
async function forgetErasures(urls: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, url] of urls) {
    await using database = openDatabase({ url, poolSize: 1, statementTimeoutMs: 60_000 });
    if (name === 'clientes') await database.write('DELETE FROM exclusao', []);
    if (['enderecos', 'inventario', 'acessos'].includes(name))
      await database.write('DELETE FROM referencia WHERE apagado_em IS NOT NULL', []);
  }
}

/** As the benchmark's own schemas are called, which it finds then. */
function prefixOf(clientes: number): string {
  return `b${clientes}_`;
}

function rowsTable(
  few: readonly Touched[],
  many: readonly Touched[],
  { from, customers, all }: Options,
): string {
  const aquisicoes = [from, customers].map((clientes) => sizesFor(clientes).inventario);
  const [fewer = 0, more = 0] = aquisicoes;
  const keyOf = ({ operation, statement }: Touched) => `${operation}\n${statement}`;
  const before = new Map(few.map((one) => [keyOf(one), one.rows]));
  const rows = many.flatMap((one) => {
    const was = before.get(keyOf(one));
    if (was === undefined) return [];
    const grows = one.rows > NOTICED * Math.max(1, was);
    const slope = (one.rows - was) / (more - fewer);
    const told = grows ? Math.round(one.rows + slope * (SIMULATED_AQUISICOES - more)) : one.rows;
    return grows || all
      ? [
          `| ${one.operation} | \`${short(one.statement).replaceAll('|', '\\|')}\` | ${was} | ${one.rows} | ${told} |`,
        ]
      : [];
  });
  const compared = many.filter((one) => before.has(keyOf(one))).length;
  return [
    `${compared} statements compared, ${all ? 'all of them' : 'those that read more'}: rows and entries of indexes read, the most of three times`,
    '',
    `| operation | statement | ${fewer} purchases | ${more} purchases | ${SIMULATED_AQUISICOES}, on a line through both |`,
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

async function cpuTable(
  { from, customers, rounds: count, evenBusy = false }: Options,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<string> {
  await buildPrograms();
  const { growth } = await runBench({
    clientes: customers,
    contestants: ['ours-in-process'],
    absent: [],
    plan: {
      queries: QUERIES,
      connections: [20],
      users: null,
      oneUser: { queries: [], connections: [] },
      rounds: count,
      milliseconds: 1_500,
      warmUpMilliseconds: 5_000,
      seed: 1,
      evenBusy,
    },
    questions: 20,
    growthFrom: from,
    measureStart: false,
    mysqlUrl: null,
    dataDirectory: FOLDER,
    say,
    signal,
  });
  return [
    `CPU milliseconds per request of the graph's process and the database, and latency at the median with 20 connections`,
    '',
    `| query | ${from} customers | ${customers} customers | growth | latency | latency | growth |`,
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...(growth?.queries ?? []).map(({ query, few, many }) => {
      const cost = [wholeCost(few), wholeCost(many)] as const;
      return `| ${query} | ${cost[0].toFixed(2)} | ${cost[1].toFixed(2)} | ${(cost[1] / cost[0]).toFixed(2)} | ${few.p50.toFixed(1)} | ${many.p50.toFixed(1)} | ${(many.p50 / few.p50).toFixed(2)} |`;
    }),
  ].join('\n');
}

/** The same questions on both sides, and at every run. */
function seeded(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function tenThousands(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number / SEEDED) && number > 0 && number <= 10_000_000) return number;
  throw new InvalidArgumentError('expected ten thousands, up to 10000000.');
}

function rounds(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= 100) return number;
  throw new InvalidArgumentError('expected a number up to 100.');
}
