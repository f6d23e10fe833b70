import type { UsageLine } from '../../usage-format/usage-line.ts';
import type { UsageEntry } from './usage-counter.ts';

const DAY_MS = 86_400_000;

/** The line that a counted entry is written as. */
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

function union(a: Iterable<string>, b: Iterable<string>): string[] {
  return [...new Set([...a, ...b])].sort();
}
