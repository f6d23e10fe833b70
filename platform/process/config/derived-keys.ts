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

/** Keys for one purpose: by the first something is made, and what was made by any of them is taken. */
export type PurposeKeys = readonly [Uint8Array, ...Uint8Array[]];

/** The keys of the secret, and of the other one that is in use while it is changed. */
export function deriveKeys(
  { identitySecret, identitySecretAlso }: IdentitySecrets,
  purpose: KeyPurpose,
): PurposeKeys {
  const others = identitySecretAlso === null ? [] : [deriveKey(identitySecretAlso, purpose)];
  return [deriveKey(identitySecret, purpose), ...others];
}

/** What every process has. */
export interface IdentitySecrets {
  identitySecret: string;
  /** Another one, by which what was made is taken too, while the secret is changed; null for none. */
  identitySecretAlso: string | null;
}
