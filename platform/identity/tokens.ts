import { jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { deriveKey } from '../process/derived-keys.ts';
import type { Identity } from './identity.ts';

const ISSUER = 'customer-graph';
const LIFETIME_SECONDS = 120;
/** A cached token is handed out only while it has this long to live, so that it cannot expire on its way. */
const REUSE_MARGIN_SECONDS = 30;
/** How far the clocks of two machines may be apart. */
const LEEWAY_SECONDS = 60;
const MAX_CACHED_TOKENS = 10_000;

/** Signs short-lived tokens that say who is asking, for one audience each. */
export interface IdentitySigner {
  /** A JWT (HS256) valid for 30 to 120 seconds. Returned without a promise when one is at hand. */
  tokenFor(identity: Identity, audience: string): string | Promise<string>;
}

/** Checks the tokens addressed to one audience. */
export interface IdentityVerifier {
  /** The identity in `token`, by a clock that may differ from the signer's by a minute. Throws jose's error when it is forged, expired or meant for somebody else. */
  verify(token: string): Identity | Promise<Identity>;
}

/** @param secret at least 32 characters, shared by the router and the subgraphs */
export function createIdentitySigner(secret: string, now: () => number = Date.now): IdentitySigner {
  const key = deriveKey(secret, 'identity');
  const tokens = new WeakMap<Identity, Map<string, { token: string; reuseUntil: number }>>();
  return {
    tokenFor(identity, audience) {
      const ofIdentity = tokens.get(identity);
      const cached = ofIdentity?.get(audience);
      if (cached && cached.reuseUntil > now()) return cached.token;
      return sign(identity, audience);
    },
  };

  async function sign(identity: Identity, audience: string): Promise<string> {
    const issuedAt = Math.floor(now() / 1000);
    const token = await new SignJWT({ scopes: [...identity.scopes] })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setSubject(identity.user)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + LIFETIME_SECONDS)
      .sign(key);
    const ofIdentity = tokens.get(identity) ?? new Map();
    ofIdentity.set(audience, {
      token,
      reuseUntil: (issuedAt + LIFETIME_SECONDS - REUSE_MARGIN_SECONDS) * 1000,
    });
    tokens.set(identity, ofIdentity);
    return token;
  }
}

/** @param secret the signer's secret  @param audience the subgraph's own name */
export function createIdentityVerifier(
  secret: string,
  audience: string,
  now: () => number = Date.now,
): IdentityVerifier {
  const key = deriveKey(secret, 'identity');
  const verified = new LRUCache<string, { identity: Identity; expiresAt: number }>({
    max: MAX_CACHED_TOKENS,
  });
  return {
    verify(token) {
      const known = verified.get(token);
      if (known && known.expiresAt > now()) return known.identity;
      return check(token);
    },
  };

  async function check(token: string): Promise<Identity> {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience,
      requiredClaims: ['sub', 'exp', 'iat'],
      maxTokenAge: LIFETIME_SECONDS,
      clockTolerance: LEEWAY_SECONDS,
      currentDate: new Date(now()),
    });
    const scopes = Array.isArray(payload.scopes) ? payload.scopes.filter((s) => typeof s === 'string') : [];
    // requiredClaims above has thrown when sub, exp or iat is absent.
    const identity = Object.freeze({ user: String(payload.sub), scopes: Object.freeze(scopes) });
    const expiresAt = Math.min(Number(payload.exp), Number(payload.iat) + LIFETIME_SECONDS) + LEEWAY_SECONDS;
    verified.set(token, { identity, expiresAt: expiresAt * 1000 });
    return identity;
  }
}
