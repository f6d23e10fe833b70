import type { UsageLine } from '../../usage-format/usage-line.ts';

interface Row {
  name: string;
  client: string;
  version: string;
  calls: number;
  lastSeen: string;
}

const HEADINGS = ['operation', 'client', 'version', 'calls', 'share', 'last seen'];
const NUMBERS: ReadonlySet<number> = new Set([3, 4]);

/** The operations and clients with the most calls, as a table for people, and what is not in it. */
export function usageTable(lines: readonly UsageLine[], top: number): string {
  const rows = rowsOf(lines);
  if (rows.length === 0) return 'no calls\n';
  const total = rows.reduce((sum, { calls }) => sum + calls, 0);
  const shown = rows.slice(0, top);
  const cells = [
    HEADINGS,
    ...shown.map(({ name, client, version, calls, lastSeen }) => [
      name,
      client,
      version,
      String(calls),
      `${((calls / total) * 100).toFixed(2)} %`,
      lastSeen.slice(0, 16).replace('T', ' '),
    ]),
  ];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const table = cells.map((row) =>
    row
      .map((cell, column) =>
        NUMBERS.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const days = new Set(lines.map(({ day }) => day)).size;
  const rest = rows.length > shown.length ? `, ${rows.length - shown.length} row(s) not shown` : '';
  return `${table.join('\n')}\n\n${total} call(s) on ${days} day(s)${rest}\n`;
}

function rowsOf(lines: readonly UsageLine[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { hash, document, name, client, clientVersion, count, lastSeen } of lines) {
    const key = JSON.stringify([hash, client, clientVersion, document]);
    const row = rows.get(key) ?? {
      name: printable(name ?? `(anonymous ${hash.slice(0, 8)})`),
      client: printable(client ?? '(none)'),
      version: printable(clientVersion ?? ''),
      calls: 0,
      lastSeen,
    };
    row.calls += count;
    if (lastSeen > row.lastSeen) row.lastSeen = lastSeen;
    rows.set(key, row);
  }
  return [...rows]
    .sort(([a, one], [b, other]) => other.calls - one.calls || (a < b ? -1 : 1))
    .map(([, row]) => row);
}

/** A file may come from anywhere; a terminal obeys control characters. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, '?');
}
