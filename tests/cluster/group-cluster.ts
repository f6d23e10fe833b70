import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { freePorts } from '../../dev/mysql/free-port.ts';
import type { MysqlServer } from '../../dev/mysql/mysql-server.ts';
import { provideRealMysql } from '../../dev/mysql/provide-mysql.ts';
import { Resources } from '../../platform/process/resources.ts';
import { StartError } from '../../platform/process/start-error.ts';

/** One member of a group. */
export interface GroupMember {
  readonly name: string;
  readonly adminUrl: string;
  readonly server: MysqlServer;
}

/** Several servers of MySQL that replicate as a group, of which one takes writes, or all do. */
export interface GroupCluster extends AsyncDisposable {
  readonly nodes: readonly GroupMember[];
  /** The member that takes writes, in a group with one that does. */
  primary(): Promise<GroupMember>;
  /** A planned switch of the one that takes writes. */
  makePrimary(member: GroupMember): Promise<void>;
  /** Adds a member that was killed and started again. */
  rejoin(member: GroupMember): Promise<void>;
}

const MEMBERS = 3;
const JOIN_TIMEOUT_MS = 90_000;
const POLL_MS = 200;

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
  for (const [index, port] of ports.entries()) {
    const server = opened.use(
      await provideRealMysql({
        url: null,
        dataDirectory: null,
        durable: false,
        settings: memberSettings(group, index + 1, port),
        progress: options.progress,
      }),
    );
    const member = { name: `member${index + 1}`, adminUrl: server.adminUrl, server };
    await join(member, index === 0);
    nodes.push(member);
  }
  const resources = opened.move();
  return {
    nodes,
    async primary() {
      const [row] = await ask<{ uuid: string }>(
        nodes[0],
        "SELECT MEMBER_ID AS uuid FROM performance_schema.replication_group_members WHERE MEMBER_ROLE = 'PRIMARY'",
      );
      for (const member of nodes) if ((await uuidOf(member)) === row?.uuid) return member;
      throw new StartError('the group has no primary');
    },
    async makePrimary(member) {
      await ask(nodes[0], `SELECT group_replication_set_as_primary('${await uuidOf(member)}')`);
    },
    rejoin: (member) => join(member, false),
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

function memberSettings(
  group: { name: string; seeds: readonly string[]; writers: 'one' | 'all' },
  id: number,
  port: number,
): string[] {
  const all = group.writers === 'all' ? 'ON' : 'OFF';
  return [
    `--server-id=${id}`,
    '--log-bin=changes',
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
    '--loose-group-replication-consistency=BEFORE_AND_AFTER',
    `--loose-group-replication-single-primary-mode=${all === 'ON' ? 'OFF' : 'ON'}`,
    `--loose-group-replication-enforce-update-everywhere-checks=${all}`,
  ];
}

const COPIER = 'copier';

/** Has a member join the group, or begin it. */
async function join(member: GroupMember, isFirst: boolean): Promise<void> {
  const isNew = !(await ask(member, `SELECT 1 FROM mysql.user WHERE User = '${COPIER}'`)).length;
  if (isNew) {
    await ask(member, 'SET sql_log_bin = 0', [
      `CREATE USER ${COPIER} IDENTIFIED BY '${COPIER}'`,
      `GRANT REPLICATION SLAVE, BACKUP_ADMIN, CONNECTION_ADMIN, GROUP_REPLICATION_STREAM ON *.* TO ${COPIER}`,
    ]);
    // What each has done alone, which made its own administrator, is no part of the group's history.
    await ask(member, 'RESET BINARY LOGS AND GTIDS');
    await ask(
      member,
      `CHANGE REPLICATION SOURCE TO SOURCE_USER = '${COPIER}', SOURCE_PASSWORD = '${COPIER}' FOR CHANNEL 'group_replication_recovery'`,
    );
  }
  if (isFirst) await ask(member, 'SET GLOBAL group_replication_bootstrap_group = ON');
  await ask(member, 'START GROUP_REPLICATION');
  if (isFirst) await ask(member, 'SET GLOBAL group_replication_bootstrap_group = OFF');
  const deadline = Date.now() + JOIN_TIMEOUT_MS;
  for (;;) {
    const [row] = await ask<{ state: string }>(
      member,
      'SELECT MEMBER_STATE AS state FROM performance_schema.replication_group_members WHERE MEMBER_ID = @@server_uuid',
    );
    if (row?.state === 'ONLINE') return;
    if (Date.now() > deadline) throw new StartError(`${member.name} did not join the group: ${row?.state}`);
    await pause(POLL_MS);
  }
}

async function uuidOf(member: GroupMember): Promise<string | undefined> {
  return (await ask<{ uuid: string }>(member, 'SELECT @@server_uuid AS uuid'))[0]?.uuid;
}

/** Runs statements on one connection; gives the rows of the first. */
async function ask<Row>(
  member: GroupMember | undefined,
  sql: string,
  more: readonly string[] = [],
): Promise<Row[]> {
  const connection = await createConnection(member?.adminUrl ?? '');
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    for (const one of more) await connection.query(one);
    // The rows have the shape that the statement selects; the caller names it.
    return (Array.isArray(rows) ? rows : []) as Row[];
  } finally {
    await connection.end();
  }
}
