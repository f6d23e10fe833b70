import { randomUUID } from 'node:crypto';
import type { Access } from '../../access-format/access.ts';
import { framesOf, type WrittenReport } from '../../access-format/access-report.ts';

/** How many requests, and how many people's data, one report is about: far less than `LIMITS` of the format. */
const MAX_ACCESSES = 500;
const MAX_PEOPLE = 5_000;
/** Room that is kept from one report to the next; a larger one is given back. */
const KEPT_BYTES = 1024 * 1024;
const FIRST_BYTES = 64 * 1024;
/** UTF-8 has at most so many bytes for a character of JavaScript. */
const BYTES_EACH = 3;

/**
 * Reports that wait to be sent for the first time. Each request is written into one as it is answered: what waits is bytes outside the
 * heap, and nothing that the garbage collector would have to keep and carry around.
 */
export class PendingReports {
  readonly #router: string;
  readonly #maxBytes: number;
  /** Those that take no more. */
  #full: WrittenReport[] = [];
  #fullBytes = 0;
  #count = 0;
  /** The one that is written into; without a request it has no id. */
  #id: string | null = null;
  #room = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;
  #accesses = 0;
  #lines = 0;
  #tail = '';

  /**
   * @param router which one reports
   * @param maxBytes how many bytes may wait, about
   */
  constructor(router: string, maxBytes: number) {
    this.#router = router;
    this.#maxBytes = maxBytes;
  }

  /** How many requests wait. */
  get size(): number {
    return this.#count;
  }

  /** Takes a request; false where there is no room. */
  add(access: Access): boolean {
    const text = JSON.stringify(access);
    if (this.#fullBytes + this.#length + text.length > this.#maxBytes) return false;
    const lines = 1 + access.titulares.length;
    const isFull = this.#accesses >= MAX_ACCESSES || this.#lines + lines > MAX_PEOPLE;
    if (isFull && this.#accesses > 0) this.#close();
    if (this.#id === null) this.#begin();
    else this.#write(',');
    this.#write(text);
    this.#accesses += 1;
    this.#lines += lines;
    this.#count += 1;
    return true;
  }

  /** Takes all reports away. */
  take(): WrittenReport[] {
    if (this.#id !== null) this.#close();
    const taken = this.#full;
    this.#full = [];
    this.#fullBytes = 0;
    this.#count = 0;
    return taken;
  }

  #begin(): void {
    this.#id = randomUUID();
    const { head, tail } = framesOf(this.#id, this.#router);
    this.#write(head);
    this.#tail = tail;
  }

  #close(): void {
    this.#write(this.#tail);
    // Of its own size: it may wait for long, and goes to a thread as it is.
    const bytes = Buffer.allocUnsafeSlow(this.#length);
    this.#room.copy(bytes, 0, 0, this.#length);
    this.#full.push({ id: this.#id ?? '', accesses: this.#accesses, bytes });
    this.#fullBytes += bytes.length;
    if (this.#room.length > KEPT_BYTES) this.#room = Buffer.allocUnsafeSlow(FIRST_BYTES);
    this.#id = null;
    this.#length = 0;
    this.#accesses = 0;
    this.#lines = 0;
  }

  #write(text: string): void {
    const most = this.#length + text.length * BYTES_EACH;
    if (most > this.#room.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(most, 2 * this.#room.length));
      this.#room.copy(larger, 0, 0, this.#length);
      this.#room = larger;
    }
    this.#length += this.#room.write(text, this.#length, 'utf8');
  }
}
