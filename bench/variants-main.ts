/** One run of a variant, see variants.ts: the graph in this process, asked for some seconds; prints what it has answered in a second. */
import { startNetwork } from '../dev/network.ts';
import { QUERY } from './variants-query.ts';

const { adminUrl, prefix, seconds, env } = JSON.parse(process.argv[2] ?? '') as {
  adminUrl: string;
  prefix: string;
  seconds: number;
  env: Record<string, string>;
};
const CONNECTIONS = 16;
const WARM_UP_SECONDS = 10;

await using network = await startNetwork({
  adminUrl,
  prefix,
  transport: 'http',
  firstPort: 0,
  identitySecret: 'bench-of-variants-secret-000000000000',
  logLevel: 'warn',
  env: { MAX_WAIT_MS: '60000', ...env },
});
const url = `${network.router.url}/graphql`;
const headers = {
  'content-type': 'application/json',
  authorization: `Basic ${Buffer.from('atendente:atendente').toString('base64')}`,
};

await ask(WARM_UP_SECONDS);
const before = process.cpuUsage();
const answers = await ask(seconds);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ perSecond: answers / seconds, cpuMs: (user + system) / 1_000 / answers }));
process.exit(0);

async function ask(forSeconds: number): Promise<number> {
  const until = performance.now() + forSeconds * 1_000;
  let count = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, connection) => {
      for (let at = connection; performance.now() < until; at += CONNECTIONS) {
        const body = JSON.stringify({ query: QUERY, variables: { id: String(1 + (at % 100)) } });
        const response = await fetch(url, { method: 'POST', headers, body });
        const { errors } = (await response.json()) as { errors?: unknown[] };
        if (errors) throw new Error(`an answer has errors: ${JSON.stringify(errors)}`);
        count += 1;
      }
    }),
  );
  return count;
}
