import type { Statements } from '../statements/statements.ts';

const DAY_MS = 86_400_000;
/** The partition of everything after the last day that has one. */
const REST = 'futuro';
/** What servers say when another process has made or dropped a partition first. */
const DONE_BEFORE: ReadonlySet<unknown> = new Set([
  1507, // there is no such partition to drop
  1517, // there is one of that name
  1493, // there are days after it already
]);

/**
 * Makes a partition for each of these days that has none, in a table with `PARTITION BY RANGE COLUMNS` on a DATETIME and a
 * last partition `futuro` of all that is later. Days before the last one that has a partition get none.
 *
 * @param days where they begin, UTC, in order
 */
export async function ensureDailyPartitions(
  statements: Statements,
  table: string,
  days: readonly Date[],
): Promise<void> {
  const present = await partitionsOf(statements, table);
  const last = present.at(-1)?.until ?? '';
  const missing = days.filter((day) => dateOf(next(day)) > last);
  if (missing.length === 0) return;
  const made = missing.map((day) => `PARTITION ${nameOf(day)} VALUES LESS THAN ('${dateOf(next(day))}')`);
  await unlessDone(
    statements.write(
      `ALTER TABLE ${table} REORGANIZE PARTITION ${REST} INTO (${made.join(', ')}, PARTITION ${REST} VALUES LESS THAN (MAXVALUE))`,
      [],
    ),
  );
}

/** Drops the partitions of days that end by an instant, with all their rows. */
export async function dropPartitionsBefore(
  statements: Statements,
  table: string,
  instant: Date,
): Promise<void> {
  const old = (await partitionsOf(statements, table)).filter(({ until }) => until <= dateOf(instant));
  if (old.length === 0) return;
  await unlessDone(
    statements.write(`ALTER TABLE ${table} DROP PARTITION ${old.map(({ name }) => name).join(', ')}`, []),
  );
}

/** The partitions of days, in order, each with the day before which its rows are: `2026-11-27`. */
async function partitionsOf(
  statements: Statements,
  table: string,
): Promise<{ name: string; until: string }[]> {
  const rows = await statements.read<{ name: string; until: string }>(
    `SELECT partition_name AS name, partition_description AS until FROM information_schema.partitions
      WHERE table_schema = DATABASE() AND table_name = ? AND partition_name <> ? ORDER BY partition_ordinal_position`,
    [table, REST],
  );
  return rows.map(({ name, until }) => ({ name, until: until.replaceAll("'", '').slice(0, 10) }));
}

async function unlessDone(written: Promise<unknown>): Promise<void> {
  try {
    await written;
  } catch (error) {
    const number = error instanceof Error && 'errno' in error ? error.errno : null;
    if (!DONE_BEFORE.has(number)) throw error;
  }
}

function nameOf(day: Date): string {
  return `d${dateOf(day).replaceAll('-', '')}`;
}

function next(day: Date): Date {
  return new Date(day.getTime() + DAY_MS);
}

function dateOf(day: Date): string {
  return day.toISOString().slice(0, 10);
}
