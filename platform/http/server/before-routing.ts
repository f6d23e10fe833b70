import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/**
 * Shows `answer` each request of one path before anything is done for it, not even its route looked up. `answer` says
 * whether it has answered. Preflights, and all requests while the server is on its way to its end, take the usual way.
 */
export function answerBeforeRouting(
  app: FastifyInstance,
  path: string,
  answer: (request: IncomingMessage, response: ServerResponse) => boolean,
): void {
  const { server } = app;
  const usual = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const isMine =
      isOfPath(request.url, path) && request.method !== 'OPTIONS' && app.life.state === 'serving';
    if (isMine && answer(request, response)) return;
    for (const listener of usual) listener.call(server, request, response);
  });
}

function isOfPath(url: string | undefined, path: string): boolean {
  if (url === undefined || !url.startsWith(path)) return false;
  return url.length === path.length || url[path.length] === '?';
}
