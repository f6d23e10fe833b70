import { setTimeout as after } from 'node:timers/promises';
import type { Caller } from '../../../platform/identity/callers/caller.ts';
import {
  type AddressVerdict,
  maySendAgain,
  verdictOf,
} from '../../../platform/peers/answers/failed-request.ts';
import type { GraphqlResponse } from '../../../platform/peers/answers/graphql-response.ts';
import { SubgraphFailure } from '../../../platform/peers/answers/subgraph-failure.ts';
import { type Instance, Instances } from '../../../platform/peers/instances.ts';
import type { GraphqlBody } from '../../../platform/peers/operations/graphql-body.ts';
import type { SubgraphClient } from '../../../platform/peers/subgraph-client.ts';
import type { Deadline } from '../../../platform/process/deadlines/deadline.ts';
import { PROBE_IDENTITY } from '../readiness.ts';
import { CircuitBreaker, type CircuitState } from './circuit-breaker.ts';
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
interface Address {
  readonly instance: Instance<Client>;
  readonly circuit: CircuitBreaker;
}

/** Where a request is sent, in which turn of the circuit there. */
interface Entered {
  readonly address: Address;
  readonly turn: number;
}

/**
 * Asks one subgraph over HTTP, at the address that is best at the moment: sends again what may be sent again, to another
 * address where there is one, as far as a budget goes, and sends nothing for a while to an address where nearly nothing
 * is answered (docs/decisions/0031, 0045).
 */
export class ResilientClient implements Disposable {
  readonly #name: string;
  readonly #instances: Instances<Client>;
  readonly #addresses: ReadonlyMap<Instance<Client>, Address>;
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
    this.#instances = new Instances(clients, options);
    this.#addresses = new Map(
      this.#instances.all.map((instance) => {
        const probe = () => answersProbe(instance.client, this.#probeMs);
        return [instance, { instance, circuit: new CircuitBreaker({ probe }) }];
      }),
    );
  }

  /** How it is with each address, in the order of the clients. */
  get addresses(): { place: string; circuit: CircuitState; isPassedOver: boolean; inFlight: number }[] {
    return [...this.#addresses.values()].map(({ instance, circuit }) => ({
      place: instance.client.place,
      circuit: circuit.state,
      isPassedOver: instance.isPassedOver,
      inFlight: instance.inFlight,
    }));
  }

  /** Is told that an address has just answered who asked about itself, so that nobody's request is needed to find that out. */
  answered(at: number): void {
    [...this.#addresses.values()][at]?.circuit.answered();
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
    const tried = new Set<Address>();
    for (let attempt = 1; ; attempt += 1) {
      const { address } = entered;
      try {
        return await this.#attempt(entered, body, caller);
      } catch (error) {
        tried.add(address);
        const hasOther = tried.size < this.#addresses.size;
        const isSilent = hasOther && address.instance.isSilent;
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
    if (this.#addresses.size > 1)
      for (const { circuit } of this.#addresses.values())
        if (circuit.state !== 'closed') void circuit.enter();
    if (closed) return closed;
    const instance = this.#instances.choose();
    const address = instance && this.#addresses.get(instance);
    if (!address) return null;
    const turn = address.circuit.enter();
    if (!(turn instanceof Promise)) return turn === null ? null : { address, turn };
    // A request with less time does not wait for the probe that it has begun.
    const isShort = deadline !== null && deadline.timeLeft < this.#probeMs;
    return isShort ? null : turn.then((given) => (given === null ? null : { address, turn: given }));
  }

  /** The best address of those whose circuit is closed. */
  #closed(mayBe: (address: Address) => boolean = () => true): Entered | null {
    const instance = this.#instances.choose((one) => {
      const address = this.#addresses.get(one);
      return address !== undefined && address.circuit.state === 'closed' && mayBe(address);
    });
    const address = instance && this.#addresses.get(instance);
    const turn = address?.circuit.currentTurn ?? null;
    return address && turn !== null ? { address, turn } : null;
  }

  async #attempt({ address, turn }: Entered, body: GraphqlBody, caller: Caller): Promise<GraphqlResponse> {
    const start = performance.now();
    let verdict: AddressVerdict = 'nothing';
    address.instance.begin();
    try {
      const response = await address.instance.client.post(body, caller);
      verdict = 'works';
      return response;
    } catch (error) {
      verdict = verdictOf(error, performance.now() - start);
      throw error;
    } finally {
      address.instance.end(verdict);
      address.circuit.leave(turn, verdict);
    }
  }

  [Symbol.dispose](): void {
    this.#instances[Symbol.dispose]();
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
