import { randomBytes } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { freePorts } from '../../dev/mysql/processes/free-port.ts';
import {
  type GraphProcess,
  type ProcessNetwork,
  type ProcessNetworkOptions,
  startProcessNetwork,
} from '../../dev/network/process-network.ts';
import { dropSchemas } from '../../dev/schemas/schemas.ts';
import type { Resources } from '../../platform/process/ending/resources.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { basic, insertAnaAndBento } from '../support/networks/test-network.ts';
import type { FoundPrograms } from '../support/servers/debian-programs.ts';
import { type HttpBalancer, startHttpBalancer } from './http-balancer.ts';

const SEEN_WITHIN_MS = 30_000;
const POLL_MS = 100;
/** An address that is passed over, or a Redis that does not answer. */
const NOT_SETTLED = /^(subgraph_address_passed_over\{.*\} 1|shared_store_up\{.*\} 0)$/m;

export interface BalancedGraphOptions
  extends Pick<ProcessNetworkOptions, 'adminUrl' | 'identitySecret' | 'keysFolder' | 'env'> {
  haproxy: FoundPrograms;
  /** Of which there are two processes each. */
  parts: readonly string[];
  /** Of the names of schemas. */
  name: string;
}

/** A graph of processes with customers in it, and the load balancer in front of its routers. */
export interface BalancedGraph {
  /** Of the names of schemas and of their users. */
  prefix: string;
  network: ProcessNetwork;
  routers: readonly GraphProcess[];
  balancer: HttpBalancer;
}

/** Starts it, all of it ended and its schemas dropped with `opened`. */
export async function startBalancedGraph(
  opened: Resources,
  { haproxy, parts, name, adminUrl, env, ...keys }: BalancedGraphOptions,
): Promise<BalancedGraph> {
  const definitions = await loadSubgraphs();
  const prefix = `${name}_${randomBytes(4).toString('hex')}_`;
  opened.defer(() => dropSchemas(adminUrl, definitions, prefix));
  const network = opened.use(
    await startProcessNetwork({
      adminUrl,
      prefix,
      replicas: Object.fromEntries(parts.map((part) => [part, 2])),
      firstPort: await freePorts(1 + definitions.length + parts.length),
      ...keys,
      // They end only when the router and HAProxy have seen that they are not ready.
      env: { SHUTDOWN_DELAY_MS: '2500', MAX_WAIT_MS: '10000', ...env },
    }),
  );
  // One after the other would take its time to stop, and nobody asks any more.
  opened.defer(() => Promise.all([...network.processes.values()].map((one) => one.kill('SIGKILL'))));
  await insertAnaAndBento(network);
  const routers = [...network.processes.values()].filter(({ name }) => name.startsWith('router'));
  const addresses = routers.map(({ url }) => url);
  const balancer = opened.use(await startHttpBalancer(haproxy, addresses));
  await untilSeen(balancer, routers);
  return { prefix, network, routers, balancer };
}

/** Waits until HAProxy sends to all routers, and these to all addresses: as an orchestrator waits before it goes on. */
export async function untilSeen(balancer: HttpBalancer, routers: readonly GraphProcess[]): Promise<void> {
  const headers = { authorization: basic('admin:admin') };
  for (const end = Date.now() + SEEN_WITHIN_MS; Date.now() < end; await after(POLL_MS)) {
    if ((await balancer.readyServers()) < routers.length) continue;
    const metrics = await Promise.all(
      routers.map(async ({ url }) => (await fetch(`${url}/metrics`, { headers })).text()),
    );
    if (metrics.every((text) => !NOT_SETTLED.test(text))) return;
  }
  throw new Error('a process that was restarted is not sent requests again');
}
