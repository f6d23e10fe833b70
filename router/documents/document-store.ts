import { getHeapStatistics } from 'node:v8';
import type { DocumentNode, Location } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { SharedDocuments } from './shared-documents.ts';

/** What Apollo Server keeps something in, by key. */
export interface BoundedStore<Value> {
  get(key: string): Promise<Value | undefined>;
  set(key: string, value: Value): Promise<void>;
  delete(key: string): Promise<boolean>;
  clear(): void;
}

/**
 * A name, number, text or sign of a parsed document, with its node, its places and its share of what is compiled,
 * planned and described from it: up to 490 bytes were measured for the document alone (docs/decisions/0019).
 */
const BYTES_PER_TOKEN = 1_000;
/** A key and an entry of a cache, beside what is kept. */
const ENTRY_BYTES = 400;
const MAX_DOCUMENTS_BYTES = 128 * 1024 * 1024;
/** Of the heap that the process may have. */
const DOCUMENTS_SHARE = 1 / 8;
const MAX_PERSISTED_BYTES = 16 * 1024 * 1024;

/** Documents as Apollo Server keeps them, found by their texts too. */
export interface DocumentStore extends BoundedStore<DocumentNode> {
  /** The document with this text that was set last, as long as it is kept; it counts as used. */
  ofText(text: string): DocumentNode | undefined;
}

/** Keeps the documents that were used last, as many as fit into a share of the heap. Larger ones are not kept at all. */
export function createDocumentStore(
  maxBytes: number = Math.min(MAX_DOCUMENTS_BYTES, getHeapStatistics().heap_size_limit * DOCUMENTS_SHARE),
): DocumentStore {
  /** Of what is kept. */
  const keys = new Map<string, string>();
  const values = createCache(maxBytes, documentBytes, (document, key) => {
    const text = textOf(document);
    // One for another schema may have taken its place.
    if (keys.get(text) === key) keys.delete(text);
  });
  const store = storeOf(values);
  return {
    ...store,
    async set(key, document) {
      await store.set(key, document);
      if (values.has(key)) keys.set(textOf(document), key);
    },
    ofText(text) {
      const key = keys.get(text);
      return key === undefined ? undefined : values.get(key);
    },
  };
}

/**
 * Keeps the texts of persisted queries (APQ), which clients may ask for by their hash; one that is not here may be among those
 * that several routers share.
 */
export function createPersistedQueryStore(
  maxBytes: number = MAX_PERSISTED_BYTES,
  shared: SharedDocuments | null = null,
): BoundedStore<string> {
  const own = storeOf(createCache<string>(maxBytes, (text) => 2 * text.length));
  if (shared === null) return own;
  return {
    ...own,
    async get(key) {
      const here = await own.get(key);
      if (here !== undefined) return here;
      const text = await shared.get(hashIn(key));
      if (text !== undefined) await own.set(key, text);
      return text;
    },
    async set(key, text) {
      await own.set(key, text);
      await shared.set(hashIn(key), text);
    },
  };
}

/** Apollo Server's keys are `apq:` and the hash. */
function hashIn(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1);
}

/** What a document takes in memory with what hangs on it, roughly and at most. */
export function documentBytes(document: DocumentNode): number {
  let tokens = 0;
  for (let token = locationOf(document).startToken.next; token; token = token.next) tokens += 1;
  return 2 * textOf(document).length + tokens * BYTES_PER_TOKEN;
}

function textOf(document: DocumentNode): string {
  return locationOf(document).source.body;
}

function locationOf({ loc }: DocumentNode): Location {
  if (!loc) throw new Error('a document without locations: its size is not known');
  return loc;
}

function createCache<Value extends object | string>(
  maxBytes: number,
  bytesOf: (value: Value) => number,
  onGone?: (value: Value, key: string) => void,
): LRUCache<string, Value> {
  return new LRUCache<string, Value>({
    maxSize: Math.floor(maxBytes),
    sizeCalculation: (value) => ENTRY_BYTES + bytesOf(value),
    ...(onGone ? { dispose: onGone } : {}),
  });
}

function storeOf<Value extends object | string>(values: LRUCache<string, Value>): BoundedStore<Value> {
  return {
    get: async (key) => values.get(key),
    set: async (key, value) => {
      values.set(key, value);
    },
    delete: async (key) => values.delete(key),
    clear: () => values.clear(),
  };
}
