import { setTimeout as pause } from 'node:timers/promises';
import { createSchemas } from '../../dev/schemas/schemas.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { transacao } from '../../platform/database/migrations/commit-marker-table.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import type { GroupCluster } from './group-cluster.ts';
import type { RaceReport } from './races.ts';

const PREFIX = 'faults_group_';
const WRITERS = 6;
const BETWEEN_MS = 3_000;
/** A writer pauses so long after a write that failed, as a client would. */
const FAILED_MS = 100;
/** The others wait for a member that is gone, and then choose. */
const ELECTED_MS = 120_000;

/**
 * Writes to a group with one writer while that is another member every few seconds, by plan and at the end by a kill:
 * what was acknowledged must be there, nothing twice, and what was refused must not be there.
 */
export async function switchPrimaries(group: GroupCluster, seconds: number): Promise<RaceReport> {
  await group.untilWhole();
  const primary = await group.primary();
  const schema = [{ name: 'trocar', databaseName: 'trocar' }];
  const url = (await createSchemas(primary.adminUrl, schema, PREFIX)).get('trocar') ?? '';
  await migrate(url, transacao.migrations);
  const hosts = group.nodes.map((member) => {
    const there = new URL(url);
    there.host = new URL(member.adminUrl).host;
    return there.href;
  });
  await using database = openDatabase({ url: hosts.join(','), poolSize: WRITERS, leavesTraces: true });
  await database.write(
    'CREATE TABLE linha (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, chave INT NOT NULL) ENGINE = InnoDB',
    [],
  );
  let next = 0;
  let switches = 0;
  const acknowledged = new Set<number>();
  const unknown = new Set<number>();
  const stopping = new AbortController();
  const writer = async () => {
    while (!stopping.signal.aborted) {
      next += 1;
      const chave = next;
      try {
        await database.transaction((transaction) =>
          transaction.write('INSERT INTO linha (chave) VALUES (?)', [chave]),
        );
        acknowledged.add(chave);
      } catch (error) {
        // Whatever else fails has certainly not been written, and is looked for all the same.
        if (isUnknown(error)) unknown.add(chave);
        await pause(FAILED_MS);
      }
    }
  };
  const writing = Promise.all(Array.from({ length: WRITERS }, writer));
  for (const until = Date.now() + seconds * 1_000; Date.now() < until; switches += 1) {
    await pause(BETWEEN_MS);
    const member = group.nodes[(switches + 1) % group.nodes.length];
    if (member) await group.makePrimary(member);
  }
  await pause(BETWEEN_MS);
  const last = await group.primary();
  await last.server.kill?.();
  // What was under way may yet be acknowledged; what begins now needs another primary.
  const begunBefore = next;
  const countAfterKill = () => [...acknowledged].filter((chave) => chave > begunBefore).length;
  for (const until = Date.now() + ELECTED_MS; countAfterKill() === 0 && Date.now() < until; )
    await pause(FAILED_MS);
  await pause(BETWEEN_MS);
  const afterKill = countAfterKill();
  stopping.abort();
  await writing;
  if (afterKill === 0) {
    return {
      rounds: { switches, kills: 1 },
      violations: ['nothing could be written after the primary was killed'],
    };
  }
  const rows = await database.read<{ chave: number }>('SELECT chave FROM linha', []);
  const found = rows.map(({ chave }) => chave);
  const there = new Set(found);
  const lost = [...acknowledged].filter((chave) => !there.has(chave));
  const refused = found.filter((chave) => !acknowledged.has(chave) && !unknown.has(chave));
  const violations = [
    ...(lost.length > 0 ? [`${lost.length} acknowledged writes are lost, such as ${lost[0]}`] : []),
    ...(found.length > there.size ? [`${found.length - there.size} writes are there twice`] : []),
    ...(refused.length > 0 ? [`${refused.length} refused writes are there, such as ${refused[0]}`] : []),
  ];
  return {
    rounds: {
      acknowledged: acknowledged.size,
      failed: next - acknowledged.size - unknown.size,
      unknown: unknown.size,
      switches,
      kills: 1,
      'acknowledged after the kill': afterKill,
    },
    violations,
  };
}

function isUnknown(error: unknown): boolean {
  return error instanceof Error && 'extensions' in error && codeOf(error.extensions) === 'OUTCOME_UNKNOWN';
}

function codeOf(extensions: unknown): unknown {
  return typeof extensions === 'object' && extensions !== null && 'code' in extensions
    ? extensions.code
    : null;
}
