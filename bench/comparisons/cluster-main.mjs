// Two routers as workers of one process by node:cluster, for bench/comparisons/replicas.ts: they share the port that ROUTER_PORT names.
import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';

const WORKERS = 2;

cluster.setupPrimary({
  exec: fileURLToPath(new URL('../../dev/run.mjs', import.meta.url)),
  args: [fileURLToPath(new URL('../../router/main.ts', import.meta.url))],
});
for (let worker = 0; worker < WORKERS; worker += 1) cluster.fork();
process.once('SIGTERM', () => {
  for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
});
cluster.on('message', (_worker, message) => process.send?.(message));
cluster.on('exit', () => {
  if (Object.keys(cluster.workers ?? {}).length === 0) process.exit();
});
process.send?.({ workers: Object.values(cluster.workers ?? {}).map((worker) => worker?.process.pid) });
