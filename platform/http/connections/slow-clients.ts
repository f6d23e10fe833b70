import type { Http2ServerResponse, ServerHttp2Stream } from 'node:http2';
import { constants } from 'node:http2';
import type { FastifyInstance, FastifyReply } from 'fastify';

declare module 'fastify' {
  interface FastifyReply {
    /** When the client last took some of an answer that is a stream, by `performance.now()`; 0 where nobody says. */
    takenAt: number;
  }
  interface FastifyInstance {
    /** For handlers that write answers themselves, part by part. */
    untaken: UntakenAnswers;
  }
}

/** What is told of answers that a handler writes itself. */
export interface UntakenAnswers {
  /** Notes that so many bytes wait to be taken. */
  wait(reply: FastifyReply, bytes: number): void;
  /** Notes that nothing waits, though more may come. */
  taken(reply: FastifyReply): void;
}

/** How long, and for how much, a server waits for its clients. */
export interface SlowClientLimits {
  /** For a whole request to arrive over HTTP/2, milliseconds; a server of HTTP/1.1 sees to that itself. */
  requestMs: number;
  /** For an answer to be taken, or the next part of a stream, milliseconds, and beside that a second for so many of its bytes. */
  answerMs: number;
  bytesPerSecond: number;
  /** So many bytes may answers have together that wait to be taken. */
  maxWaitingBytes: number;
  lookEveryMs: number;
}

/** How long a whole request may take to arrive, milliseconds. */
export const REQUEST_TIMEOUT_MS = 60_000;

/** A phone takes a megabyte within these; what is waiting in many of them must not fill the memory. */
export const SLOW_CLIENTS: SlowClientLimits = {
  requestMs: REQUEST_TIMEOUT_MS,
  answerMs: 60_000,
  bytesPerSecond: 64 * 1024,
  maxWaitingBytes: 256 * 1024 * 1024,
  lookEveryMs: 5_000,
};

/** An answer that is on its way. */
interface Answer {
  readonly since: number;
  /** Before it is compressed; none where that is not known. */
  readonly bytes: number;
}

/**
 * Ends the connection of a client that does not take its answer, or over HTTP/2 the one stream, and streams whose request does
 * not come to its end: Node waits for either for ever, and every client could have a server keep answers and sockets.
 */
export function endSlowClients(app: FastifyInstance, limits: SlowClientLimits): void {
  app.decorateReply('takenAt', 0);
  const answers = new Map<FastifyReply, Answer>();
  const arriving = new Map<ServerHttp2Stream, number>();
  app.decorate('untaken', {
    wait(reply, bytes) {
      // They stay in the order in which they were sent.
      answers.delete(reply);
      answers.set(reply, { since: performance.now(), bytes });
    },
    taken(reply) {
      answers.delete(reply);
    },
  } satisfies UntakenAnswers);
  app.addHook('onSend', (_request, reply, payload, done) => {
    answers.set(reply, { since: performance.now(), bytes: sizeOf(payload) });
    done();
  });
  // Runs also when the client has gone.
  app.addHook('onResponse', (_request, reply, done) => {
    answers.delete(reply);
    done();
  });
  app.server.on('stream', (stream: ServerHttp2Stream) => {
    arriving.set(stream, performance.now());
    stream.once('close', () => arriving.delete(stream));
  });
  const timer = setInterval(() => {
    const now = performance.now();
    endUnfinished(arriving, now - limits.requestMs);
    endUntaken(answers, now, limits);
  }, limits.lookEveryMs).unref();
  app.addHook('onClose', async () => clearInterval(timer));
}

/** Ends the streams of requests that began before a moment and are not there as a whole. */
function endUnfinished(arriving: Map<ServerHttp2Stream, number>, before: number): void {
  for (const [stream, since] of arriving) {
    // They are in the order in which they began.
    if (since > before) return;
    arriving.delete(stream);
    if (!hasArrived(stream)) stream.close(constants.NGHTTP2_CANCEL);
  }
}

function hasArrived({ state: { state } }: ServerHttp2Stream): boolean {
  return (
    state !== constants.NGHTTP2_STREAM_STATE_OPEN &&
    state !== constants.NGHTTP2_STREAM_STATE_HALF_CLOSED_LOCAL
  );
}

/** Ends whoever has had time enough for an answer, and, where all that is waiting is too much, who has had the most. */
function endUntaken(
  answers: Map<FastifyReply, Answer>,
  now: number,
  { answerMs, bytesPerSecond, maxWaitingBytes, lookEveryMs }: SlowClientLimits,
): void {
  let waitingBytes = 0;
  // They are in the order in which they were sent.
  for (const [reply, { since, bytes }] of answers) {
    const last = Math.max(since, reply.takenAt);
    if (now - last > answerMs + (bytes / bytesPerSecond) * 1_000) endConnection(answers, reply);
    else if (now - since > lookEveryMs) waitingBytes += bytes;
  }
  for (const [reply, { bytes }] of answers) {
    if (waitingBytes <= maxWaitingBytes) return;
    waitingBytes -= bytes;
    endConnection(answers, reply);
  }
}

function endConnection(answers: Map<FastifyReply, Answer>, reply: FastifyReply): void {
  answers.delete(reply);
  const { raw } = reply;
  if ('stream' in raw) (raw as unknown as Http2ServerResponse).stream?.close(constants.NGHTTP2_CANCEL);
  else raw.socket?.destroy();
}

function sizeOf(payload: unknown): number {
  return typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0;
}
