import type { UsageLine } from './usage-line.ts';

/** What the lines of one operation, client, version and day come to. */
interface Sum {
  line: UsageLine;
  name: string | null;
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
  /** Several where lines of others have one hash for different documents. */
  readonly #sums = new Map<string, Sum[]>();

  add(line: UsageLine): void {
    const key = JSON.stringify([line.day, line.hash, line.client, line.clientVersion]);
    const ofHash = this.#sums.get(key) ?? [];
    const known = ofHash.find((one) => one.line.document === line.document);
    const sum = known ?? emptySum(line);
    if (!known) this.#sums.set(key, [...ofHash, sum]);
    sum.name = firstOf(sum.name, line.name);
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
    for (const sum of [...this.#sums.values()].flat()) yield toLine(sum);
  }

  /** The summed lines by day, operation, client and version: the same whatever order they came in. */
  sortedLines(): UsageLine[] {
    const inOrder = [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1));
    const byDocument = (a: Sum, b: Sum) => (a.line.document < b.line.document ? -1 : 1);
    return inOrder.flatMap(([, sums]) => [...sums].sort(byDocument).map(toLine));
  }
}

/** Of the names that lines give one document, the same whichever came first. */
function firstOf(known: string | null, name: string | null): string | null {
  if (known === null || name === null) return known ?? name;
  return name < known ? name : known;
}

function emptySum(line: UsageLine): Sum {
  return {
    line,
    name: null,
    fields: new Set(),
    enumValues: new Set(),
    inputFields: new Set(),
    recorded: true,
    count: 0,
    lastSeen: 0,
  };
}

/** A line with its keys in the order of docs/usage-file.md. */
function toLine({ line, name, recorded, count, lastSeen, ...coordinates }: Sum): UsageLine {
  const { v, day, hash, client, clientVersion, document } = line;
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
