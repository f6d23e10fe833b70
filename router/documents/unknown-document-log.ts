import { LRUCache } from 'lru-cache';
import { NAME_HEADER } from '../../platform/http/requests/client-headers.ts';
import type { Log } from '../../platform/process/logging/logging.ts';

/** A document that is not trusted, in a request. */
export interface UnknownDocument {
  requestId: string;
  hash: string;
  operationName: string | null;
  headers: { get(name: string): string | undefined } | undefined;
}

/** Printable ASCII: nothing that a terminal would obey. */
const CLIENT = /^[\x20-\x7e]{1,100}$/;
const MAX_NAME = 100;
/** A document is logged again after so long. */
const AGAIN_MS = 60 * 60_000;
const MAX_KNOWN = 10_000;
/** Clients that put values into their documents send another one each time. */
const LINES_IN_WINDOW = 50;
const WINDOW_MS = 60_000;

/** Logs each document that is not trusted once an hour, and of all of them so many in a minute; the next line says how many were left out. */
export class UnknownDocumentLog {
  readonly #log: Log;
  /** With `max` the cache would keep room for all of them from the start. */
  readonly #told = new LRUCache<string, true>({
    maxSize: MAX_KNOWN,
    sizeCalculation: () => 1,
    ttl: AGAIN_MS,
  });
  #windowEndsAt = 0;
  #lines = 0;
  #leftOut = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  /** @param now milliseconds since whenever */
  write({ requestId, hash, operationName, headers }: UnknownDocument, now = performance.now()): void {
    if (this.#told.has(hash)) return;
    if (now >= this.#windowEndsAt) {
      this.#windowEndsAt = now + WINDOW_MS;
      this.#lines = 0;
    }
    if (this.#lines >= LINES_IN_WINDOW) {
      this.#leftOut += 1;
      return;
    }
    this.#lines += 1;
    this.#told.set(hash, true);
    const client = headers?.get(NAME_HEADER) ?? '';
    this.#log.warn(
      {
        requestId,
        document: `sha256:${hash}`,
        operation: operationName?.slice(0, MAX_NAME) ?? null,
        client: CLIENT.test(client) ? client : null,
        ...(this.#leftOut > 0 ? { leftOut: this.#leftOut } : {}),
      },
      'a document is not trusted',
    );
    this.#leftOut = 0;
  }
}
