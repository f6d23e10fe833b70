import { hkdfSync } from 'node:crypto';

/** A 32-byte key for one purpose, so that no two uses of the secret share a key (HKDF, RFC 5869). */
export function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, 'customer-graph', purpose, 32));
}
