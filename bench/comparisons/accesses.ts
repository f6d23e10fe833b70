import { setTimeout as pause } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { createSchemas } from '../../dev/schemas/schemas.ts';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { DEFAULT_GROUPS } from '../../platform/identity/callers/scopes.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { readSubgraphConfig } from '../../platform/subgraph/config.ts';
import { type RunningSubgraph, startSubgraph } from '../../platform/subgraph/server.ts';
import { insertAcessos } from '../../subgraphs/acessos/fixtures.ts';
import { subgraph } from '../../subgraphs/acessos/subgraph.ts';
import { measureBacklog } from './backlog.ts';
import { DAY_MS, DAYS, madeUp } from './made-up-accesses.ts';
import { measureVariants, medianOf, variantsTable } from './variants.ts';

const command = new Command('bench:accesses')
  .description(
    'Asks the graph the same with accesses recorded and not, in turns, and compares: of a hundred requests a second at most two are aimed to be lost. Then lets a router catch up with requests that have waited while the domain of accesses was down, and says how many rows of them are written a second, and how long reads take before, meanwhile and afterwards. Then fills the domain of accesses with made-up requests of 30 days on a private database server, and measures each analysis of them. Fails when the median of one takes longer than 300 ms.',
  )
  .option('--requests <number>', 'how many requests', wholeNumber, 1_000_000)
  .option('--rounds <number>', 'how often the graph is asked with accesses recorded and not', wholeNumber, 5)
  .option('--seconds <number>', 'how long, each time', wholeNumber, 5)
  .option('--waiting <number>', 'how many requests have waited for the domain', wholeNumber, 100_000)
  .parse();

const MOST_LOST = 0.02;
const LIMIT_MS = 300;
const RUNS = 5;
const REPORT = 500;
const SAY_EVERY_MS = 5_000;
const GROUPS = ['OPERACAO', 'USUARIO', 'CLIENTE_APP', 'SUBGRAFO', 'CAMPO', 'ERRO', 'HORA', 'DIA'];
const IDENTITY = Object.freeze({ user: 'bench', scopes: DEFAULT_GROUPS.administracao });

const { requests, rounds, seconds, waiting } =
  command.opts<Record<'requests' | 'rounds' | 'seconds' | 'waiting', number>>();
await using server = await provideMysql({
  url: process.env.MYSQL_URL ?? null,
  dataDirectory: null,
  durable: false,
  progress: say,
});
const tracking = await measureVariants({
  adminUrl: server.adminUrl,
  prefix: 'bv_',
  variants: { off: { env: { ACCESS_TRACKING: 'off' } }, on: { env: { ACCESS_TRACKING: 'on' } } },
  rounds,
  seconds,
  say,
});
const share =
  medianOf(tracking.get('on') ?? [], 'perSecond') / medianOf(tracking.get('off') ?? [], 'perSecond');
console.log(
  `with accesses recorded ${(100 * share).toFixed(1)} % of the requests a second without; at least ${100 * (1 - MOST_LOST)} % is aimed at\n`,
);
console.log(variantsTable(tracking, { what: 'accesses recorded', base: 'off' }));

const { rows, perSecond, pauseSeconds, reads } = await measureBacklog({
  adminUrl: server.adminUrl,
  prefix: 'bb_',
  waiting,
  seconds,
  say,
});
console.log(
  `\n${rows} rows of ${waiting} requests that had waited are written, ${perSecond.toFixed(0)} a second from ${pauseSeconds.toFixed(1)} s after the domain was back on, beside reads of 4 connections:\n\n| reads | of so many | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|`,
);
for (const { when, count, p50, p95, p99 } of reads)
  console.log(`| ${when} | ${count} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${p99.toFixed(1)} |`);

const urls = await createSchemas(server.adminUrl, [subgraph], 'ba_');
const url = urls.get(subgraph.name) ?? '';
await migrate(url, subgraph.migrations);
await using database = openDatabase({ url, poolSize: 4, statementTimeoutMs: 60_000 });
const end = Math.floor(Date.now() / 60_000) * 60_000;
await fill(database, requests, end);
const config = readSubgraphConfig(subgraph, { DATABASE_URL: url, DATABASE_STATEMENT_TIMEOUT_MS: '60000' });
await using running = await startSubgraph(subgraph, { ...config, port: null }, createLog('acessos', 'warn'));
await waitUntilSummed(running);

let isTooSlow = false;
console.log(
  `\n${requests} requests in ${DAYS} days\n\n| analysis | median ms | longest ms | CPU ms of this process | groups |\n|---|---|---|---|---|`,
);
for (const agruparPor of GROUPS) {
  for (const ordem of agruparPor === 'OPERACAO' ? ['REQUISICOES', 'P95'] : ['REQUISICOES']) {
    const times: number[] = [];
    const before = process.cpuUsage();
    let groups = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const start = performance.now();
      const { total, grupos } = await analyse(running, { agruparPor, ordem });
      times.push(performance.now() - start);
      groups = grupos.length;
      if (total.requisicoes !== requests) throw new Error(`${total.requisicoes} of ${requests} are counted`);
    }
    const { user, system } = process.cpuUsage(before);
    const cpu = (user + system) / 1_000 / RUNS;
    times.sort((a, b) => a - b);
    const median = times[Math.floor(RUNS / 2)] ?? 0;
    isTooSlow ||= median > LIMIT_MS;
    console.log(
      `| ${agruparPor}, ${ordem} | ${median.toFixed(0)} | ${times.at(-1)?.toFixed(0)} | ${cpu.toFixed(0)} | ${groups} |`,
    );
  }
}
if (isTooSlow) {
  console.error(`an analysis takes longer than ${LIMIT_MS} ms`);
  process.exitCode = 1;
}

async function fill(on: Database, count: number, until: number): Promise<void> {
  let said = performance.now();
  for (let done = 0; done < count; done += REPORT) {
    const size = Math.min(REPORT, count - done);
    await insertAcessos(
      on,
      Array.from({ length: size }, (_, index) => madeUp(done + index, count, until)),
    );
    if (performance.now() - said < SAY_EVERY_MS) continue;
    said = performance.now();
    say(`${done + size} of ${count} requests`);
  }
}

interface Analysis {
  total: { requisicoes: number };
  grupos: { rotulo: string }[];
  aguardando: number;
}

async function analyse(
  on: RunningSubgraph,
  { agruparPor, ordem }: { agruparPor: string; ordem: string },
): Promise<Analysis> {
  const { data, errors } = await on.execute({
    source: `query ($de: DateTime!, $ate: DateTime!, $agruparPor: AgrupamentoDeAcessos!, $ordem: OrdemDaAnalise!) {
      analiseDeAcessos(de: $de, ate: $ate, agruparPor: $agruparPor, ordem: $ordem, first: 1000) {
        total { requisicoes } aguardando
        grupos { chave rotulo medidas { requisicoes erros parteComErros p50Ms p95Ms p99Ms } } } }`,
    variables: { de: new Date(end - DAYS * DAY_MS), ate: new Date(end), agruparPor, ordem },
    identity: IDENTITY,
    requestId: 'bench',
    deadline: null,
  });
  if (errors) throw new AggregateError(errors, errors.map(({ message }) => message).join('; '));
  // What the query selects.
  return (data as { analiseDeAcessos: Analysis }).analiseDeAcessos;
}

async function waitUntilSummed(on: RunningSubgraph): Promise<void> {
  for (let said = 0; ; await pause(500)) {
    const { aguardando } = await analyse(on, { agruparPor: 'DIA', ordem: 'REQUISICOES' });
    if (aguardando === 0) return;
    if (performance.now() - said < SAY_EVERY_MS) continue;
    said = performance.now();
    say(`${aguardando} requests wait to be summed`);
  }
}

function say(text: string): void {
  console.error(text);
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 10_000_000) return number;
  throw new InvalidArgumentError('expected a whole number from 1 to 10000000.');
}
