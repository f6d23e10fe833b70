import type { UsageEntry } from './usage-counter.ts';

/** One line of a usage file, as docs/usage-file.md describes it. */
export interface UsageLine {
  v: 1;
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  hash: string;
  name: string | null;
  client: string | null;
  clientVersion: string | null;
  document: string;
  fields: readonly string[];
  enumValues: readonly string[];
  inputFields: readonly string[];
  count: number;
  /** ISO 8601, UTC. */
  lastSeen: string;
}

const DAY_MS = 86_400_000;

export function usageLine({ use, client, day, count, lastSeen, ...given }: UsageEntry): UsageLine {
  return {
    v: 1,
    day: new Date(day * DAY_MS).toISOString().slice(0, 10),
    hash: use.hash,
    name: use.name,
    client: client.name,
    clientVersion: client.version,
    document: use.document,
    fields: use.fields,
    enumValues: union(use.enumValues, given.enumValues),
    inputFields: union(use.inputFields, given.inputFields),
    count,
    lastSeen: new Date(lastSeen).toISOString(),
  };
}

/** Lines with the counts of the same operation, client and day put together, in the order in which they first came. */
export class SummedLines {
  readonly #lines = new Map<string, UsageLine>();

  /** @throws when the text is no line of usage of this version */
  add(text: string): void {
    const line: unknown = JSON.parse(text);
    if (!isUsageLine(line)) throw new Error('a line that is not usage of version 1');
    const key = JSON.stringify([line.day, line.hash, line.client, line.clientVersion]);
    const earlier = this.#lines.get(key);
    this.#lines.set(key, earlier ? sum(earlier, line) : line);
  }

  *texts(): Generator<string> {
    for (const line of this.#lines.values()) yield `${JSON.stringify(line)}\n`;
  }
}

function sum(a: UsageLine, b: UsageLine): UsageLine {
  return {
    ...a,
    enumValues: union(a.enumValues, b.enumValues),
    inputFields: union(a.inputFields, b.inputFields),
    count: a.count + b.count,
    lastSeen: later(a.lastSeen, b.lastSeen),
  };
}

/** What a router itself has written; a line of anything else leaves the file as it is. */
function isUsageLine(value: unknown): value is UsageLine {
  if (typeof value !== 'object' || value === null) return false;
  const line = value as Record<keyof UsageLine, unknown>; // Each property that is added up is checked below.
  return (
    line.v === 1 &&
    [line.day, line.hash, line.lastSeen].every((one) => typeof one === 'string') &&
    [line.enumValues, line.inputFields].every((one) => Array.isArray(one)) &&
    Number.isSafeInteger(line.count)
  );
}

/** Instants in ISO 8601 and UTC are in the order of their texts. */
function later(a: string, b: string): string {
  return b > a ? b : a;
}

function union(a: Iterable<string>, b: Iterable<string>): string[] {
  return [...new Set([...a, ...b])].sort();
}
