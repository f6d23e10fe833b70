import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from '../../platform/process/config/derived-keys.ts';
import { script } from '../../platform/sharing/script.ts';
import type { SharedStore } from '../../platform/sharing/shared-store.ts';
import { sha256 } from './trusted-documents.ts';

/** A hash has one of so many places, and a newer text takes it over: what clients register is bounded by 48 MB. */
const PLACES = 2_048;
const MAX_TEXT_BYTES = 16 * 1024;
/** Since it was asked for last. */
const KEPT_MS = 24 * 60 * 60_000;
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HASH = /^[0-9a-f]{64}$/;

const GET = script(`
local found = redis.call('GET', KEYS[1])
if found then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return found`);
const SET = script("return redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])");

/**
 * Texts of persisted queries (APQ) that a client has registered with one router and names to another one. A document may have
 * values of persons in it, so it is encrypted; and one that has not the hash is none.
 */
export class SharedDocuments {
  readonly #store: SharedStore;
  readonly #key: Uint8Array;

  constructor(store: SharedStore, secret: string) {
    this.#store = store;
    this.#key = deriveKey(secret, 'shared-documents');
  }

  /** The text with this SHA-256 (hex); undefined when nobody has it. */
  async get(hash: string): Promise<string | undefined> {
    if (!HASH.test(hash)) return undefined;
    const answer = await this.#store.run('documents', GET, { keys: [placeOf(hash)], values: [KEPT_MS] });
    const text = typeof answer === 'string' ? this.#decrypted(answer, hash) : null;
    return text !== null && sha256(text) === hash ? text : undefined;
  }

  /** Larger texts are left to each router. */
  async set(hash: string, text: string): Promise<void> {
    if (!HASH.test(hash) || Buffer.byteLength(text) > MAX_TEXT_BYTES) return;
    const values = [this.#encrypted(text, hash), KEPT_MS];
    await this.#store.run('documents', SET, { keys: [placeOf(hash)], values });
  }

  #encrypted(text: string, hash: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce).setAAD(Buffer.from(hash));
    const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64');
  }

  /** Null where another document has taken the place, or somebody has changed it. */
  #decrypted(value: string, hash: string): string | null {
    const bytes = Buffer.from(value, 'base64');
    const content = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    try {
      const cipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, NONCE_BYTES));
      cipher.setAAD(Buffer.from(hash)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([cipher.update(content), cipher.final()]).toString('utf8');
    } catch {
      // Whatever it is, it is not this document.
      return null;
    }
  }
}

function placeOf(hash: string): string {
  return String(Number.parseInt(hash.slice(0, 8), 16) % PLACES);
}
