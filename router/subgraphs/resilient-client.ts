import { setTimeout as after } from 'node:timers/promises';
import type { Caller } from '../../platform/identity/caller.ts';
import { maySendAgain, type Verdict, verdictOf } from '../../platform/peers/failed-request.ts';
import type { GraphqlBody } from '../../platform/peers/graphql-body.ts';
import type { GraphqlResponse } from '../../platform/peers/graphql-response.ts';
import { type Replica, Replicas } from '../../platform/peers/replicas.ts';
import type { SubgraphClient } from '../../platform/peers/subgraph-client.ts';
import { SubgraphFailure } from '../../platform/peers/subgraph-failure.ts';
import type { Deadline } from '../../platform/process/deadline.ts';
import { CircuitBreaker, type CircuitState } from './circuit-breaker.ts';
import { PROBE_IDENTITY } from './readiness.ts';
import { RetryBudget } from './retry-budget.ts';

/** How often a request is sent at most. */
const MAX_ATTEMPTS = 3;
/** The longest pause before it is sent to the same address again; before the third attempt twice as long. */
const FIRST_PAUSE_MS = 40;
/** What has taken longer is not sent to the same address again: its next attempt would take as long. */
const RETRY_WITHIN_MS = 1_000;
/** How long the circuit's probe may take: longer than readiness, as a subgraph that is slow answers all the same. */
const PROBE_MS = 3_000;

type Client = Pick<SubgraphClient, 'name' | 'place' | 'timeoutMs' | 'post' | 'ping' | 'readiness'>;

/** One address of the subgraph, with a circuit of its own. */
interface Way {
  readonly replica: Replica<Client>;
  readonly circuit: CircuitBreaker;
}

/** Where a request is sent, in which turn of the circuit there. */
interface Entered {
  readonly way: Way;
  readonly turn: number;
}

/**
 * Asks one subgraph over HTTP, at the address that is best at the moment: sends again what may be sent again, to another
 * address where there is one, as far as a budget goes, and sends nothing for a while to an address where nearly nothing
 * is answered (docs/decisions/0031, 0045).
 */
export class ResilientClient implements Disposable {
  readonly #name: string;
  readonly #replicas: Replicas<Client>;
  readonly #ways: ReadonlyMap<Replica<Client>, Way>;
  readonly #probeMs: number;
  readonly #budget = new RetryBudget();
  #retries = 0;
  #notSent = 0;

  /**
   * @param clients of one subgraph, each of another address
   * @param options how often each of several is asked whether it is ready, by default each second
   */
  constructor(clients: readonly [Client, ...Client[]], options: { checkEveryMs?: number } = {}) {
    const [{ name, timeoutMs }] = clients;
    this.#name = name;
    this.#probeMs = Math.min(timeoutMs, PROBE_MS);
    this.#replicas = new Replicas(clients, options);
    this.#ways = new Map(
      this.#replicas.all.map((replica) => {
        const probe = () => answersProbe(replica.client, this.#probeMs);
        return [replica, { replica, circuit: new CircuitBreaker({ probe }) }];
      }),
    );
  }

  /** How it is with each address, in the order of the clients. */
  get addresses(): { place: string; circuit: CircuitState; isPassedOver: boolean; inFlight: number }[] {
    return [...this.#ways.values()].map(({ replica, circuit }) => ({
      place: replica.client.place,
      circuit: circuit.state,
      isPassedOver: replica.isPassedOver,
      inFlight: replica.inFlight,
    }));
  }

  /** Is told that an address has just answered who asked about itself, so that nobody's request is needed to find that out. */
  answered(at: number): void {
    [...this.#ways.values()][at]?.circuit.answered();
  }

  /** Since the start: requests that were sent again, and those that were not sent because the circuit was open. */
  get totals(): { retries: number; notSent: number } {
    return { retries: this.#retries, notSent: this.#notSent };
  }

  /** The subgraph's GraphQL response. Throws SubgraphFailure when there is none. */
  async post(body: GraphqlBody, caller: Caller): Promise<GraphqlResponse> {
    const start = performance.now();
    const entering = this.#enter(caller.deadline);
    let entered = entering instanceof Promise ? await entering : entering;
    if (entered === null) {
      this.#notSent += 1;
      throw new SubgraphFailure(this.#name, circuitOpen());
    }
    this.#budget.earn();
    const tried = new Set<Way>();
    for (let attempt = 1; ; attempt += 1) {
      const { way } = entered;
      try {
        return await this.#attempt(entered, body, caller);
      } catch (error) {
        tried.add(way);
        const hasOther = tried.size < this.#ways.size;
        const isSilent = hasOther && way.replica.isSilent;
        if (attempt >= MAX_ATTEMPTS || !maySendAgain(error, body, isSilent)) throw error;
        const pause = hasOther ? 0 : Math.random() * FIRST_PAUSE_MS * attempt;
        const { deadline } = caller;
        const isTooLate =
          (!hasOther && performance.now() - start > RETRY_WITHIN_MS) ||
          (deadline && deadline.timeLeft <= pause);
        if (isTooLate || !this.#budget.spend()) throw error;
        if (!hasOther) await after(pause);
        const next = deadline?.isOver ? null : (this.#closed((one) => !tried.has(one)) ?? this.#closed());
        if (next === null) {
          this.#budget.giveBack();
          throw error;
        }
        entered = next;
        this.#retries += 1;
      }
    }
  }

  #enter(deadline: Deadline | null): Entered | null | Promise<Entered | null> {
    const closed = this.#closed();
    // Whoever asks another address meanwhile waits for no probe of this one.
    if (this.#ways.size > 1)
      for (const { circuit } of this.#ways.values()) if (circuit.state !== 'closed') void circuit.enter();
    if (closed) return closed;
    const replica = this.#replicas.choose();
    const way = replica && this.#ways.get(replica);
    if (!way) return null;
    const turn = way.circuit.enter();
    if (!(turn instanceof Promise)) return turn === null ? null : { way, turn };
    // A request with less time does not wait for the probe that it has begun.
    const isShort = deadline !== null && deadline.timeLeft < this.#probeMs;
    return isShort ? null : turn.then((given) => (given === null ? null : { way, turn: given }));
  }

  /** The best address of those whose circuit is closed. */
  #closed(mayBe: (way: Way) => boolean = () => true): Entered | null {
    const replica = this.#replicas.choose((one) => {
      const way = this.#ways.get(one);
      return way !== undefined && way.circuit.state === 'closed' && mayBe(way);
    });
    const way = replica && this.#ways.get(replica);
    const turn = way?.circuit.currentTurn ?? null;
    return way && turn !== null ? { way, turn } : null;
  }

  async #attempt({ way, turn }: Entered, body: GraphqlBody, caller: Caller): Promise<GraphqlResponse> {
    const start = performance.now();
    let verdict: Verdict = 'nothing';
    way.replica.begin();
    try {
      const response = await way.replica.client.post(body, caller);
      verdict = 'works';
      return response;
    } catch (error) {
      verdict = verdictOf(error, performance.now() - start);
      throw error;
    } finally {
      way.replica.end(verdict);
      way.circuit.leave(turn, verdict);
    }
  }

  [Symbol.dispose](): void {
    this.#replicas[Symbol.dispose]();
  }
}

/** Whether a subgraph answers a request that costs it nothing, in whatever way that counts as an answer to a caller. */
async function answersProbe(client: Client, withinMs: number): Promise<boolean> {
  const start = performance.now();
  try {
    await client.ping(PROBE_IDENTITY, withinMs);
    return true;
  } catch (error) {
    // Whatever else went wrong, as where the router has no key: it was not answered, and each request says why.
    if (!(error instanceof SubgraphFailure)) return false;
    return verdictOf(error, performance.now() - start) !== 'fails';
  }
}

const CIRCUIT_OPEN = 'CIRCUIT_OPEN';

function circuitOpen(): Error {
  return Object.assign(new Error('nearly nothing was answered lately'), { code: CIRCUIT_OPEN });
}
