import type { FastifyReply, FastifyRequest, preHandlerHookHandler } from 'fastify';
import { graphqlError } from '../../platform/http/server/error-answers.ts';

/** Content types that a page may send anywhere without asking (https://fetch.spec.whatwg.org/#cors-safelisted-request-header). */
const SIMPLE_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);
/** Headers that Apollo's clients send, which a page of another origin has to ask for. */
const ASKED_FOR = ['x-apollo-operation-name', 'apollo-require-preflight'];

/**
 * Refuses requests that any page could have a browser send with the credentials that it knows. All others pass, also
 * plain GET requests of clients that are no browser, and of pages of this origin and of those in `origins`:
 * - Fetch Metadata tell where a request comes from (https://www.w3.org/TR/fetch-metadata/);
 * - browsers without them, or that leave them out over plain HTTP, must send something that a page has to ask for.
 */
export function refuseCrossSite(origins: readonly (string | RegExp)[]): preHandlerHookHandler {
  return (request: FastifyRequest, reply: FastifyReply, done) => {
    if (mayBeCrossSite(request, origins)) {
      reply
        .code(403)
        .send(
          graphqlError(
            'CROSS_SITE_REQUEST',
            'A page of another site could have sent this. Send it with "content-type: application/json" or with a header "apollo-require-preflight", or have the origin of the page allowed (CORS_ORIGINS).',
          ),
        );
      return;
    }
    done();
  };
}

function mayBeCrossSite({ headers }: FastifyRequest, origins: readonly (string | RegExp)[]): boolean {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== undefined && !SIMPLE_TYPES.has(type)) return false;
  if (ASKED_FOR.some((name) => headers[name])) return false;
  const { origin } = headers;
  if (origin !== undefined && origins.some((one) => isOrigin(one, origin))) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined || /^Mozilla\//.test(headers['user-agent'] ?? '');
}

/** Whether an origin is one that is allowed, by itself or by a pattern. */
export function isOrigin(allowed: string | RegExp, origin: string): boolean {
  return typeof allowed === 'string' ? allowed === origin : allowed.test(origin);
}
