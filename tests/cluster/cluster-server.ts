import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { MysqlServer } from '../../dev/mysql/mysql-server.ts';
import { Resources } from '../../platform/process/resources.ts';
import type { ClusterPrograms } from './cluster-packages.ts';
import { type GaleraCluster, type GaleraNode, startGaleraCluster } from './galera-cluster.ts';
import { startLoadBalancer } from './load-balancer.ts';

/** What was done to nodes, and what differed between them at the end. */
export interface ClusterReport {
  faults: Record<'killed' | 'frozen' | 'cut off', number>;
  differences: string[];
}

/** A cluster behind one address, as one server to whoever uses it. */
export interface ClusterServer extends MysqlServer {
  readonly cluster: GaleraCluster;
  readonly report: ClusterReport;
  /** Takes one node after the other away, in turn killed, frozen and cut off, until it is told to stop; all are back then. */
  disturb(stopping: AbortSignal): Promise<void>;
  /** Adds to the report where the data of the nodes differ. */
  compare(): Promise<void>;
}

/** Longer than it takes the others to go on without a node that is silent. */
const AWAY_MS = 8_000;

const BETWEEN_MS = 2_000;

/** Starts a cluster behind one port. */
export async function startClusterServer(
  programs: ClusterPrograms,
  progress: (message: string) => void,
): Promise<ClusterServer> {
  await using opened = new Resources();
  const cluster = opened.use(await startGaleraCluster(programs, { nodes: 3, progress }));
  const folder = await mkdtemp(join(tmpdir(), 'customer-graph-balancer-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const balancer = opened.use(await startLoadBalancer(programs, cluster.nodes, folder));
  const report: ClusterReport = { faults: { killed: 0, frozen: 0, 'cut off': 0 }, differences: [] };
  const adminUrl = new URL(cluster.nodes[0]?.adminUrl ?? '');
  adminUrl.port = String(balancer.port);
  const resources = opened.move();
  return {
    kind: 'private',
    adminUrl: adminUrl.href,
    description: `three nodes of MariaDB with Galera behind port ${balancer.port}`,
    cluster,
    report,
    async disturb(stopping) {
      for (let turn = 0; !stopping.aborted; turn += 1) {
        await after(BETWEEN_MS, undefined, { signal: stopping }).catch(() => {});
        if (stopping.aborted) return;
        const node = cluster.nodes[(turn + Math.floor(turn / KINDS.length)) % cluster.nodes.length];
        const what = KINDS[turn % KINDS.length];
        if (!node || !what) throw new Error('there is a node and a kind for each turn');
        report.faults[what] += 1;
        const bringBack = await takeAway(node, what);
        progress(`${node.name} is ${what}`);
        await after(AWAY_MS);
        await bringBack();
        progress(`${node.name} is back`);
      }
    },
    async compare() {
      for (const node of cluster.nodes) await node.untilSynced();
      report.differences.push(...(await differences(cluster)));
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

const KINDS = ['killed', 'frozen', 'cut off'] as const;

/** @returns what brings the node back, and waits until it takes writes */
async function takeAway(node: GaleraNode, what: (typeof KINDS)[number]): Promise<() => Promise<void>> {
  switch (what) {
    case 'killed':
      await node.kill();
      return async () => {
        await node.start();
        await node.untilSynced();
      };
    case 'frozen':
      node.freeze();
      return async () => {
        node.thaw();
        await node.untilSynced();
      };
    case 'cut off':
      await node.cutOff();
      return async () => {
        await node.rejoin();
        await node.untilSynced();
      };
  }
}

/** The tables that have not the same rows on every node, with one that differs. */
async function differences({ nodes }: GaleraCluster): Promise<string[]> {
  const found: string[] = [];
  const first = new Map<string, readonly string[]>();
  for (const [index, node] of nodes.entries()) {
    const connection = await createConnection({ uri: node.adminUrl, dateStrings: true });
    const [tables] = await connection.query<RowDataPacket[]>(
      "SELECT CONCAT('`', table_schema, '`.`', table_name, '`') AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema LIKE 'faults%'",
    );
    for (const { name } of tables) {
      const [rows] = await connection.query<RowDataPacket[]>(`SELECT * FROM ${name}`);
      const texts = rows.map((row) => JSON.stringify(row)).sort();
      if (index === 0) first.set(name, texts);
      const expected = first.get(name) ?? [];
      const known = new Set(expected);
      const other = texts.find((text) => !known.has(text)) ?? (texts.length === expected.length ? null : '');
      if (other !== null)
        found.push(`${name} has ${texts.length} rows on ${node.name}, ${expected.length} on node1: ${other}`);
    }
    await connection.end();
  }
  return first.size === 0 ? ['there is no table to compare'] : found;
}
