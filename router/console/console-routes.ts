import { extname } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { loggableError } from '../../platform/errors/loggable-error.ts';
import { graphqlError } from '../../platform/http/server/error-answers.ts';
import { ConfigError } from '../../platform/process/ending/config-error.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import { BUILT_TYPES, FOR_GOOD, takesBrotli } from '../requests/built-files.ts';
import { CONSOLE_PATH, NOT_BUILT } from '../requests/message-page.ts';
import { refuseOtherMethods } from '../requests/other-methods.ts';
import type { ConsoleFiles } from './console-files.ts';

/** The script that notices that the others cannot be loaded; every release has one of this name. */
const FIRST_LOAD = 'first-load.js';
/** Everything comes from this server, and no script or style stands in the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The console at `/painel` and at each address below it, which the page itself tells apart.
 *
 * @param load gives the files when they are first asked for; tried again when it has failed
 */
export function registerConsole(app: FastifyInstance, load: () => Promise<ConsoleFiles>, log: Log): void {
  const files = once(load);
  const sendPage = async (_request: FastifyRequest, reply: FastifyReply) => {
    const found = await files().catch((error) => {
      log.error({ error: loggableError(error) }, 'the console cannot be served');
      return error instanceof ConfigError
        ? graphqlError(NOT_BUILT, error.message)
        : graphqlError('SERVICE_UNAVAILABLE', 'The console cannot be served now; the log says why.');
    });
    if ('errors' in found) return reply.code(503).send(found);
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', POLICY)
      .header('cache-control', 'no-store')
      .send(found.page);
  };
  app.get(CONSOLE_PATH, sendPage);
  app.get(`${CONSOLE_PATH}/*`, sendPage);
  // What the console changes it sends to the graph.
  for (const url of [CONSOLE_PATH, `${CONSOLE_PATH}/*`])
    refuseOtherMethods(app, {
      url,
      allowed: ['GET', 'HEAD'],
      answer: graphqlError(
        'METHOD_NOT_ALLOWED',
        'This is a page of the console, which is only read, by GET.',
      ),
    });
  app.get<{ Params: { name: string } }>(`${CONSOLE_PATH}/assets/:name`, async (request, reply) => {
    const { name } = request.params;
    const type = BUILT_TYPES[extname(name)];
    const asset = type === undefined ? undefined : (await files()).assets.get(name);
    if (!asset || type === undefined) return reply.callNotFound();
    reply
      .header('content-type', type)
      .header('cache-control', name === FIRST_LOAD ? 'no-cache' : FOR_GOOD)
      .header('vary', 'Accept-Encoding');
    if (asset.brotli === null || !takesBrotli(request)) return reply.send(asset.plain);
    return reply.header('content-encoding', 'br').send(asset.brotli);
  });
  // The browser keeps the credentials to itself: a page cannot know whose they are.
  app.get(`${CONSOLE_PATH}/sessao`, async ({ identity }) => ({
    usuario: identity?.user ?? null,
    escopos: identity?.scopes ?? [],
  }));
}

/** The same promise each time, and another try after one that has failed. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () => {
    loaded ??= load().catch((error) => {
      loaded = null;
      throw error;
    });
    return loaded;
  };
}
