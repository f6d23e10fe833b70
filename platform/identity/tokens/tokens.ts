import { errors, type JWTHeaderParameters, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Identity } from '../callers/identity.ts';
import { type Callers, maySay } from '../callers/issuers.ts';
import type { SigningKey, TrustedKey, TrustedKeys } from '../keys/keys.ts';
import type { OtherClock } from './other-clocks.ts';

/** EdDSA with Ed25519 (RFC 8037). No other is taken, so that no token can say how it is to be checked. */
export const ALGORITHM = 'EdDSA';
const LIFETIME_SECONDS = 120;
/** A cached token is handed out only while it has this long to live, so that it cannot expire on its way. */
const REUSE_MARGIN_SECONDS = 30;
/** How far the clocks of two machines may be apart. */
export const LEEWAY_SECONDS = 60;
const MAX_CACHED_TOKENS = 10_000;

/** Signs short-lived tokens that say who is asking, for one audience each. */
export interface IdentitySigner {
  /** A JWT valid for 30 to 120 seconds. Returned without a promise when one is at hand. */
  tokenFor(identity: Identity, audience: string): string | Promise<string>;
}

/** Checks the tokens addressed to one audience. */
export interface IdentityVerifier {
  /**
   * The identity in `token`, by a clock that may differ from the signer's by a minute. Throws jose's error when it is
   * forged, expired, meant for somebody else, or says what its issuer may not say.
   */
  verify(token: string): Identity | Promise<Identity>;
}

interface Signed {
  token: string | Promise<string>;
  key: SigningKey;
  reuseUntil: number;
}

/**
 * Signs identities, each for one subgraph, and reuses what it has signed as long as that is valid.
 *
 * @param currentKey the key to sign with, which may be another one each time
 */
export function createIdentitySigner(
  currentKey: () => SigningKey,
  now: () => number = Date.now,
): IdentitySigner {
  const tokens = new WeakMap<Identity, Map<string, Signed>>();
  return {
    tokenFor(identity, audience) {
      const key = currentKey();
      let ofIdentity = tokens.get(identity);
      const cached = ofIdentity?.get(audience);
      if (cached && cached.key === key && cached.reuseUntil > now()) return cached.token;
      if (!ofIdentity) {
        ofIdentity = new Map();
        tokens.set(identity, ofIdentity);
      }
      return sign(identity, audience, key, ofIdentity);
    },
  };

  /** Everybody who asks while it is being signed gets the same token. */
  function sign(
    identity: Identity,
    audience: string,
    key: SigningKey,
    ofIdentity: Map<string, Signed>,
  ): Promise<string> {
    const issuedAt = Math.floor(now() / 1000);
    const token = new SignJWT({ scopes: [...identity.scopes] })
      .setProtectedHeader({ alg: ALGORITHM, kid: key.kid })
      .setIssuer(key.issuer)
      .setSubject(identity.user)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + LIFETIME_SECONDS)
      .sign(key.privateKey);
    const reuseUntil = (issuedAt + LIFETIME_SECONDS - REUSE_MARGIN_SECONDS) * 1000;
    const signed: Signed = { token, key, reuseUntil };
    ofIdentity.set(audience, signed);
    return token.then(
      (done) => {
        signed.token = done;
        return done;
      },
      (error: unknown) => {
        if (ofIdentity.get(audience) === signed) ofIdentity.delete(audience);
        throw error;
      },
    );
  }
}

export interface VerifierOptions {
  /** The keys of those who may issue tokens; may be other ones each time. */
  trustedKeys: () => TrustedKeys;
  /** The subgraph's own name. */
  audience: string;
  /** The subgraphs that may ask it. */
  callers: Callers;
}

/**
 * Checks tokens, and remembers those that it has found good for as long as they and their keys are.
 *
 * @param otherClock told of tokens that are signed as they should be, at a moment that is not now
 */
export function createIdentityVerifier(
  { trustedKeys, audience, callers, otherClock }: VerifierOptions & { otherClock?: OtherClock | undefined },
  now: () => number = Date.now,
): IdentityVerifier {
  // With `max` the cache would keep room for all of them from the start.
  const verified = new LRUCache<string, { identity: Identity; expiresAt: number }>({
    maxSize: MAX_CACHED_TOKENS,
    sizeCalculation: () => 1,
  });
  let keys = trustedKeys();
  return {
    verify(token) {
      const current = trustedKeys();
      if (current !== keys) {
        // A key that is not trusted any more is not by what it has signed before either.
        verified.clear();
        keys = current;
      }
      const known = verified.get(token);
      if (known && known.expiresAt > now()) return known.identity;
      return check(token, current);
    },
  };

  async function check(token: string, trusted: TrustedKeys): Promise<Identity> {
    let issuer = '';
    const keyOf = (header: JWTHeaderParameters) => {
      const key = keyNamed(trusted, header.kid);
      issuer = key.issuer;
      return key.publicKey;
    };
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: [ALGORITHM],
      audience,
      requiredClaims: ['iss', 'sub', 'exp', 'iat'],
      maxTokenAge: LIFETIME_SECONDS,
      clockTolerance: LEEWAY_SECONDS,
      currentDate: new Date(now()),
    }).catch((error: unknown) => {
      const ahead = secondsAhead(error);
      if (ahead !== null) otherClock?.(issuer, ahead);
      throw error;
    });
    const scopes = Array.isArray(payload.scopes) ? payload.scopes.filter((s) => typeof s === 'string') : [];
    // requiredClaims above has thrown when iss, sub, exp or iat is absent.
    const identity = Object.freeze({ user: String(payload.sub), scopes: Object.freeze(scopes) });
    if (payload.iss !== issuer || !maySay(issuer, identity, callers)) {
      throw new errors.JWTClaimValidationFailed('its issuer may not say this', payload, 'iss');
    }
    const expiresAt = Math.min(Number(payload.exp), Number(payload.iat) + LIFETIME_SECONDS) + LEEWAY_SECONDS;
    if (trusted === keys) verified.set(token, { identity, expiresAt: expiresAt * 1000 });
    return identity;
  }

  /** How far from now a token was signed that is refused for that, after its signature was found good; null for any other reason. */
  function secondsAhead(error: unknown): number | null {
    const isOfTime =
      error instanceof errors.JWTExpired ||
      (error instanceof errors.JWTClaimValidationFailed && error.claim === 'iat');
    const iat = isOfTime ? error.payload.iat : undefined;
    return iat === undefined ? null : Math.round(iat - now() / 1_000);
  }
}

/** The key of this name. Throws jose's error when there is none. */
export function keyNamed(trusted: TrustedKeys, kid: string | undefined): TrustedKey {
  const key = kid === undefined ? undefined : trusted.get(kid);
  if (!key) throw new errors.JWKSNoMatchingKey();
  return key;
}
