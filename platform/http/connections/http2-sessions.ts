import type { Http2Session } from 'node:http2';
import type { FastifyInstance } from 'fastify';

/** The highest there can be: whatever has been sent meanwhile is still answered (RFC 9113, section 6.8). */
const ANY_STREAM = 2 ** 31 - 1;
const NO_ERROR = 0;

/**
 * Makes a server that speaks HTTP/2 too drain and close as one of HTTP/1.1 does: clients are asked by GOAWAY to send the next
 * request elsewhere; connections end when what is under way on them is answered, or after `graceMs` milliseconds. Comes after
 * `prepareDraining`.
 */
export function prepareHttp2(app: FastifyInstance, graceMs: number): void {
  const sessions = new Set<Http2Session>();
  const sendAway = (session: Http2Session) => session.goaway(NO_ERROR, ANY_STREAM);
  app.server.on('session', (session: Http2Session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
    if (app.life.state === 'draining') sendAway(session);
  });
  app.life.onDrain = () => {
    for (const session of sessions) sendAway(session);
  };
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
