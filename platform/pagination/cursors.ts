import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { badUserInput } from '../errors/client-errors.ts';
import { deriveKey } from '../process/config/derived-keys.ts';

/** Positions in lists, as clients hold them. */
export interface CursorCodec {
  /** An opaque cursor; the same list and values always give the same one. */
  encode(list: string, values: readonly string[]): string;
  /** The values of a cursor of this list. Throws BAD_USER_INPUT for a forged cursor or one of another list. */
  decode(list: string, cursor: string, argument: string): string[];
}

const MAX_CURSOR_LENGTH = 2_000;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Makes what writes and reads cursors. They are encrypted and authenticated (AES-256-GCM): a position in a list
 * ordered by name contains a name, which is nobody's business in a browser's history. The nonce is a MAC of the content
 * (as in RFC 8452's synthetic IVs), so that equal positions have equal cursors and a nonce never serves two contents.
 *
 * @param secret shared by all replicas, at least 32 characters
 * @param also another one whose cursors are read too, while replicas change from one to the other
 */
export function createCursorCodec(secret: string, also: string | null = null): CursorCodec {
  const encryptionKey = deriveKey(secret, 'cursor-encryption');
  const readingKeys = [encryptionKey, ...(also === null ? [] : [deriveKey(also, 'cursor-encryption')])];
  const nonceKey = deriveKey(secret, 'cursor-nonce');
  return {
    encode(list, values) {
      const content = JSON.stringify([list, ...values]);
      const nonce = createHmac('sha256', nonceKey).update(content).digest().subarray(0, NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce);
      const sealed = Buffer.concat([
        nonce,
        cipher.update(content, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return sealed.toString('base64url');
    },

    decode(list, cursor, argument) {
      const content = open(cursor);
      if (!content) {
        throw badUserInput(
          `\`${argument}\` is not a cursor of this graph; use one from \`edges\` or \`pageInfo\`.`,
        );
      }
      const [of, ...values] = content;
      if (of !== list) {
        throw badUserInput(`\`${argument}\` is a cursor of another list or order; start again without it.`);
      }
      return values;
    },
  };

  function open(cursor: string): string[] | null {
    if (cursor.length > MAX_CURSOR_LENGTH) return null;
    const sealed = Buffer.from(cursor, 'base64url');
    if (sealed.length <= NONCE_BYTES + TAG_BYTES) return null;
    for (const key of readingKeys) {
      const content = openWith(key, sealed);
      if (content !== null) return content;
    }
    return null;
  }

  function openWith(key: Uint8Array, sealed: Buffer): string[] | null {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      const content = Buffer.concat([
        decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)),
        decipher.final(),
      ]);
      // Authenticated, so it is what encode() wrote: an array of strings.
      return JSON.parse(content.toString('utf8')) as string[];
    } catch {
      // final() throws on a failed tag: whoever made this cursor does not have the key. The caller reports it.
      return null;
    }
  }
}
