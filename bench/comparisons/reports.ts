import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { createSchemas } from '../../dev/schemas/schemas.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { readSubgraphConfig } from '../../platform/subgraph/config.ts';
import { startSubgraph } from '../../platform/subgraph/server.ts';
import { type AcessoFixture, writtenReportOf } from '../../subgraphs/acessos/fixtures.ts';
import { subgraph } from '../../subgraphs/acessos/subgraph.ts';
import { wholeFrom } from '../option-values.ts';
import { cpuMs } from '../processes/cpu.ts';

const { reports, customers, every } = new Command('bench:reports')
  .description(
    'Has reports of routers written on a private database server, and says what a request costs the process that writes them and the server, in microseconds of CPU, by how many people it has given out the data of. Linux only.',
  )
  .option(
    '--reports <number>',
    'how many reports of each kind, each of 240 requests',
    wholeFrom(1, 10_000),
    60,
  )
  .option('--customers <number>', 'how many customers there are', wholeFrom(100, 1_000_000), 100_000)
  .option(
    '--every <milliseconds>',
    'how long after the one before each report comes: 1000 is what a router does; figures are summed for fewer requests at a time then',
    wholeFrom(0, 10_000),
    0,
  )
  .parse()
  .opts<{ reports: number; customers: number; every: number }>();

const REQUESTS = 240;
const PEOPLE = [0, 1, 20];
const KNOWN_AT_ONCE = 5_000;
const CAMPOS = ['Cliente.email', 'Cliente.cpf', 'Cliente.telefone', 'Endereco.cidade'];
const PLACES = CAMPOS.map((_campo, place) => place);

const folder = await mkdtemp(join(tmpdir(), 'bench-reports-'));
try {
  const say = (text: string) => console.error(text);
  await using server = await provideMysql({
    url: null,
    dataDirectory: join(folder, 'data'),
    durable: false,
    progress: say,
  });
  const databasePid = Number(await readFile(join(folder, 'data', 'server.pid'), 'utf8'));
  const urls = await createSchemas(server.adminUrl, [subgraph], 'br_');
  const url = urls.get(subgraph.name) ?? '';
  const config = readSubgraphConfig(subgraph, { DATABASE_URL: url });
  const log = createLog('acessos', 'warn');
  await using writer = await startSubgraph(subgraph, { ...config, port: null }, log);
  await using database = openDatabase({ url, poolSize: 1 });
  say(`writing of ${customers} customers that there are`);
  for (let at = 1; at <= customers; at += KNOWN_AT_ONCE) {
    const some = Array.from(
      { length: Math.min(KNOWN_AT_ONCE, customers + 1 - at) },
      (_, index) => at + index,
    );
    await writer.takeReport(writtenReportOf([requestOn(some)]));
  }
  console.log('| people | process µs | database µs | together µs |\n|---|---|---|---|');
  for (const people of PEOPLE) {
    await writeSome(people);
    const made = Array.from({ length: reports }, () => reportOn(people));
    const before = { own: cpuMs([process.pid]), database: cpuMs([databasePid]) };
    for (const report of made) {
      await writer.takeReport(report);
      await pause(every);
    }
    await untilSummed();
    const each = (ms: number) => (1_000 * ms) / (reports * REQUESTS);
    const own = each(cpuMs([process.pid]) - before.own);
    const database = each(cpuMs([databasePid]) - before.database);
    console.log(
      `| ${people} | ${own.toFixed(0)} | ${database.toFixed(0)} | ${(own + database).toFixed(0)} |`,
    );
  }

  /** Lets compile what the measurement runs. */
  async function writeSome(people: number): Promise<void> {
    for (let written = 0; written < Math.ceil(reports / 4); written += 1)
      await writer.takeReport(reportOn(people));
    await untilSummed();
  }

  /** Requests are summed some time after they have been written. */
  async function untilSummed(): Promise<void> {
    for (let waiting = '1'; waiting !== '0'; await pause(100)) {
      const [row] = await database.read<{ waiting: string }>(
        'SELECT COUNT(*) AS waiting FROM lote WHERE NOT resumido',
        [],
      );
      waiting = row?.waiting ?? '0';
    }
  }
} finally {
  await rm(folder, { recursive: true });
}

function reportOn(people: number): Uint8Array {
  return writtenReportOf(
    Array.from({ length: REQUESTS }, () =>
      requestOn(Array.from({ length: people }, () => 1 + Math.floor(Math.random() * customers))),
    ),
  );
}

function requestOn(ids: readonly number[]): AcessoFixture {
  return {
    requisicao: randomUUID(),
    campos: CAMPOS,
    titulares: Array.from(new Set(ids), (id) => [String(id), PLACES] as const),
  };
}
