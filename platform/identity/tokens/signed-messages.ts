import { createHash } from 'node:crypto';
import { errors, type JWTHeaderParameters, jwtVerify, SignJWT } from 'jose';
import type { Identity } from '../callers/identity.ts';
import { type Callers, maySay, partIdentity } from '../callers/issuers.ts';
import type { SigningKey } from '../keys/keys.ts';
import { ALGORITHM, keyNamed, LEEWAY_SECONDS, type VerifierOptions } from './tokens.ts';

/**
 * What a message carries that waits for its receiver, maybe for days, where others may read it: a JWT that says who sends
 * it to whom, as the token of a request does, and the SHA-256 of the body, so that it is good for this body alone. Its
 * audience is not that of requests: nobody can send a request with it.
 */
export interface MessageToSign {
  /** For whom it is, and what kind of message, such as `eventos:enderecos`. */
  audience: string;
  /** What the sender does by it. */
  scope: string;
  body: Uint8Array;
}

/** Longer than a broker keeps a message, shorter than an inbox remembers one. */
const MAX_AGE_SECONDS = 31 * 86_400;

/** Signs a message as the part that has the key. */
export async function signMessage(
  key: SigningKey,
  { audience, scope, body }: MessageToSign,
): Promise<string> {
  const { user, scopes } = partIdentity(key.issuer, scope);
  return await new SignJWT({ scopes: [...scopes], sha256: digestOf(body) })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid })
    .setIssuer(key.issuer)
    .setSubject(user)
    .setAudience(audience)
    .setIssuedAt()
    .sign(key.privateKey);
}

/** Checks messages for one audience. */
export interface MessageVerifier {
  /**
   * The part that has sent a message. Throws jose's error when the signature is forged, older than a month, for another
   * body or somebody else, or of who may not send this.
   */
  verify(signature: string, body: Uint8Array): Promise<string>;
}

/** A verifier of messages; `callers` are their senders, with what each may do by them. */
export function createMessageVerifier({ trustedKeys, audience, callers }: VerifierOptions): MessageVerifier {
  return {
    async verify(signature, body) {
      const trusted = trustedKeys();
      let issuer = '';
      const keyOf = (header: JWTHeaderParameters) => {
        const key = keyNamed(trusted, header.kid);
        issuer = key.issuer;
        return key.publicKey;
      };
      const { payload } = await jwtVerify(signature, keyOf, {
        algorithms: [ALGORITHM],
        audience,
        requiredClaims: ['iss', 'sub', 'iat', 'sha256'],
        maxTokenAge: MAX_AGE_SECONDS,
        clockTolerance: LEEWAY_SECONDS,
      });
      const scopes = Array.isArray(payload.scopes)
        ? payload.scopes.filter((scope) => typeof scope === 'string')
        : [];
      const identity = { user: String(payload.sub), scopes };
      if (payload.iss !== issuer || !isPart(issuer, identity, callers)) {
        throw new errors.JWTClaimValidationFailed('its issuer may not send this', payload, 'iss');
      }
      if (payload.sha256 !== digestOf(body)) {
        throw new errors.JWTClaimValidationFailed(
          'it is the signature of another message',
          payload,
          'sha256',
        );
      }
      return issuer;
    },
  };
}

/** The router speaks for users, who send no messages. */
function isPart(issuer: string, identity: Identity, callers: Callers): boolean {
  return Object.hasOwn(callers, issuer) && maySay(issuer, identity, callers);
}

function digestOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('base64url');
}
