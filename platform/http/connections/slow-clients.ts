import type { Http2ServerResponse, ServerHttp2Stream } from 'node:http2';
import { constants } from 'node:http2';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Slots } from '../../process/run/slots.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** When the client last took some of an answer that is a stream, by `performance.now()`; 0 where nobody says. */
    takenAt: number;
    /** Where it stands among the answers that wait to be taken; -1 where it does not. */
    untakenPlace: number;
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
  readonly reply: FastifyReply;
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
  app.decorateReply('untakenPlace', -1);
  const answers = new Slots<Answer>();
  const wait = (reply: FastifyReply, bytes: number) => {
    taken(reply);
    reply.untakenPlace = answers.add({ reply, since: performance.now(), bytes });
  };
  const taken = (reply: FastifyReply) => {
    if (reply.untakenPlace >= 0) answers.remove(reply.untakenPlace);
    reply.untakenPlace = -1;
  };
  const arriving = new Map<ServerHttp2Stream, number>();
  app.decorate('untaken', { wait, taken } satisfies UntakenAnswers);
  app.addHook('onSend', (_request, reply, payload, done) => {
    wait(reply, sizeOf(payload));
    done();
  });
  // Runs also when the client has gone.
  app.addHook('onResponse', (_request, reply, done) => {
    taken(reply);
    done();
  });
  app.server.on('stream', (stream: ServerHttp2Stream) => {
    arriving.set(stream, performance.now());
    stream.once('close', () => arriving.delete(stream));
  });
  const timer = setInterval(() => {
    const now = performance.now();
    endUnfinished(arriving, now - limits.requestMs);
    endUntaken(app, answers, now, limits);
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
  { untaken }: FastifyInstance,
  answers: Slots<Answer>,
  now: number,
  { answerMs, bytesPerSecond, maxWaitingBytes, lookEveryMs }: SlowClientLimits,
): void {
  let waitingBytes = 0;
  const left: Answer[] = [];
  for (const answer of [...answers]) {
    const { reply, since, bytes } = answer;
    const last = Math.max(since, reply.takenAt);
    if (now - last > answerMs + (bytes / bytesPerSecond) * 1_000) {
      endAnswer(untaken, reply);
      continue;
    }
    left.push(answer);
    if (now - since > lookEveryMs) waitingBytes += bytes;
  }
  if (waitingBytes <= maxWaitingBytes) return;
  for (const { reply, bytes } of left.sort((a, b) => a.since - b.since)) {
    if (waitingBytes <= maxWaitingBytes) return;
    waitingBytes -= bytes;
    endAnswer(untaken, reply);
  }
}

function endAnswer(untaken: UntakenAnswers, reply: FastifyReply): void {
  untaken.taken(reply);
  const { raw } = reply;
  if ('stream' in raw) (raw as unknown as Http2ServerResponse).stream?.close(constants.NGHTTP2_CANCEL);
  else raw.socket?.destroy();
}

function sizeOf(payload: unknown): number {
  return typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0;
}
