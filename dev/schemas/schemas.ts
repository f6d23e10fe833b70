import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';

const KNOWN_WITHIN_MS = 30_000;
const CONNECT_TIMEOUT_MS = 2_000;
const POLL_MS = 20;
const NOT_KNOWN: ReadonlySet<unknown> = new Set([
  'ER_ACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_BAD_DB_ERROR',
]);

/**
 * Creates each subgraph's MySQL schema and a MySQL user that can reach that schema and nothing else.
 * Safe to repeat, and by several at once. On a cluster of Galera each node that can be reached knows all of that at the end.
 *
 * @param prefix of schema and user names, so that tests have their own
 * @returns each subgraph's own database URL, by its name
 */
export async function createSchemas(
  adminUrl: string,
  subgraphs: readonly Pick<SubgraphDefinition, 'name' | 'databaseName'>[],
  prefix = '',
): Promise<Map<string, string>> {
  const connection = await createConnection({ uri: adminUrl, multipleStatements: false });
  try {
    const urls = new Map<string, string>();
    for (const { name, databaseName } of subgraphs) {
      const schema = `${prefix}${databaseName}`;
      const user = `${prefix}${name}`;
      const password = passwordOf(adminUrl, user);
      await connection.query(
        `CREATE DATABASE IF NOT EXISTS ${quoted(schema)} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
      );
      await connection.query('CREATE USER IF NOT EXISTS ?@? IDENTIFIED BY ?', [user, '%', password]);
      await connection.query('ALTER USER ?@? IDENTIFIED BY ?', [user, '%', password]);
      // In a GRANT, _ and % of the schema's name are wildcards unless escaped.
      await connection.query(`GRANT ALL PRIVILEGES ON ${quoted(schema.replace(/[_%]/g, '\\$&'))}.* TO ?@?`, [
        user,
        '%',
      ]);
      urls.set(name, databaseUrl(adminUrl, user, password, schema));
    }
    for (const node of await otherNodes(connection)) {
      for (const url of urls.values()) await untilKnown(url, node);
    }
    return urls;
  } finally {
    await connection.end();
  }
}

/** Addresses for clients, `host:port`, of all nodes where the server is one of several that take writes, as they call themselves. */
async function otherNodes(connection: Connection): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>("SHOW STATUS LIKE 'wsrep_incoming_addresses'");
  const nodes = String(rows[0]?.Value ?? '').split(',');
  return nodes.length > 1 ? nodes.filter((node) => /^[^:]+:\d+$/.test(node)) : [];
}

/** Waits until a node lets a user into its schema: it hears of both later than the node that made them. One that is away is passed over. */
async function untilKnown(url: string, node: string): Promise<void> {
  const there = new URL(url);
  there.host = node;
  const deadline = Date.now() + KNOWN_WITHIN_MS;
  for (; ; await pause(POLL_MS)) {
    try {
      const connection = await createConnection({ uri: there.href, connectTimeout: CONNECT_TIMEOUT_MS });
      connection.destroy();
      return;
    } catch (error) {
      const isUnknown = error instanceof Error && 'code' in error && NOT_KNOWN.has(error.code);
      if (!isUnknown) return;
      if (Date.now() > deadline)
        throw new StartError(
          `${node} does not know ${there.username} ${KNOWN_WITHIN_MS / 1_000} s after the others`,
        );
    }
  }
}

/** Removes what `createSchemas` made. */
export async function dropSchemas(
  adminUrl: string,
  subgraphs: readonly Pick<SubgraphDefinition, 'name' | 'databaseName'>[],
  prefix: string,
): Promise<void> {
  const connection = await createConnection({ uri: adminUrl });
  try {
    for (const { name, databaseName } of subgraphs) {
      await connection.query(`DROP DATABASE IF EXISTS ${quoted(`${prefix}${databaseName}`)}`);
      await connection.query('DROP USER IF EXISTS ?@?', [`${prefix}${name}`, '%']);
    }
  } finally {
    await connection.end();
  }
}

/** The same at every start, and unknown to whoever does not know the administrator's password. */
function passwordOf(adminUrl: string, user: string): string {
  return createHmac('sha256', decodeURIComponent(new URL(adminUrl).password))
    .update(`mysql user ${user}`)
    .digest('base64url');
}

function databaseUrl(adminUrl: string, user: string, password: string, schema: string): string {
  const url = new URL(adminUrl);
  url.username = user;
  url.password = password;
  url.pathname = schema;
  return url.href;
}

function quoted(identifier: string): string {
  return `\`${identifier.replaceAll('`', '``')}\``;
}
