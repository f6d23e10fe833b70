import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/** A year, as long as caches are asked to keep anything. For the browser of who has logged in alone. */
export const FOR_GOOD = 'private, max-age=31536000, immutable';

/** What the name of a file that has been compressed by brotli ends with. */
export const COMPRESSED = '.br';

/** Media types of what a browser is sent, by what a file's name ends with. */
export const BUILT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Whether a client takes what has been compressed by brotli. */
export function takesBrotli({ headers }: FastifyRequest): boolean {
  const encoding = headers['accept-encoding'];
  if (encoding === undefined) return false;
  return (
    new Negotiator({ headers: { 'accept-encoding': String(encoding) } }).encodings(['br', 'identity'])[0] ===
    'br'
  );
}
