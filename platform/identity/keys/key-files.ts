import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import * as v from 'valibot';
import { ConfigError } from '../../process/ending/config-error.ts';
import { kidOf, type SigningKey, signingKey, type TrustedKeys } from './keys.ts';

/** One public key of a part, as a member of a JWK Set (RFC 7517) with one member more: `iss`, whose it is. */
export interface PublicJwk {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  kid: string;
  iss: string;
}

const MAX_BYTES = 64 * 1024;
/** The one in use, and the one before or after it. */
export const MAX_KEYS_OF_ISSUER = 2;

const PUBLIC_KEYS = v.object({
  keys: v.array(
    v.object({
      kty: v.literal('OKP'),
      crv: v.literal('Ed25519'),
      x: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
      kid: v.string(),
      iss: v.pipe(v.string(), v.minLength(1)),
      d: v.optional(v.undefined()),
    }),
  ),
});

/** The private key in a PEM file. Throws a ConfigError when it is none. */
export function readSigningKey(path: string, issuer: string): SigningKey {
  const pem = readSmallFile(path);
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    // What OpenSSL says of a key is nothing that anybody could act on.
    throw new ConfigError([`${path} is no private key: it must be PEM, without a password.`]);
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new ConfigError([`${path} is a key of the kind ${key.asymmetricKeyType}; it must be Ed25519.`]);
  }
  return signingKey(issuer, key);
}

/**
 * The public keys in a file, of these parts only. Throws a ConfigError when it is no such file, or has no key of one
 * that is needed.
 */
export function readTrustedKeys(
  path: string,
  { needed, known }: { needed: readonly string[]; known: readonly string[] },
): TrustedKeys {
  const keys = readPublicKeys(path);
  const without = needed.filter((issuer) => !keys.some(({ iss }) => iss === issuer));
  if (without.length > 0) {
    throw new ConfigError([`${path} has no key of ${without.join(', ')}; see docs/production.md, "Keys".`]);
  }
  return new Map(
    keys
      .filter(({ iss }) => known.includes(iss))
      .map((jwk) => [jwk.kid, { issuer: jwk.iss, publicKey: publicKeyOf(jwk) }]),
  );
}

/** The public keys of all parts in a file. Throws a ConfigError with everything that is wrong with it. */
export function readPublicKeys(path: string): PublicJwk[] {
  const read = v.safeParse(PUBLIC_KEYS, parseJson(readSmallFile(path)));
  if (!read.success) {
    throw new ConfigError([
      `${path} is no set of public Ed25519 keys with \`iss\`, as the keys command makes it (${v.getDotPath(read.issues[0]) ?? 'not JSON'}).`,
    ]);
  }
  const keys = read.output.keys.map(({ kty, crv, x, kid, iss }): PublicJwk => ({ kty, crv, x, kid, iss }));
  const problems = keys
    .filter((jwk) => kidOf(publicKeyOf(jwk)) !== jwk.kid)
    .map(({ kid, iss }) => `${path}: the key "${kid}" of ${iss} is not called by its thumbprint (RFC 7638).`);
  const issuers = keys.map(({ iss }) => iss);
  for (const issuer of new Set(issuers)) {
    const count = issuers.filter((one) => one === issuer).length;
    if (count > MAX_KEYS_OF_ISSUER) {
      problems.push(
        `${path} has ${count} keys of ${issuer}; no more than ${MAX_KEYS_OF_ISSUER} may be good.`,
      );
    }
  }
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) problems.push(`${path} has one key twice.`);
  if (problems.length > 0) throw new ConfigError(problems);
  return keys;
}

/** The public part of a key, as the file of public keys has it. */
export function publicJwk({ issuer, kid, privateKey }: SigningKey): PublicJwk {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x, kid, iss: issuer };
}

function publicKeyOf({ kty, crv, x }: PublicJwk): KeyObject {
  return createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No set of keys is undefined, so that the caller says what is wrong.
    return undefined;
  }
}

function readSmallFile(path: string): string {
  try {
    const status = statSync(path);
    // A device or a pipe might never end.
    if (!status.isFile()) throw new ConfigError([`${path} is no file.`]);
    if (status.size > MAX_BYTES) throw new ConfigError([`${path} has more than ${MAX_BYTES} bytes.`]);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    throw new ConfigError([`${path} cannot be read (${code}).`]);
  }
}
