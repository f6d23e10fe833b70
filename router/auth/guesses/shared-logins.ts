import { script } from '../../../platform/sharing/script.ts';
import { addToCounts, readCounts, type SharedCount } from '../../../platform/sharing/shared-counts.ts';
import type { SharedStore } from '../../../platform/sharing/shared-store.ts';

/** Whom wrong credentials count for: a client address, a user, and the user at that address. */
export interface LoginParty {
  /** An address block, see address-block.ts. */
  block: string;
  user: string;
}

/** What all routers together know of who tries to log in. */
export interface LoginCounts {
  ofAddress: SharedCount;
  ofUser: SharedCount;
  ofTrusted: SharedCount;
  /** Whether the user has logged in from there. */
  trusted: boolean;
}

const TRUST = script("return redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])");

/** Wrong credentials counted by all routers together, and the addresses from which users have logged in at any of them. */
export class SharedLogins {
  readonly #store: SharedStore;
  readonly #windowMs: number;
  readonly #trustedMs: number;

  constructor(store: SharedStore, { windowMs, trustedMs }: { windowMs: number; trustedMs: number }) {
    this.#store = store;
    this.#windowMs = windowMs;
    this.#trustedMs = trustedMs;
  }

  /** Null when nobody says in time. */
  async look(party: LoginParty): Promise<LoginCounts | null> {
    const { address, user, pair, trust } = this.#keys(party);
    const found = await readCounts(this.#store, 'logins', [address, user, pair, trust]);
    const [ofAddress, ofUser, ofTrusted, trusted] = found ?? [];
    if (!ofAddress || !ofUser || !ofTrusted || !trusted) return null;
    return { ofAddress, ofUser, ofTrusted, trusted: trusted.count > 0 };
  }

  /** Counts wrong credentials by the hashes that they cost. */
  async failed(
    party: LoginParty,
    { hashes, isTrusted }: { hashes: number; isTrusted: boolean },
  ): Promise<void> {
    const { address, user, pair } = this.#keys(party);
    const keys = isTrusted ? [address, user, pair] : [address, user];
    await addToCounts(this.#store, 'logins', { keys, by: hashes, windowMs: this.#windowMs });
  }

  async succeeded(party: LoginParty): Promise<void> {
    const { trust } = this.#keys(party);
    await this.#store.run('logins', TRUST, { keys: [trust], values: [this.#trustedMs] });
  }

  #keys({ block, user }: LoginParty) {
    const digest = (text: string) => this.#store.digest('logins', text);
    const pair = digest(`pair ${block} ${user}`);
    return {
      address: `address:${digest(`address ${block}`)}`,
      user: `user:${digest(`user ${user}`)}`,
      pair: `pair:${pair}`,
      trust: `trust:${pair}`,
    };
  }
}
