import type { UsageLine } from './usage-line.ts';

/** What the lines of one operation, client, version and day come to. */
interface Sum {
  line: UsageLine;
  fields: Set<string>;
  enumValues: Set<string>;
  inputFields: Set<string>;
  /** Whether all of them told what variables gave. */
  recorded: boolean;
  count: number;
  /** Milliseconds since 1970-01-01, UTC. */
  lastSeen: number;
}

/** Sums lines of the same operation, client, version and day. */
export class UsageSum {
  readonly #sums = new Map<string, Sum>();

  add(line: UsageLine): void {
    const key = JSON.stringify([line.day, line.hash, line.client, line.clientVersion]);
    const sum = this.#sums.get(key) ?? emptySum(line);
    this.#sums.set(key, sum);
    for (const one of line.fields) sum.fields.add(one);
    for (const one of line.enumValues) sum.enumValues.add(one);
    for (const one of line.inputFields) sum.inputFields.add(one);
    if (line.recorded === false) sum.recorded = false;
    // More is no longer a whole number, which a line of usage has.
    sum.count = Math.min(sum.count + line.count, Number.MAX_SAFE_INTEGER);
    sum.lastSeen = Math.max(sum.lastSeen, Date.parse(line.lastSeen));
  }

  /** The summed lines in the order in which each first came. */
  *lines(): Generator<UsageLine> {
    for (const sum of this.#sums.values()) yield toLine(sum);
  }

  /** The summed lines by day, operation, client and version: the same whatever order they came in. */
  sortedLines(): UsageLine[] {
    return [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => toLine(sum));
  }
}

function emptySum(line: UsageLine): Sum {
  return {
    line,
    fields: new Set(),
    enumValues: new Set(),
    inputFields: new Set(),
    recorded: true,
    count: 0,
    lastSeen: 0,
  };
}

/** A line with its keys in the order of docs/usage-file.md. */
function toLine({ line, recorded, count, lastSeen, ...coordinates }: Sum): UsageLine {
  const { v, day, hash, name, client, clientVersion, document } = line;
  return {
    v,
    day,
    hash,
    name,
    client,
    clientVersion,
    document,
    ...(recorded ? {} : { recorded }),
    fields: [...coordinates.fields].sort(),
    enumValues: [...coordinates.enumValues].sort(),
    inputFields: [...coordinates.inputFields].sort(),
    count,
    lastSeen: new Date(lastSeen).toISOString(),
  };
}
