import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { MysqlServer } from '../../dev/mysql/mysql-server.ts';
import { freePorts } from '../../dev/mysql/processes/free-port.ts';
import { provideRealMysql } from '../../dev/mysql/provide-mysql.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { Cluster, ClusterNode, TakeAway } from './cluster.ts';

/** One member of a group. */
export interface GroupMember extends ClusterNode {
  readonly server: MysqlServer;
}

/** Several servers of MySQL that replicate as a group, of which one takes writes, or all do. */
export interface GroupCluster extends Cluster {
  readonly nodes: readonly GroupMember[];
  /** The member that takes writes, in a group with one that does. */
  primary(): Promise<GroupMember>;
  /** A planned switch of the one that takes writes. */
  makePrimary(member: GroupMember): Promise<void>;
}

const MEMBERS = 3;
const JOIN_TIMEOUT_MS = 90_000;
/** What a member has missed is applied within a second or two. */
const RECOVERY_MS = 20_000;
const POLL_MS = 200;
/** Longer than members take to agree on who is gone. */
const SETTLED_MS = 8_000;
const ASK_TIMEOUT_MS = 1_500;
/** Until a member that is silent is taken for gone, and the others have agreed on that. */
const AWAY_MS = 15_000;

/** Starts a group on loopback. Throws StartError where there is no MySQL, or one without the plugin. */
export async function startGroup(options: {
  writers: 'one' | 'all';
  progress: (message: string) => void;
}): Promise<GroupCluster> {
  await using opened = new Resources();
  const firstPort = await freePorts(MEMBERS);
  const ports = Array.from({ length: MEMBERS }, (_, index) => firstPort + index);
  const group = { name: randomUUID(), seeds: ports.map((port) => `127.0.0.1:${port}`), ...options };
  const nodes: GroupMember[] = [];
  const password = randomUUID();
  for (const [index, port] of ports.entries()) {
    const server = opened.use(
      await provideRealMysql({
        url: null,
        dataDirectory: null,
        durable: true,
        settings: memberSettings(group, index + 1, port),
        progress: options.progress,
      }),
    );
    await join(server, index === 0);
    if (index === 0) await createAdministrator(server, password);
    const adminUrl = new URL(server.adminUrl);
    adminUrl.username = ADMINISTRATOR;
    adminUrl.password = password;
    nodes.push(groupMember(`member${index + 1}`, adminUrl.href, server));
  }
  const [first] = nodes;
  if (!first) throw new Error('a group has a member');
  const makePrimary = async (member: GroupMember) => {
    await ask(first.server, `SELECT group_replication_set_as_primary('${await uuidOf(member.server)}')`);
  };
  const resources = opened.move();
  return {
    description: `${MEMBERS} members of a group of MySQL, ${options.writers === 'all' ? 'all' : 'one'} of which ${options.writers === 'all' ? 'take' : 'takes'} writes`,
    nodes,
    awayMs: AWAY_MS,
    faults: {
      ...groupFaults(nodes),
      ...(options.writers === 'one' && { 'made the primary': switchTo(nodes, makePrimary) }),
    },
    async primary() {
      for (const member of nodes) if (await member.takesWrites()) return member;
      throw new StartError('the group has no primary');
    },
    makePrimary,
    untilWhole: () => untilWhole(nodes.map(({ server }) => server)),
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

function groupMember(name: string, adminUrl: string, server: MysqlServer): GroupMember {
  return {
    name,
    port: Number(new URL(adminUrl).port),
    adminUrl,
    server,
    takesWrites: () =>
      ask<{ yes: unknown }>(server, TAKES_WRITES, [], ASK_TIMEOUT_MS).then(
        ([row]) => Number(row?.yes) === 1,
        () => false,
      ),
  };
}

/** Whether a member takes writes and everybody's connections, and sees the greater part of the group. */
const TAKES_WRITES = `
  SELECT @@super_read_only = 0 AND @@offline_mode = 0
     AND EXISTS (SELECT 1 FROM performance_schema.replication_group_members
                  WHERE MEMBER_ID = @@server_uuid AND MEMBER_STATE = 'ONLINE' AND MEMBER_ROLE = 'PRIMARY')
     AND (SELECT 2 * SUM(MEMBER_STATE <> 'UNREACHABLE') > COUNT(*) FROM performance_schema.replication_group_members) AS yes`;

function memberSettings(
  group: { name: string; seeds: readonly string[]; writers: 'one' | 'all' },
  id: number,
  port: number,
): string[] {
  const all = group.writers === 'all' ? 'ON' : 'OFF';
  return [
    `--server-id=${id}`,
    '--log-bin=changes',
    // A member that is killed has what it has committed, or its data and its history differ, and it does not get on with the others.
    '--innodb-flush-log-at-trx-commit=2',
    '--sync-binlog=0',
    '--innodb-buffer-pool-size=128M',
    '--gtid-mode=ON',
    '--enforce-gtid-consistency=ON',
    '--performance-schema=ON',
    '--report-host=127.0.0.1',
    '--plugin-load-add=group_replication.so',
    `--loose-group-replication-group-name=${group.name}`,
    `--loose-group-replication-local-address=127.0.0.1:${port}`,
    `--loose-group-replication-group-seeds=${group.seeds.join(',')}`,
    '--loose-group-replication-start-on-boot=OFF',
    '--loose-group-replication-recovery-get-public-key=ON',
    // A member that is refused by its donor would try again after a minute.
    '--loose-group-replication-recovery-reconnect-interval=2',
    '--loose-group-replication-consistency=BEFORE_AND_AFTER',
    '--loose-group-replication-member-expel-timeout=0',
    // Whoever brings it back has it join again.
    '--loose-group-replication-autorejoin-tries=0',
    `--loose-group-replication-single-primary-mode=${all === 'ON' ? 'OFF' : 'ON'}`,
    `--loose-group-replication-enforce-update-everywhere-checks=${all}`,
  ];
}

const COPIER = 'copier';
/** Of the whole group; each member has another one, of its own, from before it joined. */
const ADMINISTRATOR = 'group_admin';

async function createAdministrator(server: MysqlServer, password: string): Promise<void> {
  await ask(server, `CREATE USER ${ADMINISTRATOR} IDENTIFIED BY '${password}'`);
  await ask(server, `GRANT ALL PRIVILEGES ON *.* TO ${ADMINISTRATOR} WITH GRANT OPTION`);
}

/** Has a server join the group, or begin it. */
async function join(server: MysqlServer, isFirst: boolean): Promise<void> {
  await ask(server, 'SET sql_log_bin = 0', [
    `CREATE USER ${COPIER} IDENTIFIED BY '${COPIER}'`,
    `GRANT REPLICATION SLAVE, BACKUP_ADMIN, CONNECTION_ADMIN, GROUP_REPLICATION_STREAM ON *.* TO ${COPIER}`,
  ]);
  // What each has done alone, which made its own administrator, is no part of the group's history.
  await ask(server, 'RESET BINARY LOGS AND GTIDS');
  await ask(
    server,
    `CHANGE REPLICATION SOURCE TO SOURCE_USER = '${COPIER}', SOURCE_PASSWORD = '${COPIER}' FOR CHANNEL 'group_replication_recovery'`,
  );
  if (isFirst) await ask(server, 'SET GLOBAL group_replication_bootstrap_group = ON');
  await ask(server, 'START GROUP_REPLICATION');
  if (isFirst) await ask(server, 'SET GLOBAL group_replication_bootstrap_group = OFF');
  await untilOnline(server);
}

/**
 * Takes what a server has done alone out of its history: at every start a private one sees to its administrator, and the group
 * refuses a member that knows of more than the others.
 */
async function forgetOwn(server: MysqlServer): Promise<void> {
  await ask(
    server,
    "SET @kept = GTID_SUBTRACT(@@GLOBAL.gtid_executed, CONCAT(@@server_uuid, ':1-1000000'))",
    ['RESET BINARY LOGS AND GTIDS', 'SET GLOBAL gtid_purged = @kept'],
  );
}

/**
 * Waits until every member has seen all of them in the group for a while, and has those join again that were put out or killed: one that
 * wakes up believes for some seconds that nothing has happened.
 */
async function untilWhole(servers: readonly MysqlServer[]): Promise<void> {
  const deadline = Date.now() + JOIN_TIMEOUT_MS;
  let failure: unknown = null;
  const fail = (error: unknown) => {
    failure = error;
  };
  let wholeSince = Number.POSITIVE_INFINITY;
  const recoveringSince = new Map<MysqlServer, number>();
  for (; ; await pause(POLL_MS)) {
    const states: (string | null)[] = [];
    let isWhole = true;
    for (const server of servers) {
      const state = await stateOf(server).catch(() => null);
      states.push(state);
      isWhole &&= state === 'ONLINE' && (await membersSeenBy(server).catch(() => 0)) === servers.length;
      // The others may not have noticed yet that it was away, and refuse it.
      if (state === 'ERROR') await ask(server, 'STOP GROUP_REPLICATION').catch(fail);
      if (state === 'ERROR' || state === 'OFFLINE') await ask(server, 'START GROUP_REPLICATION').catch(fail);
      if (state !== 'RECOVERING') recoveringSince.delete(server);
      else if (Date.now() - (recoveringSince.get(server) ?? Date.now()) > RECOVERY_MS) {
        console.error(`a member has recovered for too long and joins again\n${await recoveryOf(server)}`);
        await ask(server, 'STOP GROUP_REPLICATION', [], JOIN_TIMEOUT_MS).catch(fail);
        recoveringSince.delete(server);
      } else if (!recoveringSince.has(server)) recoveringSince.set(server, Date.now());
      // Where it was put out it has shut clients out, and joining again does not let them in.
      if (state === 'ONLINE') await ask(server, 'SET GLOBAL offline_mode = OFF').catch(fail);
    }
    if (!isWhole) wholeSince = Number.POSITIVE_INFINITY;
    else if (wholeSince === Number.POSITIVE_INFINITY) wholeSince = Date.now();
    if (Date.now() - wholeSince > SETTLED_MS) return;
    if (Date.now() > deadline) {
      const said = await Promise.all(servers.map(complaintsOf));
      throw new StartError(
        `the group is not whole, but ${states.join()}: ${failure}\n${said.flat().join('\n')}`,
      );
    }
  }
}

/** How far a member is with what the others did without it, and what its threads are doing: one line for each. */
async function recoveryOf(server: MysqlServer): Promise<string> {
  const rows = await ask<{ said: string }>(
    server,
    `SELECT CONCAT_WS(' ', CHANNEL_NAME, 'reads', SERVICE_STATE, RECEIVED_TRANSACTION_SET, LAST_ERROR_MESSAGE) AS said
       FROM performance_schema.replication_connection_status
     UNION ALL
     SELECT CONCAT_WS(' ', CHANNEL_NAME, 'applies', SERVICE_STATE, APPLYING_TRANSACTION, LAST_ERROR_MESSAGE)
       FROM performance_schema.replication_applier_status_by_worker
     UNION ALL
     SELECT CONCAT_WS(' ', 'thread', USER, COMMAND, TIME, STATE, LEFT(INFO, 100)) FROM information_schema.PROCESSLIST
     UNION ALL
     SELECT CONCAT('has ', @@GLOBAL.gtid_executed)`,
    [],
    ASK_TIMEOUT_MS,
  ).catch((error: unknown) => [{ said: `it does not say: ${error}` }]);
  return rows.map(({ said }) => said).join('\n');
}

/** What a server has last said of its group that was no mere notice, each line with when; none of one that does not answer. */
async function complaintsOf(server: MysqlServer): Promise<string[]> {
  const rows = await ask<{ said: string }>(
    server,
    "SELECT CONCAT(LOGGED, ' ', DATA) AS said FROM performance_schema.error_log WHERE SUBSYSTEM = 'Repl' AND PRIO IN ('Error', 'Warning') ORDER BY LOGGED DESC LIMIT 8",
    [],
    ASK_TIMEOUT_MS,
  ).catch(() => []);
  return rows.map(({ said }) => `${new URL(server.adminUrl).port}: ${said}`).reverse();
}

async function membersSeenBy(server: MysqlServer): Promise<number> {
  const [row] = await ask<{ members: number }>(
    server,
    "SELECT COUNT(*) AS members FROM performance_schema.replication_group_members WHERE MEMBER_STATE = 'ONLINE'",
    [],
    ASK_TIMEOUT_MS,
  );
  return Number(row?.members);
}

async function untilOnline(server: MysqlServer): Promise<void> {
  const deadline = Date.now() + JOIN_TIMEOUT_MS;
  for (let state: string | null = null; state !== 'ONLINE'; await pause(POLL_MS)) {
    state = await stateOf(server).catch(() => null);
    if (state !== 'ONLINE' && Date.now() > deadline)
      throw new StartError(`a member is no part of the group: ${state}`);
  }
}

async function stateOf(server: MysqlServer): Promise<string | null> {
  const [row] = await ask<{ state: string }>(
    server,
    'SELECT MEMBER_STATE AS state FROM performance_schema.replication_group_members WHERE MEMBER_ID = @@server_uuid',
    [],
    ASK_TIMEOUT_MS,
  );
  // A member that has never joined stands in no row.
  return row?.state ?? 'OFFLINE';
}

function groupFaults(nodes: readonly GroupMember[]): Record<string, TakeAway> {
  const memberOf = ({ name }: ClusterNode): GroupMember => {
    const member = nodes.find((one) => one.name === name);
    if (!member) throw new Error(`${name} is no member of this group`);
    return member;
  };
  const servers = nodes.map(({ server }) => server);
  return {
    async killed(node) {
      const { server } = memberOf(node);
      await server.kill?.();
      return async () => {
        await server.restart?.();
        await forgetOwn(server);
        await untilWhole(servers);
      };
    },
    async frozen(node) {
      const { server } = memberOf(node);
      const thaw = await freeze(server);
      return async () => {
        thaw();
        await untilWhole(servers);
      };
    },
    // Without the others it may not go on, though clients reach it.
    async 'left alone'(node) {
      const others = nodes.filter(({ name }) => name !== node.name);
      const thaws: (() => void)[] = [];
      for (const { server } of others) thaws.push(await freeze(server));
      return async () => {
        for (const thaw of thaws) thaw();
        await untilWhole(servers);
      };
    },
  };
}

function switchTo(
  nodes: readonly GroupMember[],
  makePrimary: (member: GroupMember) => Promise<void>,
): TakeAway {
  return async (node) => {
    const member = nodes.find(({ name }) => name === node.name);
    if (member) await makePrimary(member);
    return async () => {};
  };
}

/** Stops a server where it is (SIGSTOP); gives what has it go on. */
async function freeze(server: MysqlServer): Promise<() => void> {
  const [row] = await ask<{ file: string; folder: string }>(
    server,
    'SELECT @@pid_file AS file, @@datadir AS folder',
  );
  const pid = Number(await readFile(resolve(row?.folder ?? '', row?.file ?? ''), 'utf8'));
  process.kill(pid, 'SIGSTOP');
  return () => process.kill(pid, 'SIGCONT');
}

async function uuidOf(server: MysqlServer): Promise<string | undefined> {
  return (await ask<{ uuid: string }>(server, 'SELECT @@server_uuid AS uuid'))[0]?.uuid;
}

/** Runs statements on one connection of a server's own administrator; gives the rows of the first. */
async function ask<Row>(
  { adminUrl }: MysqlServer,
  sql: string,
  more: readonly string[] = [],
  timeout?: number,
): Promise<Row[]> {
  const connection = await createConnection({
    uri: adminUrl,
    ...(timeout !== undefined && { connectTimeout: timeout }),
  });
  try {
    const [rows] = await connection.query<RowDataPacket[]>({
      sql,
      ...(timeout !== undefined && { timeout }),
    });
    for (const one of more) await connection.query(one);
    // The rows have the shape that the statement selects; the caller names it.
    return (Array.isArray(rows) ? rows : []) as Row[];
  } finally {
    connection.destroy();
  }
}
