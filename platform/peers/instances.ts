import type { SubgraphClient } from './subgraph-client.ts';

/** How often each of several addresses is asked whether it is ready, and how long it may take to say so, milliseconds. */
const CHECK_EVERY_MS = 1_000;
const CHECK_WITHIN_MS = 1_000;
/** How long an address that failed is passed over at least; each time that it fails again without an answer twice as long. */
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 15_000;

type Checked = Pick<SubgraphClient, 'readiness'>;

/** One of the addresses of a subgraph, and how it has done lately. */
export class Instance<Client extends Checked = SubgraphClient> {
  readonly client: Client;
  readonly #isAlone: boolean;
  #inFlight = 0;
  #isPassedOver = false;
  #isSilent = false;
  #passedOverUntil = 0;
  /** How often it was passed over since it has answered a request. */
  #failures = 0;

  /** @param isAlone whether there is no other address, so that this one is never passed over */
  constructor(client: Client, isAlone: boolean) {
    this.client = client;
    this.#isAlone = isAlone;
  }

  /** Requests without an answer so far. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Whether others are asked instead, as long as there are any. */
  get isPassedOver(): boolean {
    return this.#isPassedOver;
  }

  /** Whether it did not even answer whether it is ready. */
  get isSilent(): boolean {
    return this.#isSilent;
  }

  begin(): void {
    this.#inFlight += 1;
  }

  /** Has to follow each `begin`, with what the request says of the address. */
  end(verdict: 'works' | 'fails' | 'nothing'): void {
    this.#inFlight -= 1;
    if (verdict === 'works') this.#failures = 0;
    // Many fail at once; that is one failure.
    if (verdict !== 'fails' || this.#isPassedOver || this.#isAlone) return;
    this.#isPassedOver = true;
    this.#passedOverUntil = performance.now() + Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures);
    this.#failures += 1;
  }

  /** Asks it whether it is ready, which decides whether it is passed over. */
  async check(): Promise<void> {
    const found = await this.client.readiness(CHECK_WITHIN_MS);
    this.#isSilent = found === 'unavailable';
    if (found !== 'ready') this.#isPassedOver = true;
    else if (performance.now() >= this.#passedOverUntil) this.#isPassedOver = false;
  }
}

/**
 * The addresses of one subgraph. The next request goes to the one with fewest in flight of those that work; where none
 * does, all are as good as each other. Several are asked each second whether they are ready: one that stops says no
 * while it still serves, so that nothing is sent there when it closes.
 */
export class Instances<Client extends Checked = SubgraphClient> implements Disposable {
  readonly all: readonly Instance<Client>[];
  readonly #timer: NodeJS.Timeout | null;
  /** Where to begin to look, so that those with equally many in flight take turns. */
  #turn = 0;

  constructor(clients: readonly Client[], { checkEveryMs = CHECK_EVERY_MS } = {}) {
    this.all = clients.map((client) => new Instance(client, clients.length === 1));
    this.#timer = this.all.length > 1 ? setInterval(() => this.#check(), checkEveryMs).unref() : null;
  }

  /** The address to ask next; null when there is none that `mayBe` takes. */
  choose(mayBe: (instance: Instance<Client>) => boolean = () => true): Instance<Client> | null {
    let best: Instance<Client> | null = null;
    this.#turn += 1;
    for (let step = 0; step < this.all.length; step += 1) {
      const one = this.all[(this.#turn + step) % this.all.length];
      if (one && mayBe(one) && (best === null || isBetter(one, best))) best = one;
    }
    return best;
  }

  #check(): void {
    // What is wrong with an address is the result and throws nothing; a client that was closed meanwhile does not matter.
    for (const instance of this.all) instance.check().catch(() => undefined);
  }

  [Symbol.dispose](): void {
    if (this.#timer) clearInterval(this.#timer);
  }
}

function isBetter<Client extends Checked>(one: Instance<Client>, other: Instance<Client>): boolean {
  if (one.isPassedOver !== other.isPassedOver) return other.isPassedOver;
  return one.inFlight < other.inFlight;
}
