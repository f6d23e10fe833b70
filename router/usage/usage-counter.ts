import { ClientIdentities, type ClientIdentity } from './client-identity.ts';
import type { OperationUse } from './operation-use.ts';
import { collectVariableUse, type InputUse } from './variable-use.ts';

/** How often a client called an operation on a day, since it was last written. */
export interface UsageEntry extends InputUse {
  readonly use: OperationUse;
  readonly client: ClientIdentity;
  /** Days since 1970-01-01, UTC. */
  readonly day: number;
  count: number;
  /** Milliseconds since 1970-01-01, UTC. */
  lastSeen: number;
}

/** What a counter holds at most. */
export interface CounterLimits {
  /** Operations that are told apart on a day. */
  maxOperations: number;
  /** Pairs of client name and version that are told apart on a day. */
  maxClients: number;
  /** What may wait to be written, characters. */
  maxPending: number;
}

/** The limits of a router. */
export const COUNTER_LIMITS: CounterLimits = {
  maxOperations: 10_000,
  maxClients: 1_000,
  maxPending: 4 * 1024 * 1024,
};

const DAY_MS = 86_400_000;
/** What an entry takes beside the texts of its operation. */
const ENTRY_OVERHEAD = 512;
/** What a coordinate that a variable gives takes in an entry's sets. */
const COORDINATE_OVERHEAD = 40;

/** Counts calls in memory of a bounded size, until somebody takes the counts and writes them. */
export class UsageCounter {
  readonly #limits: CounterLimits;
  readonly #clients: ClientIdentities;
  readonly #operations = new Set<string>();
  #entries = new Map<string, UsageEntry>();
  #pending = 0;
  #day = 0;
  #dropped = 0;

  constructor(limits: CounterLimits = COUNTER_LIMITS) {
    this.#limits = limits;
    this.#clients = new ClientIdentities(limits.maxClients);
  }

  /** Calls that were not counted because of the limits. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Lines that wait to be written. */
  get size(): number {
    return this.#entries.size;
  }

  /** Whether writing should not wait any longer. */
  get isHalfFull(): boolean {
    return this.#pending * 2 >= this.#limits.maxPending;
  }

  /**
   * Counts a call.
   *
   * @param headers of the request, which say what program calls
   * @param now milliseconds since 1970-01-01, UTC
   */
  count(
    use: OperationUse,
    headers: { get(name: string): string | undefined } | undefined,
    variables: Readonly<Record<string, unknown>>,
    now: number,
  ): void {
    const day = Math.floor(now / DAY_MS);
    if (day !== this.#day) this.#startDay(day);
    const client = this.#clients.of(headers);
    const key = keyOf(day, use, client);
    let entry = this.#entries.get(key);
    if (!entry) {
      const added = newEntry(use, client, day);
      if (!this.#mayTellApart(use) || !this.#add(key, added)) {
        this.#dropped += 1;
        return;
      }
      entry = added;
    }
    entry.count += 1;
    entry.lastSeen = now;
    if (use.variables.size === 0) return;
    const before = entry.enumValues.size + entry.inputFields.size;
    collectVariableUse(use.variables, variables, entry);
    // Only so many as the schema has; they may go beyond the limit by that.
    this.#pending += (entry.enumValues.size + entry.inputFields.size - before) * COORDINATE_OVERHEAD;
  }

  /** Hands over what was counted since the last time. */
  take(): UsageEntry[] {
    const taken = [...this.#entries.values()];
    this.#entries = new Map();
    this.#pending = 0;
    return taken;
  }

  /** Takes back what could not be written. What does not fit beside newer counts is dropped. */
  putBack(entries: readonly UsageEntry[]): void {
    for (const entry of entries) {
      const key = keyOf(entry.day, entry.use, entry.client);
      const newer = this.#entries.get(key);
      if (!newer) {
        if (!this.#add(key, entry)) this.#dropped += entry.count;
        continue;
      }
      newer.count += entry.count;
      newer.lastSeen = Math.max(newer.lastSeen, entry.lastSeen);
      for (const one of entry.enumValues) newer.enumValues.add(one);
      for (const one of entry.inputFields) newer.inputFields.add(one);
    }
  }

  #startDay(day: number): void {
    this.#day = day;
    this.#clients.forget();
    this.#operations.clear();
  }

  #mayTellApart({ hash }: OperationUse): boolean {
    if (this.#operations.has(hash)) return true;
    if (this.#operations.size >= this.#limits.maxOperations) return false;
    this.#operations.add(hash);
    return true;
  }

  #add(key: string, entry: UsageEntry): boolean {
    const size = sizeOf(entry.use);
    if (this.#pending + size > this.#limits.maxPending) return false;
    this.#pending += size;
    this.#entries.set(key, entry);
    return true;
  }
}

function newEntry(use: OperationUse, client: ClientIdentity, day: number): UsageEntry {
  return { use, client, day, count: 0, lastSeen: 0, enumValues: new Set(), inputFields: new Set() };
}

function keyOf(day: number, { hash }: OperationUse, { name, version }: ClientIdentity): string {
  // Neither a name nor a version has a line break; null and the empty text, which is null too, are the same.
  return `${day}\n${hash}\n${name ?? ''}\n${version ?? ''}`;
}

function sizeOf({ document, fields, enumValues, inputFields }: OperationUse): number {
  let size = ENTRY_OVERHEAD + document.length;
  for (const coordinates of [fields, enumValues, inputFields]) {
    for (const one of coordinates) size += one.length;
  }
  return size;
}
