import { connectTo } from '../backup/connection.ts';
import { tablesOf } from '../backup/load-schema.ts';
import type { Progress } from '../backup/progress.ts';
import { expectUnused } from '../backup/restored-schema.ts';
import { identifier } from '../backup/sql-literals.ts';
import { StartError } from '../platform/process/start-error.ts';

/** A domain, and its schema. */
export interface SchemaToEmpty {
  name: string;
  databaseName: string;
}

/**
 * Moves the tables of a schema into a new one beside it, at once, so that it is empty for a restore and nothing is lost. Returns
 * how that one is called. Throws StartError while anybody is connected to it, and when it has no tables.
 *
 * @param adminUrl of the server, as a user who may make schemas
 */
export async function setAside(
  adminUrl: string,
  { name, databaseName }: SchemaToEmpty,
  progress: Progress,
  now = new Date(),
): Promise<string> {
  const url = new URL(`/${databaseName}`, adminUrl).href;
  await using connection = await connectTo({ url, ca: null }, true);
  await expectUnused(connection, name, progress);
  const tables = await tablesOf(connection);
  if (tables.length === 0)
    throw new StartError(
      `${name}: the schema ${databaseName} is empty already: \`backup restore\` may fill it.`,
    );
  const beside = `${databaseName}_ate_${now.toISOString().slice(0, 19).replace(/\D/g, '')}`;
  await connection.run(`CREATE DATABASE ${identifier(beside)}`);
  const moves = tables.map(
    (table) => `${identifier(table.name)} TO ${identifier(beside)}.${identifier(table.name)}`,
  );
  await connection.run(`RENAME TABLE ${moves.join(', ')}`);
  return beside;
}
