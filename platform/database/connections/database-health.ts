import type { PooledConnection } from './pooled-connection.ts';

/** What a schema's server can do now. */
export type DatabaseHealth = 'ready' | 'read only' | 'not in the primary component' | 'unavailable';

/** By SHOW, which every server knows and a node outside the primary component still answers. */
export const SHOW_ROLE =
  "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('read_only', 'super_read_only', 'innodb_read_only', 'wsrep_on')";
const SHOW_MEMBERSHIP = "SHOW GLOBAL STATUS WHERE Variable_name = 'wsrep_ready'";

/** What the server at the other end says about itself; fails when it says nothing. */
export async function askHealth(connection: PooledConnection): Promise<DatabaseHealth> {
  const role = new Map(await connection.rows(SHOW_ROLE));
  // A server that is in no cluster may say of itself that it is not part of one.
  const isClustered = role.get('wsrep_on') === 'ON';
  return healthOf(role, isClustered ? new Map(await connection.rows(SHOW_MEMBERSHIP)) : new Map());
}

/** What a server's own words come to: its variables, and the state of its cluster. */
export function healthOf(
  variables: ReadonlyMap<unknown, unknown>,
  cluster: ReadonlyMap<unknown, unknown>,
): DatabaseHealth {
  if (cluster.get('wsrep_ready') === 'OFF') return 'not in the primary component';
  const readOnly = ['read_only', 'super_read_only', 'innodb_read_only'].some(
    (name) => (variables.get(name) ?? 'OFF') !== 'OFF',
  );
  return readOnly ? 'read only' : 'ready';
}
