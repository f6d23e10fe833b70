import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { loggableError } from '../../errors/loggable-error.ts';
import { encodedBody } from '../../http/bodies/encoded-body.ts';
import {
  type BatchedRequest,
  FRAMES_TYPE,
  frameOf,
  MAX_BATCHED,
  readBatch,
} from '../../http/bodies/request-batch.ts';
import { lastWriteByHeader } from '../../http/requests/last-write-header.ts';
import { GRAPHQL_BATCH_PATH, GRAPHQL_PATH } from '../../http/requests/paths.ts';
import { timeoutByHeader, withDeadline } from '../../http/requests/request-deadline.ts';
import { REQUEST_ID_HEADER, requestId } from '../../http/requests/request-id.ts';
import { graphqlError, INTERNAL_ERROR } from '../../http/server/error-answers.ts';
import { beginBatchedSpan, endBatchedSpan } from '../../http/server/trace-requests.ts';
import type { Caller } from '../../identity/callers/caller.ts';
import { type IdentityOf, UNAUTHENTICATED } from '../../identity/requests/subgraph-authentication.ts';
import { Deadline } from '../../process/deadlines/deadline.ts';
import type { Log } from '../../process/logging/logging.ts';
import { traceOfLine, within } from '../../telemetry/span.ts';

/** What one request is answered, whether alone or in a batch. */
export interface GraphqlAnswer {
  readonly status: number;
  readonly text: string;
}

export interface BatchRouteOptions {
  /** Answers a POST of GraphQL with this body. */
  answer(body: unknown, caller: Caller): Promise<GraphqlAnswer>;
  identityOf: IdentityOf;
  /** How long a request may take, whatever its header says. */
  maxTimeoutMs: number;
  log: Log;
}

/**
 * Takes several queries in one request, and answers each as soon as it is done. Each is checked, executed, logged, measured
 * and traced as a request of its own, with the headers that it brings.
 */
export function serveBatches(app: FastifyInstance, options: BatchRouteOptions): void {
  app.route({
    method: 'POST',
    url: GRAPHQL_BATCH_PATH,
    preHandler: withDeadline(() => options.maxTimeoutMs),
    handler(request, reply) {
      const batch = readBatch(request.body);
      if (batch === null) {
        reply.code(400).send(graphqlError('BAD_REQUEST', `Send a list of 1 to ${MAX_BATCHED} requests.`));
        return;
      }
      request.isBatch = true;
      const frames = new Frames(app, reply, batch.length);
      for (let place = 0; place < batch.length; place += 1) {
        // The place is below the length.
        const one = batch[place] as BatchedRequest;
        answerOne(app, { request, reply, one }, options).then(
          ({ status, text }) => frames.add(place, status, text),
          (error) => {
            options.log.error({ error: loggableError(error) }, 'request failed');
            frames.add(place, 500, JSON.stringify(INTERNAL_ERROR));
          },
        );
      }
    },
  });
}

/** Where one request of a batch stands. */
interface Batched {
  request: FastifyRequest;
  reply: FastifyReply;
  one: BatchedRequest;
}

/** The answer to one request of a batch, logged and measured. */
async function answerOne(
  app: FastifyInstance,
  { request, reply, one: { headers, body } }: Batched,
  { answer, identityOf, maxTimeoutMs, log }: BatchRouteOptions,
): Promise<GraphqlAnswer> {
  const id = requestId(headers[REQUEST_ID_HEADER], { several: true });
  const deadline = Deadline.after(timeoutByHeader(maxTimeoutMs)({ headers }));
  request.deadline?.onCancel(() => deadline.cancel());
  const known = identityOf(headers.authorization ?? '');
  const identity = known instanceof Promise ? await known : known;
  const span =
    identity &&
    beginBatchedSpan(request, headers, {
      path: GRAPHQL_PATH,
      requestId: id,
      elapsedMs: reply.elapsedTime,
    });
  let given: GraphqlAnswer;
  if (identity === null) given = { status: 401, text: JSON.stringify(UNAUTHENTICATED) };
  else {
    const caller: Caller = { identity, requestId: id, deadline, lastWriteMs: lastWriteByHeader({ headers }) };
    try {
      given = await within(span, () => answer(body, caller));
    } catch (error) {
      log.error({ requestId: id, error: loggableError(error), ...traceOfLine(span) }, 'request failed');
      given = { status: 500, text: JSON.stringify(INTERNAL_ERROR) };
    }
  }
  const { status } = given;
  endBatchedSpan(span, deadline.isCancelled ? null : status);
  const answered = { requestId: id, path: GRAPHQL_PATH, status, ms: reply.elapsedTime, span };
  for (const tell of app.batchedAnswers) tell(answered);
  return given;
}

/** Writes what answers a batch: at once where all is done together, else in parts. */
class Frames {
  readonly #app: FastifyInstance;
  readonly #reply: FastifyReply;
  #left: number;
  #text = '';
  #isPlanned = false;
  #isBegun = false;

  constructor(app: FastifyInstance, reply: FastifyReply, requests: number) {
    this.#app = app;
    this.#reply = reply;
    this.#left = requests;
  }

  add(place: number, status: number, text: string): void {
    this.#text += frameOf(place, status, text);
    this.#left -= 1;
    if (this.#left === 0) {
      this.#write();
      return;
    }
    if (this.#isPlanned) return;
    // Those that are done in the same turn are written together.
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      if (this.#text !== '') this.#write();
    });
  }

  #write(): void {
    const frames = encodedBody(this.#text);
    this.#text = '';
    if (!this.#isBegun && this.#left === 0) {
      this.#reply.header('content-type', FRAMES_TYPE).send(frames);
      return;
    }
    const { raw } = this.#reply;
    const { untaken } = this.#app;
    if (!this.#isBegun) {
      this.#isBegun = true;
      // Fastify does not say so where the client goes.
      raw.once('close', () => untaken.taken(this.#reply));
      const headers = this.#reply.getHeaders();
      this.#reply.hijack();
      // As every other answer of a server that is on its way to its end.
      const closes = this.#app.life.state === 'serving' ? null : { connection: 'close' };
      // Fastify keeps headers in the form that Node takes them.
      raw.writeHead(200, { ...(headers as Record<string, string>), 'content-type': FRAMES_TYPE, ...closes });
    }
    if (this.#left === 0) raw.end(frames);
    else {
      raw.write(frames, () => {
        if (raw.writableLength === 0 && !raw.writableEnded) untaken.taken(this.#reply);
      });
    }
    if (!raw.closed) untaken.wait(this.#reply, raw.writableLength);
  }
}
