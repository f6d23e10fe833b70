import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Command, InvalidArgumentError } from 'commander';
import { provideMysql } from '../dev/mysql/provide-mysql.ts';
import { run } from '../dev/mysql/run.ts';
import { createSchemas } from '../dev/schemas.ts';
import { seed, sizesFor } from '../dev/seed/seed.ts';
import { loadSubgraphs } from '../dev/subgraphs.ts';
import { migrate } from '../platform/database/migrations.ts';

const command = new Command('bench:traces')
  .description(
    'Asks the graph the same with traces off, on, and one in a hundred recorded, in turns, and compares. Everything is in one process that also asks, so that only the ratios say something.',
  )
  .option('--rounds <number>', 'how often each is measured', wholeNumber, 3)
  .option('--seconds <number>', 'how long', wholeNumber, 5)
  .parse();
const { rounds, seconds } = command.opts<{ rounds: number; seconds: number }>();

const PREFIX = 'bt_';
const say = (text: string) => console.error(text);
await using server = await provideMysql({
  url: process.env.MYSQL_URL ?? null,
  dataDirectory: null,
  durable: false,
  progress: say,
});
const definitions = await loadSubgraphs();
const urls = await createSchemas(server.adminUrl, definitions, PREFIX);
await Promise.all(definitions.map(({ name, migrations }) => migrate(urls.get(name) ?? '', migrations)));
await seed(urls, sizesFor(200), () => {});

/** A collector that throws everything away. */
const collector = createServer((request, response) => {
  request.resume().once('end', () => response.end());
}).listen(0, '127.0.0.1');
await once(collector, 'listening');
// A server that listens has an address of this kind.
const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;

const on = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint };
const variants: Record<string, Record<string, string>> = {
  off: {},
  on,
  'one in a hundred': {
    ...on,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.01',
  },
};
const measured = new Map<string, { perSecond: number; cpuMs: number }[]>();
for (let round = 1; round <= rounds; round += 1) {
  for (const [name, env] of Object.entries(variants)) {
    const given = JSON.stringify({ adminUrl: server.adminUrl, prefix: PREFIX, seconds, env });
    const { code, stdout, stderr } = await run(process.execPath, [
      '--import',
      'tsx',
      'bench/traces-main.ts',
      given,
    ]);
    if (code !== 0) throw new Error(`the run with traces ${name} failed: ${stderr}`);
    const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { perSecond: number; cpuMs: number };
    say(`round ${round}, ${name}: ${result.perSecond.toFixed(0)} a second`);
    measured.set(name, [...(measured.get(name) ?? []), result]);
  }
}
collector.close();
collector.closeAllConnections();

const medianOf = (name: string, of: 'perSecond' | 'cpuMs') =>
  (measured.get(name) ?? []).map((one) => one[of]).sort((a, b) => a - b)[Math.floor(rounds / 2)] ??
  Number.NaN;
console.log(
  '| traces | requests a second, median | as a share of off | CPU ms a request, median | as a share of off |',
);
console.log('| --- | --- | --- | --- | --- |');
for (const name of Object.keys(variants)) {
  const share = (of: 'perSecond' | 'cpuMs') =>
    `${((100 * medianOf(name, of)) / medianOf('off', of)).toFixed(0)} %`;
  console.log(
    `| ${name} | ${medianOf(name, 'perSecond').toFixed(0)} | ${share('perSecond')} | ${medianOf(name, 'cpuMs').toFixed(2)} | ${share('cpuMs')} |`,
  );
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 1_000) return number;
  throw new InvalidArgumentError('expected a whole number from 1 to 1000.');
}
