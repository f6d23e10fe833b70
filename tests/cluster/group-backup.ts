import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { createBackup } from '../../backup/create/create-backup.ts';
import { createSchemas } from '../../dev/schemas/schemas.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { insertProdutos } from '../../subgraphs/catalogo/fixtures.ts';
import { subgraph as catalogo } from '../../subgraphs/catalogo/subgraph.ts';
import type { GroupCluster } from './group-cluster.ts';
import type { RaceReport } from './races.ts';

const PREFIX = 'faults_backup_';
const ROUNDS = 4;
const AT_ONCE = 20;
/** For how long a member applies nothing of what the others have committed. */
const HELD_MS = 500;

/**
 * Makes backups of a member that takes no writes, each right after something was written at the one that does and before that member has
 * applied it: each must have what was acknowledged before. One that has left the group must give none.
 */
export async function backupSecondary(group: GroupCluster): Promise<RaceReport> {
  const primary = await group.primary();
  const secondary = group.nodes.find((member) => member !== primary);
  if (!secondary) throw new Error('a group has several members');
  const url = (await createSchemas(primary.adminUrl, [catalogo], PREFIX)).get('catalogo') ?? '';
  await migrate(url, catalogo.migrations);
  const there = new URL(url);
  there.host = new URL(secondary.adminUrl).host;
  const { username } = there;
  const violations: string[] = [];
  const backup = async () => {
    const parent = await mkdtemp(join(tmpdir(), 'group-backup-'));
    try {
      const { domains } = await createBackup({
        folder: join(parent, 'backup'),
        domains: [{ definition: catalogo, url: there.href }],
        world: { ca: null, reader: null, ledgerUrl: null },
        recipients: [],
        progress: { during: () => {}, done: () => {} },
      });
      return domains.catalogo?.tables.catalogo?.rows ?? 0;
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  };
  const refused = await backup().catch(String);
  if (!String(refused).includes('REPLICATION CLIENT'))
    violations.push(`a user who may not ask was not refused, but: ${refused}`);
  // By itself a member neither waits for others when it reads nor when it commits.
  const before = await setConsistency(group, 'EVENTUAL');
  try {
    await run(primary.adminUrl, `GRANT REPLICATION CLIENT ON *.* TO '${username}'@'%'`);
    await using database = openDatabase({ url, poolSize: AT_ONCE });
    const holding = await createConnection(secondary.adminUrl);
    let acknowledged = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      // What comes from the others waits meanwhile.
      await holding.query(`LOCK TABLES ${there.pathname.slice(1)}.catalogo READ`);
      const ids = Array.from({ length: AT_ONCE }, (_, index) => String(1 + round * AT_ONCE + index));
      await Promise.all(ids.map((id) => insertProdutos(database, [{ id, nome: `Produto ${id}` }])));
      acknowledged += ids.length;
      const making = backup();
      await Promise.race([making, pause(HELD_MS)]);
      await holding.query('UNLOCK TABLES');
      const rows = await making;
      if (rows < acknowledged)
        violations.push(`a backup has ${rows} of ${acknowledged} rows that had been acknowledged`);
    }
    await holding.end();
    await run(secondary.adminUrl, 'STOP GROUP_REPLICATION');
    const old = await backup().catch(String);
    if (!String(old).includes('is out of it'))
      violations.push(`a member that had left was not refused, but: ${old}`);
    await run(secondary.adminUrl, 'START GROUP_REPLICATION');
    await group.untilWhole();
    return { rounds: { backups: ROUNDS, rows: acknowledged }, violations };
  } finally {
    await setConsistency(group, before);
  }
}

/** Gives what it was before. */
async function setConsistency({ nodes }: GroupCluster, consistency: string): Promise<string> {
  let before = consistency;
  for (const { adminUrl } of nodes) {
    const [row] = await run(adminUrl, 'SELECT @@GLOBAL.group_replication_consistency AS consistency');
    before = String(row?.consistency);
    await run(adminUrl, `SET GLOBAL group_replication_consistency = '${consistency}'`);
  }
  return before;
}

async function run(adminUrl: string, statement: string): Promise<RowDataPacket[]> {
  const connection = await createConnection(adminUrl);
  try {
    const [rows] = await connection.query<RowDataPacket[]>(statement);
    return rows;
  } finally {
    await connection.end();
  }
}
