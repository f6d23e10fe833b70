import type { FastifyInstance } from 'fastify';
import type { Identity } from '../callers/identity.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; null until authentication has run, and on public paths. */
    identity: Identity | null;
  }
}

/** Gives every request of a server the property `identity`, null until authentication sets it. */
export function declareRequestIdentity(app: FastifyInstance): void {
  app.decorateRequest('identity', null);
}
