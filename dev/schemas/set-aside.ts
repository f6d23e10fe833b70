import { connectTo } from '../../backup/domains/connect-to.ts';
import type { SchemaConnection } from '../../backup/domains/connection.ts';
import { identifier } from '../../backup/domains/sql-literals.ts';
import type { Progress } from '../../backup/progress.ts';
import { tablesOf } from '../../backup/restore/load-schema.ts';
import { expectUnused, tellOfOtherNodes } from '../../backup/restore/restored-schema.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';

/** A domain, and its schema. */
export interface SchemaToEmpty {
  name: string;
  databaseName: string;
  /** As of `SubgraphDefinition`. */
  ids?: Readonly<Record<string, string>>;
}

/** Where the tables of a schema are now, and the ids that they have given, for `restore --highest`: such as `Cliente=1001`. */
export interface SetAside {
  beside: string;
  highest: string[];
}

/**
 * Moves the tables of a schema into a new one beside it, at once, so that it is empty for a restore and nothing is lost.
 * Throws StartError while anybody is connected to it, and when it has no tables.
 *
 * @param adminUrl of the server, as a user who may make schemas
 */
export async function setAside(
  adminUrl: string,
  { name, databaseName, ids = {} }: SchemaToEmpty,
  progress: Progress,
  now = new Date(),
): Promise<SetAside> {
  const url = new URL(`/${databaseName}`, adminUrl).href;
  await using connection = await connectTo({ url, ca: null });
  await tellOfOtherNodes(connection, name, progress);
  await expectUnused(connection, name, progress);
  const tables = await tablesOf(connection);
  if (tables.length === 0)
    throw new StartError(
      `${name}: the schema ${databaseName} is empty already: \`backup restore\` may fill it.`,
    );
  const highest = await highestIds(connection, ids);
  const beside = `${databaseName}_ate_${now.toISOString().slice(0, 19).replace(/\D/g, '')}`;
  await connection.run(`CREATE DATABASE ${identifier(beside)}`);
  const moves = tables.map(
    (table) => `${identifier(table.name)} TO ${identifier(beside)}.${identifier(table.name)}`,
  );
  await connection.run(`RENAME TABLE ${moves.join(', ')}`);
  return { beside, highest };
}

/** By what the next row would be given: the last ones may be gone. */
async function highestIds(
  connection: SchemaConnection,
  ids: Readonly<Record<string, string>>,
): Promise<string[]> {
  const found: string[] = [];
  for (const [kind, table] of Object.entries(ids)) {
    const [made] = await connection.rows<Record<string, string>>(`SHOW CREATE TABLE ${identifier(table)}`);
    const [, next] = /^\).* AUTO_INCREMENT=(\d+)/m.exec(made?.['Create Table'] ?? '') ?? [];
    if (next !== undefined) found.push(`${kind}=${BigInt(next) - 1n}`);
  }
  return found;
}
