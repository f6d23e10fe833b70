import { randomUUID } from 'node:crypto';
import { RESTORE_TABLE } from '../../platform/database/migrations/restore-mark.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import type { SchemaConnection } from '../domains/connection.ts';
import type { DomainManifest } from '../files/manifest.ts';
import { type Progress, toldWhenSlow } from '../progress.ts';
import { type DomainBackup, emptySchema, loadSchema, tablesOf } from './load-schema.ts';

/** How far the restore of a schema has come, and of which backup; a row in the schema itself says so. */
type Mark = { kind: 'none' } | { kind: 'loading' } | { kind: 'loaded'; backup: string };

const LOADING = 'CARREGANDO';
const LOADED = 'CARREGADA';

/**
 * Throws StartError unless a backup can be restored into this schema: it is empty, or what an interrupted restore has left,
 * nobody else is connected to it, and server and release know what is in the backup. Changes nothing.
 */
export async function expectRestorable(
  connection: SchemaConnection,
  { name, migrations }: Pick<SubgraphDefinition, 'name' | 'migrations'>,
  backup: DomainManifest,
  progress: Progress,
): Promise<void> {
  if (connection.server.flavour !== backup.server.flavour)
    throw new StartError(
      `${name}: the backup is of ${backup.server.flavour} ${backup.server.version} and the server is ${connection.server.flavour}: statements that make tables of one do not all run on the other.`,
    );
  const later = backup.migrations.filter((migration) => !(migration in migrations));
  if (later.length > 0)
    throw new StartError(
      `${name}: the backup is of a later release (${later.join(', ')}): restore it with that one.`,
    );
  await tellOfOtherNodes(connection, name, progress);
  await expectUnused(connection, name, progress);
  const tables = await tablesOf(connection);
  if ((await readMark(connection, tables)).kind === 'none' && tables.length > 0)
    throw new StartError(
      `${name}: the schema ${connection.schema} has tables (${tables[0]?.name}, ...), and a restore changes nothing that is there. Give it an empty schema: move this one away, or drop it and create it again. Where an interrupted restore has said that it is ready it is done: name the others by --only.`,
    );
}

const TOLD = 10;
const GOING_MS = 3_000;
const POLL_MS = 100;

/**
 * Throws StartError while anybody else is connected to the schema; those that are just going are waited for. A node of Galera lists
 * its own connections only: see `tellOfOtherNodes`.
 */
export async function expectUnused(
  connection: SchemaConnection,
  name: string,
  progress: Progress,
): Promise<void> {
  const waiting = untilUnused(connection, name);
  await toldWhenSlow(progress, `${name}: waiting for connections to end that use its schema`, waiting);
}

/** Says of one of several nodes that it does not see who is connected to the others. */
export async function tellOfOtherNodes(
  connection: SchemaConnection,
  name: string,
  { done }: Progress,
): Promise<void> {
  const [nodes] = await connection.rows<{ Value: string }>("SHOW STATUS LIKE 'wsrep_cluster_size'");
  if (Number(nodes?.Value ?? 1) <= 1) return;
  done(
    `${name}: this server is one of ${nodes?.Value} nodes and sees only who is connected to it: be sure that no process of this domain runs`,
  );
}

async function untilUnused(connection: SchemaConnection, name: string): Promise<void> {
  for (const until = performance.now() + GOING_MS; ; ) {
    const others = await connection.rows<{ id: string; user: string; host: string }>(
      'SELECT id AS id, user AS user, host AS host FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()',
    );
    if (others.length === 0) return;
    if (performance.now() > until) {
      const who = others
        .slice(0, TOLD)
        .map(({ id, user, host }) => `${id}: ${user} from ${host.replace(/:\d+$/, '')}`);
      throw new StartError(
        `${name}: ${others.length} other connection(s) use the schema ${connection.schema} (${who.join(', ')}${others.length > TOLD ? ', ...' : ''}): stop every process of this domain first. One that a restore has left which was cut off from the server is ended by \`KILL\` and its number.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Marks an empty schema: from now on no process starts on it, until `endRestore`. One that is marked stays as it is. */
export async function beginRestore(connection: SchemaConnection): Promise<void> {
  if ((await readMark(connection, await tablesOf(connection))).kind !== 'none') return;
  await connection.run(
    `CREATE TABLE ${RESTORE_TABLE} (copia CHAR(36) NOT NULL, estado VARCHAR(10) NOT NULL) ENGINE = InnoDB`,
  );
  await markLoading(connection);
}

/**
 * Loads a backup into a marked schema, unless an interrupted restore of the same one has done so. What one has left halfway
 * is removed and loaded again.
 *
 * @param id of the backup
 */
export async function loadMarked(
  connection: SchemaConnection,
  backup: DomainBackup,
  id: string,
  progress: Progress,
): Promise<void> {
  const mark = await readMark(connection, await tablesOf(connection));
  if (mark.kind === 'loaded' && mark.backup === id) {
    progress.done(`${backup.name}: was loaded before`);
    return;
  }
  // First: a schema that is marked as loaded is one that nobody empties.
  const mine = await markLoading(connection);
  await emptySchema(connection, [RESTORE_TABLE]);
  await loadSchema(connection, backup, progress);
  await markLoaded(connection, mine, id);
  progress.done(`${backup.name}: loaded`);
}

/**
 * Leaves the schema to its processes. Throws StartError when another restore loads it meanwhile.
 *
 * @param id of the backup that was loaded
 */
export async function endRestore(connection: SchemaConnection, id: string): Promise<void> {
  const mark = await readMark(connection, await tablesOf(connection));
  if (mark.kind === 'loading' || (mark.kind === 'loaded' && mark.backup !== id))
    throw anotherRestore(connection);
  await connection.run(`DROP TABLE IF EXISTS ${RESTORE_TABLE}`);
}

function anotherRestore({ schema }: SchemaConnection): StartError {
  return new StartError(
    `Another restore of the schema ${schema} has begun meanwhile: let one of them end, and run the one that is meant again.`,
  );
}

async function readMark(connection: SchemaConnection, tables: readonly { name: string }[]): Promise<Mark> {
  if (!tables.some(({ name }) => name === RESTORE_TABLE)) return { kind: 'none' };
  const [row] = await connection.rows<{ copia: string; estado: string }>(
    `SELECT copia, estado FROM ${RESTORE_TABLE}`,
  );
  return row?.estado === LOADED ? { kind: 'loaded', backup: row.copia } : { kind: 'loading' };
}

/** Marks that this restore loads the schema from now on, and gives by what its mark is known. */
export async function markLoading(connection: SchemaConnection): Promise<string> {
  const mine = randomUUID();
  await writeMark(connection, mine, LOADING);
  return mine;
}

/**
 * Marks that a backup was loaded. Throws StartError when another restore has begun to load the schema since `markLoading`: on a cluster, or
 * as another user, neither sees the connection of the other one.
 *
 * @param mine as of `markLoading`
 * @param id of the backup
 */
export async function markLoaded(connection: SchemaConnection, mine: string, id: string): Promise<void> {
  await connection.run('START TRANSACTION');
  const [row] = await connection.rows<{ copia: string }>(`SELECT copia FROM ${RESTORE_TABLE} FOR UPDATE`);
  if (row?.copia !== mine) {
    await connection.run('ROLLBACK');
    throw anotherRestore(connection);
  }
  await connection.run(`UPDATE ${RESTORE_TABLE} SET copia = '${id}', estado = '${LOADED}'`);
  await connection.run('COMMIT');
}

async function writeMark(connection: SchemaConnection, id: string, state: string): Promise<void> {
  await connection.run('START TRANSACTION');
  await connection.run(`DELETE FROM ${RESTORE_TABLE}`);
  // An id is a UUID and a state one of two words.
  await connection.run(`INSERT INTO ${RESTORE_TABLE} (copia, estado) VALUES ('${id}', '${state}')`);
  await connection.run('COMMIT');
}
