import {
  BATCH_FORM,
  BrokenFrames,
  batchedText,
  batchText,
  FRAMES_TYPE,
  FrameReader,
  MAX_BATCHED,
  TAKES_BATCHES_HEADER,
} from '../../http/bodies/request-batch.ts';
import {
  type AnswerHeaders,
  type AnswerReceiver,
  answerTooLarge,
  type PooledAnswer,
  RequestFailure,
  type RequestPool,
} from '../../http/client/request-pool.ts';
import { GRAPHQL_BATCH_PATH } from '../../http/requests/paths.ts';
import { afterTurns } from '../../process/deadlines/after-turns.ts';
import type { Span } from '../../telemetry/span.ts';
import { OpenCalls, type WaitingCall } from './open-calls.ts';
import { headersOfCall, type SubgraphCall, sendAlone } from './subgraph-call.ts';

/** What one query may have of a batch, and a batch of all: what is longer is as good by itself. */
const MAX_OWN_CHARACTERS = 16 * 1024;
const MAX_CHARACTERS = 64 * 1024;
/** How many turns of the event loop a batch stays open while the address is being asked something else: then more will come. */
const TURNS = 2;
/** The same where nobody else asks: for what one plan asks at the same moment. */
const IDLE_TURNS = 1;
/** How long no batch is sent to an address after one that was not answered as one, milliseconds. */
const REST_MS = 10_000;
/** What is said by who is too busy, or by a proxy that finds nobody: it is so for each query. */
const NOT_THERE: ReadonlySet<number> = new Set([502, 503, 504]);

/** Says that a query got no answer in a batch for no reason of its own, and has to be sent by itself. */
export class NotBatched extends Error {
  constructor(cause: unknown) {
    super('a query was not answered in its batch', { cause });
    this.name = 'NotBatched';
  }
}

/**
 * Sends the queries to one address that are asked in the same turn of the event loop in one request, whoever asks: each has
 * its own identity, deadline and answer, and is answered as soon as its answer is there. What is alone in its turn goes by itself,
 * as does everything to an address that has not said that it takes batches.
 */
export class BatchedCalls {
  readonly #maxAnswerBytes: number;
  #isTaken = false;
  #restsUntil = 0;
  /** Requests to the address without an answer so far. */
  #underWay = 0;
  #waiting: WaitingCall[] = [];

  /** @param maxAnswerBytes how large the answer of one query may be */
  constructor(maxAnswerBytes: number) {
    this.#maxAnswerBytes = maxAnswerBytes;
  }

  /** Is shown the headers of each answer of the address: behind one address there may be several releases. */
  note(headers: AnswerHeaders): void {
    this.#isTaken = headers[TAKES_BATCHES_HEADER] === BATCH_FORM;
  }

  /** Whether a query may be sent here. */
  takes({ mutation, text }: SubgraphCall): boolean {
    if (!this.#isTaken || mutation !== null || text === undefined) return false;
    return text.length <= MAX_OWN_CHARACTERS && performance.now() >= this.#restsUntil;
  }

  /** The answer to a query that is taken. Rejects as when it is sent alone, and with NotBatched. */
  send(span: Span | null, call: SubgraphCall): Promise<PooledAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) this.#plan();
      this.#waiting.push({ call, span, resolve, reject });
    });
  }

  #plan(): void {
    afterTurns(this.#underWay === 0 ? IDLE_TURNS : TURNS, () => this.#sendAll());
  }

  #sendAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    let batch: WaitingCall[] = [];
    let characters = 0;
    for (const one of waiting) {
      const own = one.call.text?.length ?? 0;
      if (batch.length === MAX_BATCHED || characters + own > MAX_CHARACTERS) {
        this.#send(batch);
        batch = [];
        characters = 0;
      }
      batch.push(one);
      characters += own;
    }
    this.#send(batch);
  }

  #send(batch: readonly WaitingCall[]): void {
    const [first] = batch;
    if (!first) return;
    this.#underWay += 1;
    const end = () => {
      this.#underWay -= 1;
    };
    if (batch.length === 1) {
      const sent = sendAlone(first.span, first.call);
      sent.then(end, end);
      first.resolve(sent);
      return;
    }
    sendBatch(batch, first.call.pool, this.#maxAnswerBytes)
      .catch((error) => {
        // It may be that something between here and the subgraph knows no batches.
        this.#restsUntil = performance.now() + REST_MS;
        for (const { reject } of batch) reject(new NotBatched(error));
      })
      .finally(end);
  }
}

/** Sends queries in one request. Throws what says nothing of any of them; those that are settled stay so. */
async function sendBatch(
  batch: readonly WaitingCall[],
  pool: RequestPool,
  maxAnswerBytes: number,
): Promise<void> {
  const open = new OpenCalls(batch);
  const reader = new FrameReader({
    requests: batch.length,
    maxBytes: maxAnswerBytes,
    answer: (place, status, text) => open.answer(place, status, text),
    tooLarge: (place) => open.fail(place, new RequestFailure(answerTooLarge(), true)),
  });
  let isInFrames = false;
  const receiver: AnswerReceiver = {
    takes(status, headers) {
      isInFrames =
        status === 200 &&
        headers['content-type'] === FRAMES_TYPE &&
        headers['content-encoding'] === undefined;
      return isInFrames;
    },
    receive: (chunk) => reader.take(chunk),
  };
  try {
    const { at } = open.shared;
    const answer = await pool.request(requestOf(batch), at, open.shared, receiver);
    if (!isInFrames && NOT_THERE.has(answer.status)) open.answerAll(answer);
  } catch (error) {
    if (!(error instanceof RequestFailure) || error.cause instanceof BrokenFrames) throw error;
    open.failAll(error);
  } finally {
    open.end();
  }
  if (open.left > 0) throw new BrokenFrames();
}

function requestOf(batch: readonly WaitingCall[]) {
  const all = batch.map(({ span, call }) => ({ headers: headersOfCall(span, call), text: call.text ?? '' }));
  const headers = {
    'content-type': 'application/json',
    accept: FRAMES_TYPE,
    // One that may ask at all.
    authorization: all[0]?.headers.authorization,
  };
  const body = batchText(all.map((one) => batchedText(one.headers, one.text)));
  return { path: GRAPHQL_BATCH_PATH, method: 'POST', headers, body } as const;
}
