import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { freePort, isFree } from '../../dev/mysql/processes/free-port.ts';
import { startGuarded } from '../../dev/mysql/processes/guarded-process.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { ClusterNode } from './cluster.ts';
import type { ClusterPrograms } from './cluster-packages.ts';

/** One address in front of all nodes. */
export interface LoadBalancer extends AsyncDisposable {
  readonly port: number;
}

const READY_TRIES = 100;

/**
 * Starts HAProxy with one port over all nodes, each new connection to the next one that takes writes. It asks each
 * of them twice a second whether it does, and ends the connections to one that does not.
 *
 * @param folder for its configuration
 */
export async function startLoadBalancer(
  haproxy: ClusterPrograms['haproxy'],
  nodes: readonly ClusterNode[],
  folder: string,
): Promise<LoadBalancer> {
  await using opened = new Resources();
  const servers: string[] = [];
  for (const node of nodes) {
    const check = await startHealthCheck(node);
    opened.use(check);
    servers.push(`  server ${node.name} 127.0.0.1:${node.port} check port ${check.port}`);
  }
  const port = await freePort();
  const file = join(folder, 'haproxy.cfg');
  await writeFile(file, configuration(port, servers));
  const balancer = await startGuarded(haproxy.program, ['-db', '-f', file], {
    env: haproxy.env,
    cwd: folder,
    folder: null,
  });
  opened.defer(() => balancer.stop());
  for (let tries = 0; await isFree(port); tries += 1) {
    if (balancer.hasEnded() || tries === READY_TRIES)
      throw new StartError(`HAProxy does not start: ${balancer.output().slice(-500)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const resources = opened.move();
  return { port, [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose]() };
}

function configuration(port: number, servers: readonly string[]): string {
  return `global
  nbthread 1
  maxconn 1000
defaults
  mode tcp
  timeout connect 2s
  timeout check 2s
  timeout client 10m
  timeout server 10m
listen mysql
  bind 127.0.0.1:${port}
  balance roundrobin
  option httpchk GET /
  option redispatch
  default-server inter 500 fall 2 rise 1 on-marked-down shutdown-sessions
${servers.join('\n')}
`;
}

/** Says over HTTP whether a node takes writes as a part of the cluster: a port that is open says little. */
async function startHealthCheck(node: ClusterNode): Promise<AsyncDisposable & { port: number }> {
  const server = createServer(async (_request, response) => {
    response.writeHead((await node.takesWrites()) ? 200 : 503).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port, // an address with a port: it listens on TCP
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
