import type { LoadOrder } from '../load/load.ts';
import type { Child, Launcher } from '../processes/child.ts';

/** Requests at a steady rate, whatever becomes of them. */
export interface FloodOrder extends Omit<LoadOrder, 'strict' | 'connections'> {
  perSecond: number;
}

/** What became of them. */
export interface FloodResult {
  /** From the first one that was sent to the last answer. */
  seconds: number;
  sent: number;
  /** Right answers. */
  right: number;
  /** Answered 503 or 429, with `Retry-After` or not. */
  shed: number;
  /** By status, or by the code of the error where there was no answer. */
  wrong: Readonly<Record<string, number>>;
  /** Of right answers, milliseconds from when the request was due. */
  p50: number;
  p99: number;
  /** Of those that were shed. */
  shedP99: number;
}

/** The generator of more requests than can be answered, as a process of its own. */
export class Flood implements AsyncDisposable {
  readonly #child: Child;

  private constructor(child: Child) {
    this.#child = child;
  }

  static async start(launcher: Launcher): Promise<Flood> {
    return new Flood(await launcher.start({ name: 'flood', script: 'bench/overload/flood-main', env: {} }));
  }

  async run(order: FloodOrder): Promise<FloodResult> {
    // flood-main.ts answers each order with one of these two.
    const answer = (await this.#child.ask(order)) as FloodResult | { failure: string };
    if ('failure' in answer) throw new Error(answer.failure);
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child[Symbol.asyncDispose]();
  }
}
