import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Where the server is on its way to its end. */
    life: Life;
  }
}

/**
 * - `serving`: nobody has asked it to stop
 * - `draining`: it serves everybody, and asks each to send the next request elsewhere
 * - `closing`: what is under way is finished, nothing is begun
 */
export interface Life {
  state: 'serving' | 'draining' | 'closing';
  /** How long it drains, milliseconds. */
  drainMs: number;
  /** How long requests that are under way may hold up closing, milliseconds. */
  graceMs: number;
  /** Is told when it begins to drain. */
  onDrain: () => void;
}

const RETRY_AFTER_SECONDS = 1;
/** How long a first request may be on its way to a server that closes. */
const SILENCE_MS = 1_000;

export interface DrainOptions {
  /** How long load balancers may take to see that the server is not ready, milliseconds. */
  drainMs: number;
  /** How long requests that are under way may hold up closing, milliseconds. */
  graceMs: number;
  /** The body of the answer (503) to a request that comes too late. */
  refusal: object;
}

/** Prepares a server for `closeGently`. */
export function prepareDraining(app: FastifyInstance, { drainMs, graceMs, refusal }: DrainOptions): void {
  const life: Life = { state: 'serving', drainMs, graceMs, onDrain: () => {} };
  app.decorate('life', life);
  app.addHook('onRequest', (_request, reply, done) => {
    if (life.state !== 'closing') return done();
    reply.code(503).header('retry-after', RETRY_AFTER_SECONDS).send(refusal);
  });
  app.addHook('onSend', ({ raw }, reply, _payload, done) => {
    // Its connection ends with this answer, so that closing need not wait for it, nor cut off the next request. For
    // HTTP/2 see http2-sessions.ts.
    if (life.state !== 'serving' && raw.httpVersionMajor < 2) reply.header('connection', 'close');
    done();
  });
  const silent = followSilent(app);
  // A client that stops reading its answer would keep the server from closing for ever.
  app.addHook('preClose', (done) => {
    life.state = 'closing';
    const silence = setTimeout(() => {
      for (const socket of silent) if (socket.bytesRead === 0) socket.destroy();
    }, SILENCE_MS).unref();
    // A server of HTTP/2 has its own way, see http2-sessions.ts.
    const timer = setTimeout(() => app.server.closeAllConnections?.(), graceMs).unref();
    app.server.once('close', () => {
      clearTimeout(silence);
      clearTimeout(timer);
    });
    done();
  });
}

/**
 * Connections without a request so far, of whom Node does not know that nobody waits for anything there: those that a
 * browser opens beforehand would hold up closing.
 */
function followSilent({ server }: FastifyInstance): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  const follow = (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  };
  if ('setSecureContext' in server) {
    // The sessions of HTTP/2 are closed by http2-sessions.ts.
    server.on('secureConnection', (socket: TLSSocket) => {
      if (socket.alpnProtocol !== 'h2') follow(socket);
    });
  } else {
    server.on('connection', follow);
  }
  server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket));
  return silent;
}

/**
 * Closes a server without losing a request: says that it is not ready, goes on serving until nobody sends anything
 * here any more, and then finishes what is under way.
 */
export async function closeGently(app: FastifyInstance): Promise<void> {
  if (app.life.state === 'serving') {
    app.life.state = 'draining';
    app.life.onDrain();
    if (app.life.drainMs > 0 && app.server.listening) await after(app.life.drainMs);
  }
  await app.close();
}
