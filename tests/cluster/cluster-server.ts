import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { MysqlServer } from '../../dev/mysql/mysql-server.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import type { Cluster } from './cluster.ts';
import type { ClusterPrograms } from './cluster-packages.ts';
import { startLoadBalancer } from './load-balancer.ts';

/** What was done to nodes, how often, and what differed between them at the end. */
export interface ClusterReport {
  faults: Record<string, number>;
  differences: string[];
}

/** A cluster behind one address, as one server to whoever uses it. */
export interface ClusterServer extends MysqlServer {
  readonly cluster: Cluster;
  readonly report: ClusterReport;
  /** Takes one node after the other away, each time in another way, until it is told to stop; all are back then. */
  disturb(stopping: AbortSignal): Promise<void>;
  /** Adds to the report where the data of the nodes differ. */
  compare(): Promise<void>;
}

/** How long nodes are away, and how long all are there before the next one goes, in milliseconds. */
export interface Pauses {
  awayMs: number;
  betweenMs: number;
}

const BETWEEN_MS = 2_000;

/** Puts a balancer in front of a cluster; whoever has opened the cluster closes it. */
export async function serveCluster(
  cluster: Cluster,
  { haproxy }: Pick<ClusterPrograms, 'haproxy'>,
  progress: (message: string) => void,
  { awayMs, betweenMs }: Pauses = { awayMs: cluster.awayMs, betweenMs: BETWEEN_MS },
): Promise<ClusterServer> {
  await using opened = new Resources();
  const folder = await mkdtemp(join(tmpdir(), 'customer-graph-balancer-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const balancer = opened.use(await startLoadBalancer(haproxy, cluster.nodes, folder));
  const kinds = Object.entries(cluster.faults);
  const report: ClusterReport = {
    faults: Object.fromEntries(kinds.map(([name]) => [name, 0])),
    differences: [],
  };
  const adminUrl = new URL(cluster.nodes[0]?.adminUrl ?? '');
  adminUrl.port = String(balancer.port);
  const resources = opened.move();
  return {
    // Its nodes are taken away by `disturb`, not by whoever uses it.
    kind: 'private',
    adminUrl: adminUrl.href,
    description: `${cluster.description}, behind port ${balancer.port}`,
    cluster,
    report,
    async disturb(stopping) {
      for (let turn = 0; !stopping.aborted; turn += 1) {
        await after(betweenMs, undefined, { signal: stopping }).catch(() => {});
        if (stopping.aborted) return;
        // Each kind to each node in the course of time.
        const node = cluster.nodes[(turn + Math.floor(turn / kinds.length)) % cluster.nodes.length];
        const [name, takeAway] = kinds[turn % kinds.length] ?? [];
        if (!node || !name || !takeAway) throw new Error('there is a node and a kind for each turn');
        report.faults[name] = (report.faults[name] ?? 0) + 1;
        const bringBack = await takeAway(node);
        progress(`${node.name} is ${name}`);
        await after(awayMs);
        const started = performance.now();
        await bringBack();
        progress(`${node.name} is back within ${((performance.now() - started) / 1_000).toFixed(1)} s`);
      }
    },
    async compare() {
      await cluster.untilWhole();
      report.differences.push(...(await differences(cluster)));
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

/** The tables that have not the same rows on every node, with one that differs. */
async function differences({ nodes }: Cluster): Promise<string[]> {
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
        found.push(
          `${name} has ${texts.length} rows on ${node.name}, ${expected.length} on ${nodes[0]?.name}: ${other}`,
        );
    }
    await connection.end();
  }
  return first.size === 0 ? ['there is no table to compare'] : found;
}
