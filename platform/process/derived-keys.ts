import { hkdfSync } from 'node:crypto';

/** What keys are for; each purpose has a key of its own. */
export type KeyPurpose =
  | `identity-of-${string}`
  | 'cursor-encryption'
  | 'cursor-nonce'
  | 'user-ref'
  | 'shared-state'
  | 'shared-documents'
  | 'unknown-users'
  | 'audit-signatures';

/** A 32-byte key for one purpose, so that no two uses of the secret share a key (HKDF, RFC 5869). */
export function deriveKey(secret: string, purpose: KeyPurpose): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, 'customer-graph', purpose, 32));
}
