import { StartError } from '../../platform/process/ending/start-error.ts';
import type { SchemaConnection } from '../domains/connection.ts';

/** How a server follows others, as it says itself; `nobody` also where several servers share one storage. */
export type Following =
  | { kind: 'nobody' }
  | { kind: 'behind'; seconds: number }
  | { kind: 'stopped'; why: string }
  | { kind: 'not told' };

/** A replica that keeps up is behind by less, and one that does not has the backup of another hour. */
const MAX_BEHIND_SECONDS = 60;
/** What servers say to a user without the right to ask. */
const NOT_ALLOWED = 1227;
/** What a member of a group says that has waited for the others' transactions for as long as it may. */
const NOT_APPLIED = 3797;
/** The group that a server of MySQL is to be a member of; none, or an empty name, of one that is to be in none. */
const GROUP = "SHOW GLOBAL VARIABLES LIKE 'group_replication_group_name'";
/** Answered by a member that works with the greater part of its group, to any user; the table of members asks for a right. */
const AS_MEMBER = 'SELECT group_replication_get_communication_protocol()';
/** What any other one says to that. */
const NO_MEMBER = 1123;

/** Asks a server whom it follows, and how far it is behind the one that is furthest away. */
export async function followingOf(connection: SchemaConnection): Promise<Following> {
  const statement =
    connection.server.flavour === 'MariaDB' ? 'SHOW ALL SLAVES STATUS' : 'SHOW REPLICA STATUS';
  try {
    const ways = await connection.rows<Record<string, string | null>>(statement);
    return ways.map(wayOf).reduce(worse, { kind: 'nobody' });
  } catch (error) {
    if (error instanceof Error && 'errno' in error && error.errno === NOT_ALLOWED)
      return { kind: 'not told' };
    throw error;
  }
}

/** One row of the answer; MariaDB and MySQL name its columns otherwise. */
function wayOf(row: Record<string, string | null>): Following {
  const isReading = (row.Slave_IO_Running ?? row.Replica_IO_Running) === 'Yes';
  const isApplying = (row.Slave_SQL_Running ?? row.Replica_SQL_Running) === 'Yes';
  const seconds = row.Seconds_Behind_Master ?? row.Seconds_Behind_Source ?? null;
  if (isReading && isApplying && seconds !== null) return { kind: 'behind', seconds: Number(seconds) };
  const said = isReading ? row.Last_SQL_Error : row.Last_IO_Error;
  return { kind: 'stopped', why: said ? `: ${said}` : '' };
}

function worse(one: Following, other: Following): Following {
  if (one.kind === 'stopped' || other.kind === 'nobody') return one;
  if (one.kind === 'behind' && other.kind === 'behind') return one.seconds > other.seconds ? one : other;
  return other;
}

/** What is wrong with the backup of a server that follows others so; null for nothing. */
export function whyStale(following: Following): string | null {
  if (following.kind === 'stopped') return `does not follow it any more${following.why}`;
  if (following.kind === 'behind' && following.seconds > MAX_BEHIND_SECONDS)
    return `is ${following.seconds} s behind it`;
  return null;
}

/**
 * How many seconds at most what such a server has is behind the one that takes writes. Throws StartError where that is more than a
 * minute, and where the server does not say.
 */
export async function secondsBehind(connection: SchemaConnection): Promise<number> {
  const following = await followingOf(connection);
  const { schema, server } = connection;
  if (following.kind === 'not told') {
    const right = server.flavour === 'MariaDB' ? 'SLAVE MONITOR' : 'REPLICATION CLIENT';
    throw new StartError(
      `The server of ${schema} takes no writes, so it may follow another one and be behind it by days, and the user may not ask how far. Name the server that takes writes, or give the user the right: GRANT ${right} ON *.* TO ...`,
    );
  }
  const why = whyStale(following);
  if (why !== null)
    throw new StartError(
      `The server of ${schema} takes no writes: it follows another one, and ${why}. What it has is old: name the server that takes writes, or mend this one and wait until it has caught up.`,
    );
  await waitForGroup(connection);
  // By whole seconds, of which the last one has begun.
  return following.kind === 'behind' ? following.seconds + 1 : 0;
}

/**
 * Waits until a member of a group of MySQL has applied what the others have committed before: it follows nobody by its own words. Throws
 * StartError where that takes more than a minute, and for one that is out of its group: it waits for nobody.
 */
async function waitForGroup(connection: SchemaConnection): Promise<void> {
  if (connection.server.flavour !== 'MySQL') return;
  const [group] = await connection.rows<{ Value: string }>(GROUP);
  if (!group?.Value) return;
  await expectMember(connection);
  await connection.run(
    `SET @patience = @@SESSION.wait_timeout, SESSION wait_timeout = ${MAX_BEHIND_SECONDS}, SESSION group_replication_consistency = 'BEFORE'`,
  );
  try {
    await connection.run('SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()');
  } catch (error) {
    if (!(error instanceof Error && 'errno' in error && error.errno === NOT_APPLIED)) throw error;
    throw new StartError(
      `The server of ${connection.schema} takes no writes: it is a member of a group, and has not applied in ${MAX_BEHIND_SECONDS} s what the others have committed. Name the server that takes writes, or wait until this one has caught up.`,
      { cause: error },
    );
  }
  await connection.run(
    'SET SESSION wait_timeout = @patience, SESSION group_replication_consistency = @@GLOBAL.group_replication_consistency',
  );
}

async function expectMember(connection: SchemaConnection): Promise<void> {
  try {
    await connection.run(AS_MEMBER);
  } catch (error) {
    if (!(error instanceof Error && 'errno' in error && error.errno === NO_MEMBER)) throw error;
    throw new StartError(
      `The server of ${connection.schema} takes no writes: it is to be a member of a group (group_replication_group_name), and is out of it, or does not reach the greater part of it. What it has may be old: name the server that takes writes, or have this one join again.`,
      { cause: error },
    );
  }
}
