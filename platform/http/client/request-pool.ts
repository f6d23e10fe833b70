import type { Dispatcher, Pool as UndiciPool } from 'undici';
// undici-pool.d.ts has why not of the package.
import Pool from 'undici/lib/dispatcher/pool.js';
import type { Deadline } from '../../process/deadlines/deadline.ts';
import { decodedText, textOfBody } from '../bodies/decoded-body.ts';

/** The codes of a request whose time was over, and of one that nobody waited for any more. */
export const TIMED_OUT = 'ETIMEDOUT';
/** The code of a request that nobody waits for any more. */
export const CANCELLED = 'ECANCELED';

/** An answer as far as it is needed. */
export interface PooledAnswer {
  status: number;
  text: string;
}

/** The error of a request that got no answer. */
export class RequestFailure extends Error {
  /** Whether the other side may have begun to act on it. */
  readonly sent: boolean;
  /** Of the cause, such as `ECONNREFUSED`. */
  readonly code: string;
  constructor(cause: Error, sent: boolean) {
    super('a request got no answer', { cause });
    this.name = 'RequestFailure';
    this.sent = sent;
    this.code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  }
}

export interface RequestPoolOptions {
  /** `http://host:port` */
  origin: string;
  /** Connections at most. */
  connections: number;
  /** How many requests may wait for a connection. */
  maxWaiting: number;
  /** Largest answer, also when it is decompressed. */
  maxAnswerBytes: number;
  connectTimeoutMs: number;
  /** Is shown the headers of each answer. */
  noteHeaders?(headers: AnswerHeaders): void;
}

export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Takes the body of an answer as it comes, in place of its text. */
export interface AnswerReceiver {
  /** Whether it takes an answer that begins so. */
  takes(status: number, headers: AnswerHeaders): boolean;
  /** What it throws ends the request, which fails with it. */
  receive(chunk: Buffer): void;
}

/** A request from asking to its last byte. */
interface Exchange {
  readonly request: Dispatcher.DispatchOptions;
  readonly receiver: AnswerReceiver | null;
  readonly resolve: (answer: PooledAnswer) => void;
  readonly reject: (error: unknown) => void;
  timer: NodeJS.Timeout | null;
  /** Whether it waits for a connection. */
  queued: boolean;
  /** Whether its deadline has passed, or nobody waits any more. */
  late: boolean;
  /** Who waits for the answer; null is somebody who stays. */
  client: Deadline | null;
  /** Stops it when the client has gone. */
  leave: () => void;
  /** From when on it is being sent. */
  controller: Dispatcher.DispatchController | null;
}

/**
 * Sends requests over kept connections and gives whole answers. Takes undici's own way, without a stream for the body.
 * Neither waiting for a connection nor an answer that comes byte by byte holds a request longer than its deadline.
 */
export class RequestPool {
  readonly #pool: UndiciPool;
  readonly #options: RequestPoolOptions;
  #running = 0;
  /** In the order in which they came; also those whose deadline has passed, until their turn comes. */
  readonly #queue: Exchange[] = [];
  /** Those in the queue whose deadline has not passed. */
  #waiting = 0;

  constructor(options: RequestPoolOptions) {
    this.#options = options;
    this.#pool = new Pool(options.origin, {
      connections: options.connections,
      // These begin anew with every byte; a request has a deadline for all of it instead.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout: options.connectTimeoutMs },
    });
  }

  /**
   * The answer to a request. Throws RequestFailure, or UnreadableBody for an answer that is no text.
   *
   * @param until when the whole answer has to be there, by `performance.now()`
   * @param client ends the request when nobody waits for it any more
   * @param receiver is given the body, if it takes it; the text is empty then
   */
  request(
    request: Dispatcher.DispatchOptions,
    until: number,
    client: Deadline | null = null,
    receiver: AnswerReceiver | null = null,
  ): Promise<PooledAnswer> {
    return new Promise((resolve, reject) => {
      const timeLeft = until - performance.now();
      if (timeLeft <= 0) throw new RequestFailure(deadlinePassed(), false);
      if (client?.isOver) throw new RequestFailure(cancelled(), false);
      const hasRoom = this.#running < this.#options.connections;
      if (!hasRoom && this.#waiting >= this.#options.maxWaiting) {
        throw new RequestFailure(coded('too many requests wait for a connection', 'QUEUE_FULL'), false);
      }
      const exchange: Exchange = {
        request,
        receiver,
        resolve,
        reject,
        timer: null,
        queued: !hasRoom,
        late: false,
        client,
        leave: () => this.#giveUp(exchange, cancelled()),
        controller: null,
      };
      exchange.timer = setTimeout(() => this.#giveUp(exchange, deadlinePassed()), timeLeft);
      client?.onCancel(exchange.leave);
      if (hasRoom) {
        this.#dispatch(exchange);
        return;
      }
      this.#queue.push(exchange);
      this.#waiting += 1;
    });
  }

  /** Ends every request. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  #giveUp(exchange: Exchange, why: Error): void {
    const { controller, reject } = exchange;
    exchange.late = true;
    stopWatching(exchange);
    if (exchange.queued) this.#waiting -= 1;
    reject(new RequestFailure(why, controller !== null));
    controller?.abort(why);
  }

  #dispatch(exchange: Exchange): void {
    const { request, receiver, resolve, reject } = exchange;
    const { maxAnswerBytes, noteHeaders } = this.#options;
    let status = 0;
    let bytes = 0;
    let isReceived = false;
    let encoding: string | undefined;
    const chunks: Buffer[] = [];
    this.#running += 1;
    try {
      this.#pool.dispatch(request, {
        // By this method undici knows this form of handler.
        onRequestStart(controller) {
          if (exchange.late) controller.abort(deadlinePassed());
          else exchange.controller = controller;
        },
        onResponseStart(_controller, statusCode, headers) {
          // Those below 200 announce an answer.
          if (statusCode < 200) return;
          status = statusCode;
          noteHeaders?.(headers);
          isReceived = receiver?.takes(status, headers) ?? false;
          const given = headers['content-encoding'];
          if (given !== undefined && given !== 'identity') encoding = String(given);
        },
        onResponseData(controller, chunk) {
          if (isReceived) {
            receiver?.receive(chunk);
            return;
          }
          bytes += chunk.length;
          if (bytes <= maxAnswerBytes) chunks.push(chunk);
          else controller.abort(answerTooLarge());
        },
        onResponseEnd: () => {
          this.#end(exchange);
          readText(chunks, encoding, maxAnswerBytes).then((text) => resolve({ status, text }), reject);
        },
        onResponseError: (_controller, error) => {
          this.#end(exchange);
          reject(new RequestFailure(error, exchange.controller !== null));
        },
      });
    } catch (error) {
      this.#end(exchange);
      throw error;
    }
  }

  /** Gives the place of a request that has ended to the next one. */
  #end(exchange: Exchange): void {
    stopWatching(exchange);
    this.#running -= 1;
    let next = this.#queue.shift();
    while (next?.late) next = this.#queue.shift();
    if (!next) return;
    next.queued = false;
    this.#waiting -= 1;
    this.#dispatch(next);
  }
}

function stopWatching({ timer, client, leave }: Exchange): void {
  if (timer) clearTimeout(timer);
  client?.offCancel(leave);
}

async function readText(chunks: Buffer[], encoding: string | undefined, maxBytes: number): Promise<string> {
  const [first] = chunks;
  const whole = chunks.length === 1 && first ? first : Buffer.concat(chunks);
  return encoding === undefined || whole.length === 0
    ? textOfBody(whole)
    : await decodedText(whole, encoding, maxBytes);
}

/** The error of an answer with more bytes than may be; undici gives it the same code. */
export function answerTooLarge(): Error {
  return coded('the answer is too large', 'UND_ERR_RES_EXCEEDED_MAX_SIZE');
}

/** The error of a request whose time was over. */
export function deadlinePassed(): Error {
  return coded('the answer was not there in time', TIMED_OUT);
}

/** The error of a request that nobody waits for any more. */
export function cancelled(): Error {
  return coded('nobody waits for the answer any more', CANCELLED);
}

function coded(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}
