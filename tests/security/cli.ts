import { Command } from 'commander';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { MAX_SUBGRAPH_ANSWER_BYTES } from '../../platform/http/bodies/answer-limit.ts';
import { describe, runSecurity } from './security-run.ts';

const options = new Command('test:security')
  .description(
    'Tries known attacks and malformed credentials on the whole graph; prints what was tried and refused, and how long what is within the limits holds the event loop and memory.',
  )
  .option('--headers <number>', 'malformed headers to try', Number, 20_000)
  .option('--seed <number>', 'of what is random in them', Number, Date.now() % 1_000_000)
  .parse()
  .opts<{ headers: number; seed: number }>();

console.log(`${options.headers} headers, seed ${options.seed}`);
await using server = await provideMysql({
  url: null,
  dataDirectory: null,
  durable: false,
  progress: console.log,
});
const reports = await runSecurity({
  adminUrl: server.adminUrl,
  prefix: 'security_',
  answerBytes: MAX_SUBGRAPH_ANSWER_BYTES,
  progress: (message) => console.log(message),
  ...options,
});
console.log(describe(reports));
process.exitCode = [...reports.values()].some(({ letThrough }) => letThrough.length > 0) ? 1 : 0;
