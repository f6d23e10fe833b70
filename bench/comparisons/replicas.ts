import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { Agent } from 'undici';
import { freePorts } from '../../dev/mysql/processes/free-port.ts';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { startProcessNetwork } from '../../dev/network/process-network.ts';
import { READY_PATH } from '../../platform/http/requests/paths.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { subgraphNames } from '../../platform/subgraph/listed-subgraphs.ts';
import { basic, insertAnaAndBento } from '../../tests/support/networks/test-network.ts';
import { wholeFrom } from '../option-values.ts';

const { rounds, seconds } = new Command('bench:replicas')
  .description(
    'Measures two routers that are processes of their own beside two that are workers of one (node:cluster), and one router: answers a second in turns, and memory. docs/decisions/0045 says what for.',
  )
  .option('--rounds <number>', 'turns of each', wholeFrom(1, 100), 5)
  .option('--seconds <number>', 'of each turn', wholeFrom(1, 60), 4)
  .parse()
  .opts<{ rounds: number; seconds: number }>();

const SECRET = 'bench-replicas-identity-secret-00000000';
const CONNECTIONS = 16;
const QUERY = JSON.stringify({ query: '{ cliente(id: "1") { nome enderecos { cidade } } }' });
const HEADERS = { 'content-type': 'application/json', authorization: basic('admin:admin') };

await using opened = new Resources();
const progress = (message: string) => console.log(message);
const server = await provideMysql({ url: null, dataDirectory: null, durable: false, progress });
opened.defer(() => server[Symbol.asyncDispose]());
const subgraphs = (await subgraphNames()).length;
const firstPort = await freePorts(1 + subgraphs + 1 + 1);
const env = { LOG_LEVEL: 'silent' };
const network = opened.use(
  await startProcessNetwork({
    adminUrl: server.adminUrl,
    replicas: { router: 2 },
    firstPort,
    identitySecret: SECRET,
    env,
  }),
);
await insertAnaAndBento(network);
const clusterPort = firstPort + 1 + subgraphs + 1;
const { primary, workers } = await startCluster(clusterPort, firstPort + 1);
opened.defer(async () => {
  primary.kill('SIGTERM');
  await once(primary, 'exit');
});

const routers = [...network.processes.values()].filter(({ name }) => name.startsWith('router'));
const urls = routers.map(({ url }) => url);
const forms = {
  'one router': { urls: urls.slice(0, 1), pids: routers.slice(0, 1).map((one) => one.pid()) },
  'two routers': { urls, pids: routers.map((one) => one.pid()) },
  'two workers': { urls: [`http://127.0.0.1:${clusterPort}`], pids: [primary.pid, ...workers] },
};
const found = new Map<string, number[]>();
for (let round = 0; round <= rounds; round += 1) {
  for (const [name, form] of Object.entries(forms)) {
    const answers = await load(form.urls);
    // The first turn only warms them up.
    if (round > 0) found.set(name, [...(found.get(name) ?? []), answers / seconds]);
  }
}
for (const [name, { pids }] of Object.entries(forms)) {
  const each = found.get(name) ?? [];
  const sorted = each.toSorted((one, other) => one - other);
  const memory = await Promise.all(pids.map(residentMb));
  console.log(
    `${name}: median ${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} answers/s (${each.map(Math.round).join(', ')}), memory ${memory.join(' + ')} MB`,
  );
}

/** The subgraphs' ports begin at `subgraphPort`. */
async function startCluster(
  port: number,
  subgraphPort: number,
): Promise<{ primary: ChildProcess; workers: number[] }> {
  const names = ['CLIENTES', 'ENDERECOS', 'CATALOGO', 'INVENTARIO'];
  const addresses = names.map((name, at) => [
    `SUBGRAPH_URL_${name}`,
    `http://127.0.0.1:${subgraphPort + at}/graphql`,
  ]);
  const files = {
    guard: new URL('../../dev/end-with-parent.mjs', import.meta.url).href,
    main: fileURLToPath(new URL('cluster-main.mjs', import.meta.url)),
  };
  const child = spawn(process.execPath, ['--import', files.guard, files.main], {
    env: {
      ...process.env,
      ...Object.fromEntries(addresses),
      ...env,
      IDENTITY_SECRET: SECRET,
      ROUTER_PORT: String(port),
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // As the processes of the network: Linux shares a busy processor by sessions.
    detached: true,
  });
  const [message] = await once(child, 'message');
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}${READY_PATH}`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, 100));
  // As cluster-main.mjs sends it.
  return { primary: child, workers: (message as { workers: number[] }).workers };
}

/** How many requests are answered, over connections that are spread over some addresses. */
async function load(addresses: readonly string[]): Promise<number> {
  const end = performance.now() + seconds * 1_000;
  let answers = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, connection) => {
      const agent = new Agent({ connections: 1 });
      const origin = addresses[connection % addresses.length] ?? '';
      while (performance.now() < end) {
        const { statusCode, body } = await agent.request({
          origin,
          path: '/graphql',
          method: 'POST',
          headers: HEADERS,
          body: QUERY,
        });
        const text = await body.text();
        if (statusCode !== 200 || text.includes('"errors"')) throw new Error(`${statusCode} ${text}`);
        answers += 1;
      }
      await agent.close();
    }),
  );
  return answers;
}

async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
}
