import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { withExactNumbers } from './exact-json.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the body of a request of this route stays bytes, which are UTF-8; what parses it is elsewhere. */
    takesBytes?: (request: FastifyRequest) => boolean;
  }
}

/** The error for a body in another encoding: read as UTF-8 it would put U+FFFD into what is written, without a word. */
export class BodyNotUtf8 extends Error {
  readonly statusCode = 400;
}

/** The error for a body that was compressed, or whose sender says so: a small one could become a large one. */
export class BodyEncoded extends Error {
  readonly statusCode = 415;
}

/**
 * Reads bodies of JSON as UTF-8, and refuses them when they are anything else, whatever `charset` says.
 *
 * @param options.exactNumbers whether numbers that JavaScript cannot hold stay as they were written
 */
export function readJsonBodies(app: FastifyInstance, { exactNumbers }: { exactNumbers: boolean }): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  // Text is no form of a request here: it is answered 415 like all other types.
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
      done(new BodyEncoded('the body is encoded'));
      return;
    }
    // Because of `parseAs`.
    const bytes = body as Buffer;
    if (!isUtf8(bytes)) {
      done(new BodyNotUtf8('the body is no UTF-8'));
      return;
    }
    if (request.routeOptions.config.takesBytes?.(request)) {
      done(null, bytes);
      return;
    }
    const text = bytes.toString('utf8');
    // It calls back at once.
    void parse(request, text, (error, parsed) => {
      if (error) done(error);
      else done(null, exactNumbers ? withExactNumbers(parsed, text) : parsed);
    });
  });
}
