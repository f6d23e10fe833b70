import { createHmac } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import type { SubgraphDefinition } from '../platform/subgraph/definition.ts';

/**
 * Creates each subgraph's MySQL schema and a MySQL user that can reach that schema and nothing else.
 * Safe to repeat, and by several at once.
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
    return urls;
  } finally {
    await connection.end();
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
