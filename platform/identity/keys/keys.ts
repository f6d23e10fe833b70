import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { deriveKey } from '../../process/config/derived-keys.ts';

/** What one part signs its tokens with. */
export interface SigningKey {
  /** The part, such as `router` or `inventario`. */
  readonly issuer: string;
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/** Whose tokens are good, and the keys that show it, by `kid`. */
export type TrustedKeys = ReadonlyMap<string, TrustedKey>;

/** A key by which tokens of one issuer are checked. */
export interface TrustedKey {
  readonly issuer: string;
  readonly publicKey: KeyObject;
}

/** What an Ed25519 private key has before its 32 bytes in PKCS #8 (RFC 8410, section 7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The name of an Ed25519 key: its thumbprint (RFC 7638, RFC 8037 appendix A.3), so that no two names mean one key. */
export function kidOf(key: KeyObject): string {
  const { crv, kty, x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}

/**
 * A key to sign with as a part of the network.
 *
 * @param privateKey an Ed25519 key
 */
export function signingKey(issuer: string, privateKey: KeyObject): SigningKey {
  return { issuer, kid: kidOf(privateKey), privateKey };
}

/**
 * The key of a part of a development network, whose parts all know its secret: each could sign as any other, so that
 * only development does without keys of its own.
 */
export function derivedSigningKey(secret: string, issuer: string): SigningKey {
  const der = Buffer.concat([PKCS8_ED25519, deriveKey(secret, `identity-of-${issuer}`)]);
  return signingKey(issuer, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
}

/** The public keys of parts of a development network. */
export function derivedTrustedKeys(secret: string, issuers: Iterable<string>): TrustedKeys {
  return new Map(
    [...issuers].map((issuer) => {
      const { kid, privateKey } = derivedSigningKey(secret, issuer);
      return [kid, { issuer, publicKey: createPublicKey(privateKey) }];
    }),
  );
}
