import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { commonArguments } from '../../dev/mysql/private/data-directory.ts';
import { SERVER_SETTINGS } from '../../dev/mysql/private/server-settings.ts';
import { type GuardedProcess, startGuarded } from '../../dev/mysql/processes/guarded-process.ts';
import { run } from '../../dev/mysql/processes/run.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { ClusterNode } from './cluster.ts';
import type { ClusterPrograms } from './cluster-packages.ts';
import { TRANSFER } from './galera-transfer.ts';

/** For clients, for the other nodes, for changes that were missed. */
export const PORTS_OF_A_NODE = 3;
const SYNC_TIMEOUT_MS = 60_000;
const POLL_MS = 100;
const ASK_TIMEOUT_MS = 1_500;
/** What a node that was away finds with the others, so that a whole copy of the data is needed only where there is none. */
const GCACHE = '128M';

export interface GaleraNodeParts {
  programs: ClusterPrograms;
  /** With the program on its PATH by which nodes copy data. */
  env: NodeJS.ProcessEnv;
  /** Its folder; its data is in `data` there. */
  home: string;
  /** The first of three. */
  port: number;
  members: readonly string[];
  password: string;
}

/** One node of MariaDB with Galera. */
export class GaleraNode implements ClusterNode {
  readonly name: string;
  readonly port: number;
  readonly adminUrl: string;
  readonly #parts: GaleraNodeParts;
  #process: GuardedProcess | null = null;

  constructor(name: string, parts: GaleraNodeParts) {
    this.name = name;
    this.port = parts.port;
    this.adminUrl = `mysql://customer_graph_admin:${parts.password}@127.0.0.1:${parts.port}/`;
    this.#parts = parts;
  }

  /** Ends it without warning (SIGKILL). */
  async kill(): Promise<void> {
    this.#process?.signal('SIGKILL');
    await this.#process?.ended;
  }

  /** Takes all its data away, as with a new disk; it must not run. It gets a copy from another node when it starts. */
  async empty(): Promise<void> {
    const data = join(this.#parts.home, 'data');
    await rm(data, { recursive: true });
    await mkdir(data);
  }

  /** Stops it where it is (SIGSTOP), its connections open and silent; `thaw` has it go on. */
  freeze(): void {
    this.#process?.signal('SIGSTOP');
  }

  thaw(): void {
    this.#process?.signal('SIGCONT');
  }

  /** Cuts it off from the other nodes, while clients still reach it; `rejoin` ends that. */
  async cutOff(): Promise<void> {
    await this.#ask("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=1'");
  }

  async rejoin(): Promise<void> {
    await this.#ask("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=0'");
  }

  /**
   * Starts it, also after a kill: it gets what it has missed from another node.
   *
   * @param bootstrap makes a cluster of this node alone, which others join
   */
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

  async untilMember(): Promise<void> {
    for (const deadline = Date.now() + SYNC_TIMEOUT_MS; !(await this.takesWrites()); await pause(POLL_MS)) {
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

  async takesWrites(): Promise<boolean> {
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

  /** How many nodes are in the part of the cluster that it sees, itself among them; 0 when it does not say. */
  async seenNodes(): Promise<number> {
    return await this.#ask("SHOW STATUS LIKE 'wsrep_cluster_size'").then(
      (rows) => Number(rows[0]?.Value),
      () => 0,
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

  /** How often it has been given all data, and how often only what it had missed, since it was last started. */
  transfers(): { whole: number; missed: number } {
    const said = this.#process?.output() ?? '';
    return {
      whole: said.split('SST received').length - 1,
      missed: said.split('IST received').length - 1,
    };
  }

  /** How far its data goes after a kill, as the server finds in it; null where it has noted that, or has no data. */
  async #position(): Promise<string | null> {
    const { programs, home } = this.#parts;
    const state = await readFile(join(home, 'data/grastate.dat'), 'utf8').catch(() => '');
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
      // Nodes are killed, not the machine: what they have written is there, and schemas are made faster.
      '--innodb-flush-method=nosync',
      '--innodb-autoinc-lock-mode=2',
      '--binlog-format=ROW',
      '--wsrep-on=ON',
      `--wsrep-provider=${programs.galera}`,
      `--wsrep-provider-options=${provider.join(';')}`,
      '--wsrep-cluster-name=customer-graph',
      `--wsrep-cluster-address=gcomm://${bootstrap ? '' : members.join(',')}`,
      '--wsrep-node-address=127.0.0.1',
      `--wsrep-node-incoming-address=127.0.0.1:${port}`,
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
