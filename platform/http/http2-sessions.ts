import type { Http2Session } from 'node:http2';
import type { FastifyInstance } from 'fastify';

/**
 * Makes a server that speaks HTTP/2 too close as one of HTTP/1.1 does: connections end when what is under way on them is
 * answered, or after `graceMs` milliseconds.
 */
export function prepareHttp2(app: FastifyInstance, graceMs: number): void {
  const sessions = new Set<Http2Session>();
  app.server.on('session', (session: Http2Session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  app.addHook('onSend', ({ raw }, reply, _payload, done) => {
    // A header of HTTP/1.1, by which Fastify ends a connection whose request it did not read to the end.
    if (raw.httpVersionMajor >= 2) reply.removeHeader('connection');
    done();
  });
  app.addHook('preClose', (done) => {
    for (const session of sessions) session.close();
    const timer = setTimeout(() => {
      for (const session of sessions) session.destroy();
    }, graceMs).unref();
    app.server.once('close', () => clearTimeout(timer));
    done();
  });
}
