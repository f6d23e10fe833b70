import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Command } from 'commander';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { wholeFrom } from '../option-values.ts';
import { measureVariants, variantsTable } from './variants.ts';

const command = new Command('bench:traces')
  .description(
    'Asks the graph the same with traces off, on, and one in a hundred recorded, in turns, and compares. Everything is in one process that also asks, so that only the ratios say something.',
  )
  .option('--rounds <number>', 'how often each is measured', wholeFrom(1, 1_000), 3)
  .option('--seconds <number>', 'how long', wholeFrom(1, 1_000), 5)
  .parse();
const { rounds, seconds } = command.opts<{ rounds: number; seconds: number }>();

const say = (text: string) => console.error(text);
await using server = await provideMysql({
  url: process.env.MYSQL_URL ?? null,
  dataDirectory: null,
  durable: false,
  progress: say,
});

/** A collector that throws everything away. */
const collector = createServer((request, response) => {
  request.resume().once('end', () => response.end());
}).listen(0, '127.0.0.1');
await once(collector, 'listening');
// A server that listens has an address of this kind.
const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;

const on = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint };
const variants = {
  off: {},
  on: { env: on },
  'one in a hundred': {
    env: { ...on, OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.01' },
  },
};
const { adminUrl } = server;
const measured = await measureVariants({ adminUrl, prefix: 'bt_', variants, rounds, seconds, say });
collector.close();
collector.closeAllConnections();

console.log(variantsTable(measured, { what: 'traces', base: 'off' }));
