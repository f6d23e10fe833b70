import { setTimeout as after } from 'node:timers/promises';
import { type MutationName, mutationDocument, type Outcome } from '../support/networks/mutations.ts';
import { type GraphqlAnswer, postQuery } from '../support/networks/test-network.ts';
import type { World } from './world.ts';

const RETRY_MS = 40;
const ATTEMPT_TIMEOUT_MS = 15_000;

/** A frontend that retries until it has been told what became of its write. */
export class PersistentClient {
  readonly #url: string;
  readonly #world: World;
  /** Time after which no answer at all is a violation, milliseconds since the epoch. */
  #deadline = Number.POSITIVE_INFINITY;

  constructor(url: string, world: World) {
    this.#url = url;
    this.#world = world;
  }

  /** From now on every operation must come to its end within this time. */
  mustEndWithin(ms: number): void {
    this.#deadline = Date.now() + ms;
  }

  /**
   * Sends a mutation, again and again the same, until it comes to something. It is the caller's to see whether an
   * earlier attempt that went unanswered had its effect.
   *
   * @returns the outcome, and whether earlier attempts went unanswered
   */
  async write(
    name: MutationName,
    entrada: Record<string, unknown>,
  ): Promise<{ outcome: Outcome; retried: boolean }> {
    this.#world.counts.operations += 1;
    for (let attempt = 1; ; attempt += 1) {
      this.#world.counts.attempts += 1;
      const outcome = await this.#attempt(mutationDocument(name), { entrada });
      if (outcome && outcome.__typename !== 'Indisponivel') return { outcome, retried: attempt > 1 };
      if (Date.now() > this.#deadline) throw new Error(`${name} came to nothing although everything is up`);
      await after(RETRY_MS);
    }
  }

  /** The data of a query, null when there is none now. */
  async read(query: string): Promise<Outcome> {
    const answer = await postQuery(this.#url, query).catch(() => null);
    if (answer) this.#noteAnswer(answer);
    return answer?.body.errors ? null : (answer?.body.data ?? null);
  }

  /** What is refused before it is routed is not kept. */
  #noteAnswer({ status, headers }: GraphqlAnswer): void {
    const requisicao = headers.get('x-request-id');
    if (status === 200 && requisicao) this.#world.answered.set(requisicao, Date.now());
  }

  /** Null when the request went unanswered or was answered with an error, after which anything may have happened. */
  async #attempt(query: string, variables: Record<string, unknown>): Promise<Outcome | null> {
    const late = AbortSignal.timeout(ATTEMPT_TIMEOUT_MS);
    try {
      const answer = await postQuery(this.#url, query, { variables, signal: late });
      this.#noteAnswer(answer);
      const { body } = answer;
      return body.errors ? null : body.data.outcome;
    } catch {
      // A connection that broke is what this test is about: the client knows nothing and sends it again.
      return null;
    }
  }
}
