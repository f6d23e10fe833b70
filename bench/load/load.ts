import type { Child, Launcher } from '../processes/child.ts';
import type { QueryData, QueryName } from '../questions/queries.ts';
import type { Endpoint } from '../questions/requests.ts';

/** What the load generator is told to do. */
export interface LoadOrder {
  endpoint: Endpoint;
  query: QueryName;
  data: QueryData;
  connections: number;
  milliseconds: number;
  /** Of the random variables; the same seed asks for the same things in the same order. */
  seed: number;
  /** Begins the idempotency keys of this order; no other order has it. */
  keyPrefix: string;
  /** Whether the first wrong answer ends the order. */
  strict: boolean;
}

/** What it saw. */
export interface LoadResult {
  /** Right answers. */
  requests: number;
  /** Wrong ones; none with a strict order. */
  failed: number;
  seconds: number;
  /** Milliseconds from sending to the last byte. */
  p50: number;
  p99: number;
  bytesPerAnswer: number;
}

/** The load generator as a process of its own. */
export class Load implements AsyncDisposable {
  readonly #child: Child;

  private constructor(child: Child) {
    this.#child = child;
  }

  static async start(launcher: Launcher): Promise<Load> {
    return new Load(
      await launcher.start({ name: 'load generator', script: 'bench/load/load-main', env: {} }),
    );
  }

  /** Of the process. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Throws an Error that quotes the first wrong answer. */
  async run(order: LoadOrder): Promise<LoadResult> {
    // load-main.ts answers each order with one of these two.
    const answer = (await this.#child.ask(order)) as LoadResult | { failure: string };
    if ('failure' in answer) throw new Error(answer.failure);
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child[Symbol.asyncDispose]();
  }
}
