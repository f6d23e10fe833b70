import { createConnection } from 'mysql2/promise';
import type { MysqlServer } from '../../../dev/mysql/mysql-server.ts';
import { startPrivateServer } from '../../../dev/mysql/private/private-server.ts';
import { presentMysql, provideMysql } from '../../../dev/mysql/provide-mysql.ts';
import { Resources } from '../../../platform/process/ending/resources.ts';

/** A primary and a replica, which follows it by the numbers of its transactions (GTID). */
export interface ReplicatedServers extends AsyncDisposable {
  readonly primary: MysqlServer;
  readonly replica: MysqlServer;
  /** Has the replica stay as it is, until it is to go on. */
  hold(): Promise<void>;
  goOn(): Promise<void>;
  /** The same schema on the replica. */
  onReplica(databaseUrl: string): string;
}

/** Starts two private servers, or gives null where the machine has none that is MariaDB. */
export async function startReplicated(): Promise<ReplicatedServers | null> {
  await using opened = new Resources();
  const start = async (settings: readonly string[]) =>
    opened.use(
      await provideMysql({ url: null, dataDirectory: null, durable: false, settings, progress: () => {} }),
    );
  const primary = await start(['--log-bin=changes', '--binlog-format=ROW', '--server-id=1']);
  const [version] = await ask<{ version: string }>(primary, 'SELECT VERSION() AS version');
  if (!version?.version.includes('MariaDB')) return null;
  const replica = await start(['--server-id=2', '--read-only=ON']);
  // From here on: each has an administrator of its own.
  const [position] = await ask<{ position: string }>(primary, 'SELECT @@gtid_binlog_pos AS position');
  const { hostname, port, username, password } = new URL(primary.adminUrl);
  await ask(replica, `SET GLOBAL gtid_slave_pos = '${position?.position}'`);
  await ask(
    replica,
    `CHANGE MASTER TO MASTER_HOST = '${hostname}', MASTER_PORT = ${port}, MASTER_USER = '${username}',
       MASTER_PASSWORD = '${password}', MASTER_CONNECT_RETRY = 1, MASTER_USE_GTID = slave_pos`,
  );
  await ask(replica, 'START SLAVE');
  return replicated(opened.move(), primary, replica, 'SLAVE');
}

/** The same with MySQL, without fetching it; null where there is none. */
export async function startReplicatedMysql(): Promise<ReplicatedServers | null> {
  const installation = await presentMysql();
  if (!installation) return null;
  await using opened = new Resources();
  const start = async (settings: readonly string[]) =>
    opened.use(
      await startPrivateServer(installation, {
        dataDirectory: null,
        durable: false,
        settings: ['--log-bin=changes', '--gtid-mode=ON', '--enforce-gtid-consistency=ON', ...settings],
        progress: () => {},
      }),
    );
  const primary = await start(['--server-id=1']);
  const replica = await start(['--server-id=2']);
  // From here on: each has an administrator of its own.
  const [done] = await ask<{ gtids: string }>(primary, 'SELECT @@gtid_executed AS gtids');
  const { hostname, port, username, password } = new URL(primary.adminUrl);
  await ask(replica, 'RESET BINARY LOGS AND GTIDS');
  await ask(replica, `SET GLOBAL gtid_purged = '${done?.gtids}'`);
  await ask(
    replica,
    `CHANGE REPLICATION SOURCE TO SOURCE_HOST = '${hostname}', SOURCE_PORT = ${port}, SOURCE_USER = '${username}',
       SOURCE_PASSWORD = '${password}', SOURCE_CONNECT_RETRY = 1, SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1`,
  );
  await ask(replica, 'START REPLICA');
  await ask(replica, 'SET GLOBAL super_read_only = ON');
  return replicated(opened.move(), primary, replica, 'REPLICA');
}

function replicated(
  resources: Resources,
  primary: MysqlServer,
  replica: MysqlServer,
  word: 'SLAVE' | 'REPLICA',
): ReplicatedServers {
  return {
    primary,
    replica,
    hold: async () => void (await ask(replica, `STOP ${word} SQL_THREAD`)),
    goOn: async () => void (await ask(replica, `START ${word} SQL_THREAD`)),
    onReplica(databaseUrl) {
      const url = new URL(databaseUrl);
      url.port = new URL(replica.adminUrl).port;
      return url.href;
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

async function ask<Row>(server: MysqlServer, sql: string): Promise<Row[]> {
  const connection = await createConnection(server.adminUrl);
  try {
    const [rows] = await connection.query(sql);
    // The rows have the shape that the statement selects; the caller names it.
    return rows as Row[];
  } finally {
    await connection.end();
  }
}
