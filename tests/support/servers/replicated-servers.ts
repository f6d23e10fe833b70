import { createConnection } from 'mysql2/promise';
import type { MysqlServer } from '../../../dev/mysql/mysql-server.ts';
import { provideMysql } from '../../../dev/mysql/provide-mysql.ts';
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
  const resources = opened.move();
  return {
    primary,
    replica,
    hold: async () => void (await ask(replica, 'STOP SLAVE SQL_THREAD')),
    goOn: async () => void (await ask(replica, 'START SLAVE SQL_THREAD')),
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
