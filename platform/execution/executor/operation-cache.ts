import { getHeapStatistics } from 'node:v8';
import { LRUCache } from 'lru-cache';

/** What a kept operation takes of the heap is estimated from these. */
export interface OperationSize {
  /** Of the text of the document. */
  characters: number;
  /** With fragments where they are spread, for each combination of conditions that is compiled. */
  selections: number;
}

interface KeptDocument<Operation> {
  operations: Map<string | undefined, Operation>;
  bytes: number;
}

/**
 * Measured on Node 20 with operations of a subgraph: 11 kB for the smallest one; the parsed document takes up to 110
 * bytes a character, what is compiled up to 1.2 kB a selection. See docs/decisions/0015.
 */
const BYTES_EACH = 10_000;
const BYTES_A_CHARACTER = 110;
const BYTES_A_SELECTION = 1_200;

/** A process may have several executors, and has more to do with its heap. */
const SHARE_OF_HEAP = 1 / 20;
const MAX_BYTES = 48 * 1024 * 1024;

/** Operations by the text of their document and their name: those used last, within a bounded part of the heap. */
export class OperationCache<Operation> {
  /** By text and then by name, so that no key has to be put together for a request. */
  readonly #documents: LRUCache<string, KeptDocument<Operation>>;

  constructor(maxBytes = Math.min(MAX_BYTES, getHeapStatistics().heap_size_limit * SHARE_OF_HEAP)) {
    this.#documents = new LRUCache({
      maxSize: Math.floor(maxBytes),
      // One document is not worth all the others.
      maxEntrySize: Math.floor(maxBytes / 4),
      sizeCalculation: ({ bytes }) => bytes,
    });
  }

  has(source: string): boolean {
    return this.#documents.has(source);
  }

  get(source: string, name: string | undefined): Operation | undefined {
    return this.#documents.get(source)?.operations.get(name);
  }

  /** Keeps it, or says that it has grown by this. What is too large for the cache is not kept. */
  add(source: string, name: string | undefined, operation: Operation, size: OperationSize): void {
    const known = this.#documents.get(source);
    const operations = known?.operations ?? new Map<string | undefined, Operation>();
    operations.set(name, operation);
    this.#documents.set(source, { operations, bytes: (known?.bytes ?? BYTES_EACH) + bytesOf(size) });
  }
}

function bytesOf({ characters, selections }: OperationSize): number {
  return characters * BYTES_A_CHARACTER + selections * BYTES_A_SELECTION;
}
