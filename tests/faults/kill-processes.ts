import { setTimeout as after } from 'node:timers/promises';
import type { SimpleFaker } from '@faker-js/faker';
import type { MysqlServer } from '../../dev/mysql/mysql-server.ts';
import type { GraphProcess, ProcessNetwork } from '../../dev/network/process-network.ts';
import type { NatsServer } from '../support/nats/nats-server.ts';
import type { TcpProxy } from '../support/servers/tcp-proxy.ts';

/** As whatever runs processes does: one that finds no database now ends, and is started once more. */
async function startAgain(victim: GraphProcess): Promise<void> {
  for (const until = performance.now() + START_AGAIN_MS; ; ) {
    try {
      return await victim.start();
    } catch (error) {
      if (performance.now() > until) throw error;
      await victim.kill('SIGKILL');
    }
  }
}

/** How often what was killed, or frozen. */
export type Kills = Record<string, number>;

/** The servers of the broker of events, and the way of every process to each. */
export interface FaultyBroker {
  servers: readonly NatsServer[];
  proxies: readonly TcpProxy[];
}

export interface KillParts {
  network: ProcessNetwork;
  server: MysqlServer;
  /** The way of every process to the database. */
  proxy: TcpProxy;
  /** Null where events go over HTTP. */
  broker: FaultyBroker | null;
  random: SimpleFaker;
  kills: Kills;
  /** Told just before the router is killed; gives what is to be told when it is back. */
  onRouterKill(): () => void;
}

const PAUSE_MS = { min: 200, max: 900 };
/** Also while no node of a cluster takes anything: a group with one writer chooses another one within half a minute. */
const START_AGAIN_MS = 90_000;
const DOWN_MS = { min: 0, max: 400 };
/** One fault in so many takes the database too, and one in so many the router. */
const DATABASE_EVERY = 5;
const ROUTER_EVERY = 4;
/** Before one fault in so many all connections to the database go silent. */
const FREEZE_EVERY = 3;
/** One fault in so many takes the broker too, and one in so many freezes its connections meanwhile. */
const BROKER_EVERY = 3;

/**
 * Kills processes (SIGKILL) and brings them back, and freezes connections to the database and to the broker of events, until it is
 * told to stop. The relay dies with the process of `clientes`, which it runs in. At its end everything is up.
 */
export async function killProcesses(
  { network, server, proxy, broker, random, kills, onRouterKill }: KillParts,
  stopping: AbortSignal,
): Promise<void> {
  const subgraphs = [...network.processes.values()].filter(({ name }) => name !== 'router');
  const router = network.processes.get('router');
  for (let fault = 1; !stopping.aborted; fault += 1) {
    await after(random.number.int(PAUSE_MS), undefined, { signal: stopping }).catch(() => {});
    if (stopping.aborted) return;
    if (fault % FREEZE_EVERY === 1) {
      proxy.freeze(random.helpers.arrayElement(['everything', 'answers']));
      kills.frozen = (kills.frozen ?? 0) + 1;
      await after(random.number.int(DOWN_MS));
      proxy.thaw();
    }
    if (broker) await disturbBroker(broker, { fault, random, kills });
    const victims = random.helpers.arrayElements(subgraphs, { min: 1, max: 2 });
    if (router && fault % ROUTER_EVERY === 0) victims.push(router);
    const onRouterBack = router && victims.includes(router) ? onRouterKill() : null;
    await Promise.all(victims.map((victim) => victim.kill('SIGKILL')));
    for (const { name } of victims) kills[name] = (kills[name] ?? 0) + 1;
    if (server.kill && server.restart && fault % DATABASE_EVERY === 1) {
      await server.kill();
      kills.database = (kills.database ?? 0) + 1;
      await after(random.number.int(DOWN_MS));
      await server.restart();
    } else {
      await after(random.number.int(DOWN_MS));
    }
    await Promise.all(
      victims.map(async (victim) => {
        await startAgain(victim);
        if (victim === router) onRouterBack?.();
      }),
    );
  }
}

/** Takes one server away, or silences the way to one; the others of a cluster go on. */
async function disturbBroker(
  { servers, proxies }: FaultyBroker,
  { fault, random, kills }: Pick<KillParts, 'random' | 'kills'> & { fault: number },
): Promise<void> {
  if (fault % BROKER_EVERY === 1) {
    const server = random.helpers.arrayElement(servers);
    await server.kill();
    kills.broker = (kills.broker ?? 0) + 1;
    await after(random.number.int(DOWN_MS));
    await server.restart();
  }
  if (fault % BROKER_EVERY === 2) {
    const proxy = random.helpers.arrayElement(proxies);
    proxy.freeze(random.helpers.arrayElement(['everything', 'answers']));
    kills.brokerFrozen = (kills.brokerFrozen ?? 0) + 1;
    await after(random.number.int(DOWN_MS));
    proxy.thaw();
  }
}
