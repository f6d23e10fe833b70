import { Command, InvalidArgumentError } from 'commander';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { redisPrograms } from '../support/servers/redis-server.ts';
import { haproxyPrograms } from './http-balancer.ts';
import { describeRolling, runRolling } from './rolling-run.ts';

const { rounds, clients } = new Command('test:rolling')
  .description(
    [
      'Runs two routers behind HAProxy and two processes of each subgraph, and restarts all ten one after the other while',
      "clients read and write: no request may be lost. HAProxy is fetched from the system's package source into a cache",
      'without root (2 MB, once). Where that cannot be it says why and ends well.',
    ].join(' '),
  )
  .option('--rounds <number>', 'how often each process is restarted', upTo(100), 1)
  .option('--clients <number>', 'clients at a time', upTo(64), 8)
  .parse()
  .opts<{ rounds: number; clients: number }>();

const haproxy = await haproxyPrograms();
const redis = await redisPrograms();
if (typeof haproxy === 'string') {
  console.log(`SKIPPED, nothing was restarted: ${haproxy}`);
} else {
  if (typeof redis === 'string') console.log(`without Redis, each router goes by its own: ${redis}`);
  const progress = (message: string) => console.log(message);
  await using server = await provideMysql({ url: null, dataDirectory: null, durable: false, progress });
  const report = await runRolling({
    adminUrl: server.adminUrl,
    haproxy,
    redis: typeof redis === 'string' ? null : redis,
    parts: ['router', 'clientes', 'enderecos', 'catalogo', 'inventario'],
    together: false,
    rounds,
    clients,
    progress,
  });
  console.log(describeRolling(report));
  for (const one of [...report.lost, ...report.differences].slice(0, 50)) console.log(`  - ${one}`);
  if (report.lost.length + report.differences.length > 0) process.exitCode = 1;
}

function upTo(most: number) {
  return (text: string): number => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    throw new InvalidArgumentError(`expected a whole number from 1 to ${most}.`);
  };
}
