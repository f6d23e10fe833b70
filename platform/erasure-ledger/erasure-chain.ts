import { createHash } from 'node:crypto';
import type { Erasure } from './ledger.ts';

/** What the first line's digest is made with in place of that of a line before it. */
const START = 'customer-graph erasures 1';
const LINE =
  /^(?<text>(?<number>[1-9]\d{0,15}) (?<tipo>[A-Za-z][A-Za-z0-9]{0,59}) (?<id>[1-9]\d{0,18}) \S{24}) (?<digest>[0-9a-f]{64})$/;
/** What a write that was cut short leaves of a line. */
const BEGINNING =
  /^([1-9]\d{0,15}( ([A-Za-z][A-Za-z0-9]{0,59}( ([1-9]\d{0,18}( (\S{0,24}|\S{24} [0-9a-f]{0,63}))?)?)?)?)?)?$/;
/** Of how many lines back a late one is known. */
const KNOWN = 256;

/** What a line turned out to be. */
export type Taken =
  /** The one after the last, or one that follows an earlier one: its process was stopped for so long that others came between. */
  | { kind: 'next' | 'late'; erasure: Erasure }
  /** The beginning of a line whose end was never written. */
  | { kind: 'torn' }
  | { kind: 'foreign' };

/** Follows the lines of a ledger, each of which has the digest of the one before it. */
export class ErasureChain {
  /** How many lines it has come past, late ones not counted. */
  number: number;
  readonly #digests: Map<number, string>;

  /** @param after the last line before those that are followed, as it is written; null for none */
  constructor(after: string | null = null) {
    const line = after === null ? undefined : LINE.exec(after)?.groups;
    this.number = line ? Number(line.number) : 0;
    this.#digests = new Map([[this.number, line?.digest ?? START]]);
  }

  /** The SHA-256 in the last line; null before the first. */
  get digest(): string | null {
    return this.number === 0 ? null : (this.#digests.get(this.number) ?? null);
  }

  take(written: string): Taken {
    const line = LINE.exec(written)?.groups;
    if (!line) return { kind: BEGINNING.test(written) ? 'torn' : 'foreign' };
    const { text = '', digest = '', tipo = '', id = '' } = line;
    const number = Number(line.number);
    const former = this.#digests.get(number - 1);
    if (former === undefined || digest !== digestOf(former, text)) return { kind: 'foreign' };
    if (number <= this.number) return { kind: 'late', erasure: { tipo, id } };
    this.number = number;
    this.#digests.set(number, digest);
    this.#digests.delete(number - KNOWN);
    return { kind: 'next', erasure: { tipo, id } };
  }

  /** The line that comes next, without its end. */
  lineFor({ tipo, id }: Erasure): string {
    const text = `${this.number + 1} ${tipo} ${id} ${new Date().toISOString()}`;
    const line = `${text} ${digestOf(this.#digests.get(this.number) ?? START, text)}`;
    if (!LINE.test(line)) throw new Error('an erasure cannot be written in a line');
    return line;
  }
}

function digestOf(former: string, text: string): string {
  return createHash('sha256').update(`${former}\n${text}`).digest('hex');
}
