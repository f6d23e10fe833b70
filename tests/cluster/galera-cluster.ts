import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { prepareDataDirectory } from '../../dev/mysql/private/data-directory.ts';
import { startServerProcess } from '../../dev/mysql/private/server-process.ts';
import { freePorts } from '../../dev/mysql/processes/free-port.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { Cluster, ClusterNode, TakeAway } from './cluster.ts';
import type { ClusterPrograms } from './cluster-packages.ts';
import { GaleraNode, PORTS_OF_A_NODE } from './galera-node.ts';
import { writeTransferProgram } from './galera-transfer.ts';

/** Several nodes of MariaDB with Galera on loopback, all of which take writes. */
export interface GaleraCluster extends Cluster {
  readonly nodes: readonly GaleraNode[];
}

const AWAY_MS = 8_000;
/** The others have agreed by then on whether one that is back was gone. */
const SETTLED_MS = 2_000;
const POLL_MS = 200;
const WHOLE_TIMEOUT_MS = 90_000;

/** Starts the nodes, each on data of its own in a temporary folder that goes with the cluster. Throws StartError. */
export async function startGaleraCluster(
  programs: ClusterPrograms,
  { nodes: count, progress }: { nodes: number; progress(message: string): void },
): Promise<GaleraCluster> {
  await using opened = new Resources();
  const folder = await mkdtemp(join(tmpdir(), 'customer-graph-cluster-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const env = { ...programs.mariadb.env, PATH: `${folder}:${programs.mariadb.env.PATH}` };
  await writeTransferProgram(folder);
  const template = await prepareDataDirectory(programs.mariadb, join(folder, 'template'), progress);
  // Without Galera first: that makes the administrator.
  await (await startServerProcess(programs.mariadb, template, { durable: false, temporary: false })).stop();
  const firstPort = await freePorts(count * PORTS_OF_A_NODE);
  const members = Array.from(
    { length: count },
    (_, index) => `127.0.0.1:${firstPort + index * PORTS_OF_A_NODE + 1}`,
  );
  const nodes: GaleraNode[] = [];
  for (let index = 0; index < count; index += 1) {
    const home = join(folder, `node${index + 1}`);
    await mkdir(join(home, 'tmp'), { recursive: true });
    // Nodes with the same data and no history: the first gives the cluster its history, which the others then take.
    await cp(template.data, join(home, 'data'), { recursive: true });
    const port = firstPort + index * PORTS_OF_A_NODE;
    nodes.push(
      new GaleraNode(`node${index + 1}`, { programs, env, home, port, members, password: template.password }),
    );
  }
  const [first, ...others] = nodes;
  if (!first) throw new Error('a cluster has a node');
  opened.defer(() => Promise.all(nodes.map((node) => node.stop())));
  await first.start(true);
  await first.untilMember();
  for (const node of others) {
    // Each that joins is an entry of the history too.
    await node.giveHistory(await first.history());
    await node.start();
    await node.untilMember();
  }
  progress(`${count} nodes of MariaDB with Galera are up`);
  const resources = opened.move();
  return {
    description: `${count} nodes of MariaDB with Galera, all of which take writes`,
    nodes,
    faults: faultsOf(nodes),
    awayMs: AWAY_MS,
    untilWhole: () => untilWhole(nodes),
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

/**
 * Waits until each has taken writes and seen all the others for a while: one that wakes up believes at first that nothing has happened,
 * and when another is taken away before it has joined again, what is left is too few to go on.
 */
async function untilWhole(nodes: readonly GaleraNode[]): Promise<void> {
  const deadline = Date.now() + WHOLE_TIMEOUT_MS;
  for (let wholeSince = Date.now(); Date.now() - wholeSince < SETTLED_MS; await pause(POLL_MS)) {
    const seen: number[] = [];
    for (const node of nodes) {
      await node.untilMember();
      seen.push(await node.seenNodes());
    }
    if (seen.some((count) => count !== nodes.length)) wholeSince = Date.now();
    if (Date.now() > deadline) throw new StartError(`the nodes see ${seen.join()} of ${nodes.length}`);
  }
}

function faultsOf(nodes: readonly GaleraNode[]): Record<string, TakeAway> {
  const fault =
    (
      takeAway: (node: GaleraNode) => Promise<void> | void,
      bringBack: (node: GaleraNode) => unknown,
    ): TakeAway =>
    async ({ name }: ClusterNode) => {
      const node = nodes.find((one) => one.name === name);
      if (!node) throw new Error(`${name} is no node of this cluster`);
      await takeAway(node);
      return async () => {
        await bringBack(node);
        await untilWhole(nodes);
      };
    };
  return {
    killed: fault(
      (node) => node.kill(),
      (node) => node.start(),
    ),
    frozen: fault(
      (node) => node.freeze(),
      (node) => node.thaw(),
    ),
    'cut off': fault(
      (node) => node.cutOff(),
      (node) => node.rejoin(),
    ),
    emptied: fault(
      async (node) => {
        await node.kill();
        await node.empty();
      },
      async (node) => {
        await node.start();
        await node.untilMember();
        if (node.transfers().whole === 0) throw new Error(`${node.name} is back without a copy of all data`);
      },
    ),
  };
}
