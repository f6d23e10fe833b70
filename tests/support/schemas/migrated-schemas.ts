import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { migrate } from '../../../platform/database/migrations/migrations.ts';
import type { SubgraphDefinition } from '../../../platform/subgraph/definition.ts';
import { testPrefix } from './test-prefix.ts';

/** What brings empty schemas to where the migrations of each subgraph bring them, by server and subgraph. */
const scripts = new Map<string, Promise<string>>();

/**
 * Creates schemas as `createSchemas` does, with all tables in them. The migrations run once for all tests of a process:
 * what they leave is copied, in a tenth of the statements.
 *
 * @returns each subgraph's own database URL, by its name
 */
export async function createMigratedSchemas(
  adminUrl: string,
  subgraphs: readonly SubgraphDefinition[],
  prefix: string,
): Promise<Map<string, string>> {
  const urls = await createSchemas(adminUrl, subgraphs, prefix);
  await Promise.all(
    subgraphs.map(async (subgraph) => {
      const key = `${adminUrl} ${subgraph.name}`;
      const script = scripts.get(key) ?? scriptOf(adminUrl, subgraph);
      scripts.set(key, script);
      const connection = await createConnection({
        uri: urls.get(subgraph.name) ?? '',
        multipleStatements: true,
      });
      try {
        await connection.query(await script);
      } finally {
        await connection.end();
      }
    }),
  );
  return urls;
}

async function scriptOf(adminUrl: string, subgraph: SubgraphDefinition): Promise<string> {
  const prefix = testPrefix();
  const urls = await createSchemas(adminUrl, [subgraph], prefix);
  try {
    const url = urls.get(subgraph.name) ?? '';
    await migrate(url, subgraph.migrations);
    const connection = await createConnection({ uri: url, dateStrings: true });
    try {
      return await statementsOf(connection);
    } finally {
      await connection.end();
    }
  } finally {
    await dropSchemas(adminUrl, [subgraph], prefix);
  }
}

/** Statements that make the tables of a schema, and their rows, in an empty one. */
async function statementsOf(connection: Connection): Promise<string> {
  const [tables] = await connection.query<RowDataPacket[]>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
  );
  // Tables refer to each other, in whatever order.
  const statements = ['SET FOREIGN_KEY_CHECKS = 0'];
  for (const { name } of tables) {
    const table = connection.escapeId(name);
    const [[created]] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE ${table}`);
    statements.push(created?.['Create Table']);
    const [rows] = await connection.query<RowDataPacket[]>(`SELECT * FROM ${table}`);
    for (const row of rows) statements.push(connection.format(`INSERT INTO ${table} SET ?`, [row]));
  }
  return statements.join(';\n');
}
