import type { Http2ServerRequest } from 'node:http2';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerHookHandler } from 'fastify';
import { Deadline } from '../../process/deadlines/deadline.ts';
import { Slots } from '../../process/run/slots.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Until when its answer is waited for; null where nobody has said. */
    deadline: Deadline | null;
  }
}

/** Milliseconds that a subgraph has for its answer. */
export const TIMEOUT_HEADER = 'x-request-timeout-ms';

/** Of a request, by itself or in a batch. */
type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

const DIGITS = /^\d{1,7}$/;

/** Prepares a server for `withDeadline`. */
export function prepareDeadlines(app: FastifyInstance): void {
  app.decorateRequest('deadline', null);
}

/**
 * Gives each request of a route a deadline, which ends also when the client goes before it is answered. One that it has
 * already goes on.
 *
 * @param timeoutMs how long a request may take
 */
export function withDeadline(timeoutMs: (request: FastifyRequest) => number): preHandlerHookHandler {
  return (request, reply, done) => {
    if (request.deadline === null) startDeadline(request, reply, timeoutMs(request));
    done();
  };
}

/** The deadline that a request is given from now on, before `withDeadline` would. */
export function startDeadline(request: FastifyRequest, { raw }: FastifyReply, timeoutMs: number): Deadline {
  const deadline = Deadline.after(timeoutMs);
  request.deadline = deadline;
  // Whoever logs in slowly may have gone already.
  if (isGone(request)) deadline.cancel();
  const others = isHttp2(request) ? null : underWayOn(request.raw.socket);
  const place = others?.add(deadline) ?? 0;
  // Every response is closed at its end; one that was not ended then has nobody to read it. Over HTTP/2 `writableFinished`
  // says nothing: Node itself finishes the stream of a client that has gone.
  raw.on('close', () => {
    others?.remove(place);
    if (!raw.writableEnded) deadline.cancel();
  });
  return deadline;
}

/** How long a request may take by its header, and at most so many milliseconds; a header that says nothing usable is none. */
export function timeoutByHeader(maxMs: number): (request: { headers: RequestHeaders }) => number {
  return ({ headers }) => {
    const header = headers[TIMEOUT_HEADER];
    return typeof header === 'string' && DIGITS.test(header) ? Math.min(maxMs, Number(header)) : maxMs;
  };
}

function isGone(request: FastifyRequest): boolean {
  const { raw } = request;
  return isHttp2(request) ? (raw as unknown as Http2ServerRequest).stream.destroyed : raw.socket.destroyed;
}

function isHttp2({ raw }: FastifyRequest): boolean {
  return 'stream' in raw;
}

/** Of each connection the deadlines under way: one listener is enough, however many requests a client has sent ahead. */
const underWay = new WeakMap<Socket, Slots<Deadline>>();

/**
 * Deadlines that are cancelled when the connection is closed. Node closes only that response which is being written then, and
 * not those to requests that the client has sent ahead.
 */
function underWayOn(socket: Socket): Slots<Deadline> {
  const known = underWay.get(socket);
  if (known) return known;
  const deadlines = new Slots<Deadline>();
  underWay.set(socket, deadlines);
  socket.once('close', () => {
    for (const deadline of deadlines) deadline.cancel();
  });
  return deadlines;
}
