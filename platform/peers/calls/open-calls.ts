import { textOfBody } from '../../http/bodies/decoded-body.ts';
import {
  cancelled,
  deadlinePassed,
  type PooledAnswer,
  RequestFailure,
} from '../../http/client/request-pool.ts';
import { Deadline } from '../../process/deadlines/deadline.ts';
import type { Span } from '../../telemetry/span.ts';
import type { SubgraphCall } from './subgraph-call.ts';

/** One query that waits for its answer, which is over as soon as it is settled. */
export interface WaitingCall {
  readonly call: SubgraphCall;
  readonly span: Span | null;
  readonly resolve: (answer: PooledAnswer | Promise<PooledAnswer>) => void;
  readonly reject: (error: unknown) => void;
}

/** The calls of a batch that have no answer yet. Each ends with its own deadline, and when its client goes. */
export class OpenCalls {
  /** Until the last of them ends; cancelled when nobody waits any more. */
  readonly shared: Deadline;
  /** By their places. */
  readonly #calls = new Map<number, { waiting: WaitingCall; leave: () => void }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(batch: readonly WaitingCall[]) {
    let last = 0;
    for (let place = 0; place < batch.length; place += 1) {
      // The place is below the length.
      const waiting = batch[place] as WaitingCall;
      const leave = () => this.#giveUp(place, cancelled());
      this.#calls.set(place, { waiting, leave });
      last = Math.max(last, waiting.call.until);
    }
    this.shared = new Deadline(last);
    for (const { waiting, leave } of [...this.#calls.values()]) waiting.call.client?.onCancel(leave);
    this.#arm();
  }

  get left(): number {
    return this.#calls.size;
  }

  answer(place: number, status: number, text: Buffer): void {
    const waiting = this.#take(place);
    if (!waiting) return;
    try {
      waiting.resolve({ status, text: textOfBody(text) });
    } catch (error) {
      waiting.reject(error);
    }
  }

  answerAll(answer: PooledAnswer): void {
    for (const place of [...this.#calls.keys()]) this.#take(place)?.resolve(answer);
  }

  fail(place: number, error: Error): void {
    this.#take(place)?.reject(error);
  }

  failAll(error: Error): void {
    for (const place of [...this.#calls.keys()]) this.fail(place, error);
  }

  /** Ends the watch. */
  end(): void {
    clearTimeout(this.#timer);
    for (const { waiting, leave } of this.#calls.values()) waiting.call.client?.offCancel(leave);
  }

  #giveUp(place: number, why: Error): void {
    this.fail(place, new RequestFailure(why, true));
    if (this.left === 0) this.shared.cancel();
  }

  #take(place: number): WaitingCall | null {
    const call = this.#calls.get(place);
    if (!call) return null;
    this.#calls.delete(place);
    call.waiting.call.client?.offCancel(call.leave);
    return call.waiting;
  }

  /** One timer for all, for the next that ends. */
  #arm(): void {
    let next = Number.POSITIVE_INFINITY;
    for (const { waiting } of this.#calls.values()) next = Math.min(next, waiting.call.until);
    // The last one ends with the request.
    if (next >= this.shared.at) return;
    this.#timer = setTimeout(() => this.#expire(), Math.max(1, Math.ceil(next - performance.now())));
  }

  #expire(): void {
    const now = performance.now();
    for (const [place, { waiting }] of [...this.#calls])
      if (waiting.call.until <= now) this.#giveUp(place, deadlinePassed());
    this.#arm();
  }
}
