import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { commonArguments, type DataDirectory, prepareDataDirectory } from '../../dev/mysql/data-directory.ts';
import { freePorts } from '../../dev/mysql/free-port.ts';
import { type GuardedProcess, startGuarded } from '../../dev/mysql/guarded-process.ts';
import { run } from '../../dev/mysql/run.ts';
import { startServerProcess } from '../../dev/mysql/server-process.ts';
import { SERVER_SETTINGS } from '../../dev/mysql/server-settings.ts';
import { Resources } from '../../platform/process/resources.ts';
import { StartError } from '../../platform/process/start-error.ts';
import type { ClusterPrograms } from './cluster-packages.ts';

/** One node of a cluster. */
export interface GaleraNode {
  readonly name: string;
  readonly port: number;
  readonly adminUrl: string;
  /** Ends it without warning (SIGKILL). */
  kill(): Promise<void>;
  /** Stops it where it is (SIGSTOP), its connections open and silent; `thaw` lets it go on. */
  freeze(): void;
  thaw(): void;
  /** Cuts it off from the other nodes, while clients still reach it; `rejoin` ends that. */
  cutOff(): Promise<void>;
  rejoin(): Promise<void>;
  /** Starts it again after a kill; it gets what it has missed from another node. */
  start(): Promise<void>;
  /** Waits until it takes writes as a part of the cluster. Throws StartError after a minute. */
  untilSynced(): Promise<void>;
  /** Whether it takes writes as a part of the cluster now. Never throws. */
  isSynced(): Promise<boolean>;
}

/** Several nodes of MariaDB with Galera on loopback, all of which take writes. */
export interface GaleraCluster extends AsyncDisposable {
  readonly nodes: readonly GaleraNode[];
}

/** For clients, for the other nodes, for changes that were missed. */
const PORTS_OF_A_NODE = 3;
const SYNC_TIMEOUT_MS = 60_000;
const POLL_MS = 100;
const ASK_TIMEOUT_MS = 1_500;
/** What a node that was away finds with the others, so that no whole copy of the data is ever needed. */
const GCACHE = '128M';

/**
 * How a node that comes back gets what it has missed: from another node's memory of the last changes. The servers ask a
 * program for it, by which they would also copy all data; that is never needed here, and this one refuses it.
 */
const TRANSFER = 'missed_changes';
const TRANSFER_SCRIPT = `#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in
    --role) role=$2;;
    --datadir) data=$2;;
    --address) address=$2;;
    --gtid) position=$2;;
    --gtid-domain-id) domain=$2;;
    --bypass) bypass=yes;;
  esac
  shift
done
if [ "$role" = joiner ]; then
  state="\${data%/}/../missed-changes"
  rm -f "$state"
  echo "ready $state"
  tries=0
  while [ ! -f "$state" ] && [ $tries -lt 600 ]; do sleep 0.1; tries=$((tries + 1)); done
  cat "$state"
elif [ "$bypass" = yes ]; then
  echo continue
  echo "$position $domain" >"$address.new"
  mv "$address.new" "$address"
  echo "done $position $domain"
else
  echo 'a node has missed more than the others remember' >&2
  exit 1
fi
`;

/** Starts the nodes, each on data of its own in a temporary folder that goes with the cluster. Throws StartError. */
export async function startGaleraCluster(
  programs: ClusterPrograms,
  { nodes: count, progress }: { nodes: number; progress(message: string): void },
): Promise<GaleraCluster> {
  await using opened = new Resources();
  const folder = await mkdtemp(join(tmpdir(), 'customer-graph-cluster-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const env = { ...programs.mariadb.env, PATH: `${folder}:${programs.mariadb.env.PATH}` };
  await writeFile(join(folder, `wsrep_sst_${TRANSFER}`), TRANSFER_SCRIPT, { mode: 0o755 });
  const template = await prepareDataDirectory(programs.mariadb, join(folder, 'template'), progress);
  // Without Galera first: that makes the administrator.
  await (await startServerProcess(programs.mariadb, template, { durable: false, temporary: false })).stop();
  const firstPort = await freePorts(count * PORTS_OF_A_NODE);
  const members = Array.from(
    { length: count },
    (_, index) => `127.0.0.1:${firstPort + index * PORTS_OF_A_NODE + 1}`,
  );
  const nodes: Node[] = [];
  for (let index = 0; index < count; index += 1) {
    const home = join(folder, `node${index + 1}`);
    await mkdir(join(home, 'tmp'), { recursive: true });
    // Nodes with the same data and no history: the first gives the cluster its history, which the others then take.
    await cp(template.data, join(home, 'data'), { recursive: true });
    const port = firstPort + index * PORTS_OF_A_NODE;
    nodes.push(
      new Node(`node${index + 1}`, { programs, env, home, port, members, password: template.password }),
    );
  }
  const [first, ...others] = nodes;
  if (!first) throw new Error('a cluster has a node');
  opened.defer(() => Promise.all(nodes.map((node) => node.stop())));
  await first.start(true);
  await first.untilSynced();
  for (const node of others) {
    // Each that joins is an entry of the history too.
    await node.giveHistory(await first.history());
    await node.start();
    await node.untilSynced();
  }
  progress(`${count} nodes of MariaDB with Galera are up`);
  const resources = opened.move();
  return { nodes, [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose]() };
}

interface NodeParts {
  programs: ClusterPrograms;
  env: NodeJS.ProcessEnv;
  home: string;
  port: number;
  members: readonly string[];
  password: DataDirectory['password'];
}

class Node implements GaleraNode {
  readonly name: string;
  readonly port: number;
  readonly adminUrl: string;
  readonly #parts: NodeParts;
  #process: GuardedProcess | null = null;

  constructor(name: string, parts: NodeParts) {
    this.name = name;
    this.port = parts.port;
    this.adminUrl = `mysql://customer_graph_admin:${parts.password}@127.0.0.1:${parts.port}/`;
    this.#parts = parts;
  }

  async kill(): Promise<void> {
    this.#process?.signal('SIGKILL');
    await this.#process?.ended;
  }

  freeze(): void {
    this.#process?.signal('SIGSTOP');
  }

  thaw(): void {
    this.#process?.signal('SIGCONT');
  }

  async cutOff(): Promise<void> {
    await this.#ask("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=1'");
  }

  async rejoin(): Promise<void> {
    await this.#ask("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=0'");
  }

  /** @param bootstrap makes a cluster of this node alone, which others join */
  async start(bootstrap = false): Promise<void> {
    await this.#process?.release();
    const { programs, env, home } = this.#parts;
    const position = bootstrap ? null : await this.#position();
    this.#process = await startGuarded(
      programs.mariadb.program,
      [...this.#arguments(bootstrap), ...(position === null ? [] : [`--wsrep-start-position=${position}`])],
      { env, cwd: join(home, 'data'), folder: null },
    );
  }

  async stop(): Promise<void> {
    this.thaw();
    await this.#process?.stop();
  }

  async untilSynced(): Promise<void> {
    for (const deadline = Date.now() + SYNC_TIMEOUT_MS; !(await this.isSynced()); await pause(POLL_MS)) {
      if (this.#process?.hasEnded() || Date.now() > deadline) {
        const said =
          this.#process
            ?.output()
            .trim()
            .split('\n')
            .filter((line) => /ERROR|Warning|SST|IST/.test(line))
            .slice(-8)
            .join('\n') ?? '';
        throw new StartError(`${this.name} does not become a part of the cluster: ${said}`);
      }
    }
  }

  said(): string {
    return this.#process?.output() ?? '';
  }

  async isSynced(): Promise<boolean> {
    return await this.#ask(
      "SHOW STATUS WHERE Variable_name IN ('wsrep_ready', 'wsrep_local_state_comment')",
    ).then(
      (rows) =>
        rows
          .map(({ Value }) => Value)
          .sort()
          .join() === 'ON,Synced',
      () => false,
    );
  }

  /** The file that names the cluster's history, as a node has it that has no changes of it yet. */
  async history(): Promise<string> {
    const rows = await this.#ask("SHOW STATUS LIKE 'wsrep_cluster_state_uuid'");
    const committed = await this.#ask("SHOW STATUS LIKE 'wsrep_last_committed'");
    return `# GALERA saved state\nversion: 2.1\nuuid: ${rows[0]?.Value}\nseqno: ${committed[0]?.Value}\nsafe_to_bootstrap: 0\n`;
  }

  async giveHistory(history: string): Promise<void> {
    await writeFile(join(this.#parts.home, 'data/grastate.dat'), history);
  }

  /** How far its data goes after a kill, as the server finds in it; null after an orderly stop, which has noted it. */
  async #position(): Promise<string | null> {
    const { programs, home } = this.#parts;
    const state = await readFile(join(home, 'data/grastate.dat'), 'utf8');
    if (!/^seqno:\s*-1$/m.test(state)) return null;
    const { stderr } = await run(programs.mariadb.program, [...this.#arguments(false), '--wsrep-recover'], {
      env: programs.mariadb.env,
      cwd: join(home, 'data'),
    });
    const [, position] = /WSREP: Recovered position:\s*(\S+)/.exec(stderr) ?? [];
    if (!position) throw new StartError(`${this.name} finds no position in its data: ${stderr.slice(-500)}`);
    return position;
  }

  #arguments(bootstrap: boolean): string[] {
    const { programs, port, members } = this.#parts;
    const provider = [
      'base_host=127.0.0.1',
      `base_port=${port + 1}`,
      `gmcast.listen_addr=tcp://127.0.0.1:${port + 1}`,
      `ist.recv_addr=127.0.0.1:${port + 2}`,
      `gcache.size=${GCACHE}`,
      // A node that is gone is noticed within seconds, also on a busy machine.
      'evs.keepalive_period=PT0.5S',
      'evs.suspect_timeout=PT3S',
      'evs.inactive_timeout=PT6S',
      'evs.inactive_check_period=PT0.5S',
    ];
    return [
      ...commonArguments(programs.mariadb, '.', '../tmp'),
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--socket=',
      '--pid-file=../server.pid',
      ...SERVER_SETTINGS,
      '--innodb-buffer-pool-size=64M',
      '--innodb-flush-log-at-trx-commit=2',
      '--innodb-autoinc-lock-mode=2',
      '--binlog-format=ROW',
      '--wsrep-on=ON',
      `--wsrep-provider=${programs.galera}`,
      `--wsrep-provider-options=${provider.join(';')}`,
      '--wsrep-cluster-name=customer-graph',
      `--wsrep-cluster-address=gcomm://${bootstrap ? '' : members.join(',')}`,
      '--wsrep-node-address=127.0.0.1',
      `--wsrep-node-name=${this.name}`,
      '--wsrep-slave-threads=2',
      `--wsrep-sst-method=${TRANSFER}`,
      // A client that has been told of a write finds it on every node, also within a transaction that changes rows.
      '--wsrep-sync-wait=3',
    ];
  }

  async #ask(sql: string): Promise<RowDataPacket[]> {
    const connection = await createConnection({ uri: this.adminUrl, connectTimeout: ASK_TIMEOUT_MS });
    try {
      const [rows] = await connection.query<RowDataPacket[]>({ sql, timeout: ASK_TIMEOUT_MS });
      await connection.end();
      return rows;
    } catch (error) {
      connection.destroy();
      throw error;
    }
  }
}
