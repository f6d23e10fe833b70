import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, isFree } from '../../dev/mysql/processes/free-port.ts';
import { startGuarded } from '../../dev/mysql/processes/guarded-process.ts';
import { run } from '../../dev/mysql/processes/run.ts';
import { READY_PATH } from '../../platform/http/requests/paths.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { debianPrograms, type FoundPrograms } from '../support/servers/debian-programs.ts';

/** One address in front of all routers, as in production. */
export interface HttpBalancer extends AsyncDisposable {
  readonly url: string;
  /** How many of the routers it sends requests to. */
  readyServers(): Promise<number>;
}

const HAPROXY = 'usr/sbin/haproxy';
const READY_TRIES = 200;

/** HAProxy from Debian's packages. Returns in words why there is none. */
export async function haproxyPrograms(
  progress: (message: string) => void = (message) => console.log(message),
): Promise<FoundPrograms | string> {
  return await debianPrograms(
    {
      name: 'haproxy',
      packages: ['haproxy'],
      described: 'haproxy (2 MB)',
      isComplete: async (root, env) =>
        (await run(join(root, HAPROXY), ['-v'], { env, timeoutMs: 10_000 })).code === 0,
    },
    progress,
  );
}

/**
 * Starts HAProxy, which asks each router four times a second whether it is ready and keeps connections. It sends nothing a
 * second time but to where no connection could be made, so that every request that a router loses is seen.
 */
export async function startHttpBalancer(
  { root, env }: FoundPrograms,
  routerUrls: readonly string[],
): Promise<HttpBalancer> {
  const folder = await mkdtemp(join(tmpdir(), 'balancer-'));
  const port = await freePorts(2);
  const file = join(folder, 'haproxy.cfg');
  await writeFile(file, configuration(port, routerUrls));
  const balancer = await startGuarded(join(root, HAPROXY), ['-db', '-f', file], { env, cwd: folder, folder });
  for (let tries = 0; await isFree(port); tries += 1) {
    if (balancer.hasEnded() || tries === READY_TRIES)
      throw new StartError(`HAProxy does not start: ${balancer.output().slice(-500)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    url: `http://127.0.0.1:${port}`,
    async readyServers() {
      const table = await (await fetch(`http://127.0.0.1:${port + 1}/stats;csv`)).text();
      return table.split('\n').filter((line) => /^routers,router\d/.test(line) && line.includes(',UP,'))
        .length;
    },
    [Symbol.asyncDispose]: () => balancer.stop(),
  };
}

function configuration(port: number, routerUrls: readonly string[]): string {
  const servers = routerUrls.map((url, at) => `  server router${at + 1} ${new URL(url).host} check`);
  return `global
  nbthread 1
  maxconn 1000
defaults
  mode http
  timeout connect 2s
  timeout check 2s
  timeout client 1m
  timeout server 1m
  timeout http-keep-alive 1m
listen routers
  bind 127.0.0.1:${port}
  balance roundrobin
  option httpchk GET ${READY_PATH}
  option redispatch
  default-server inter 250 fall 1 rise 1
${servers.join('\n')}
listen stats
  bind 127.0.0.1:${port + 1}
  stats enable
  stats uri /stats
`;
}
