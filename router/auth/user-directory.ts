import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Identity } from '../../platform/identity/identity.ts';
import type { Credentials } from './basic-credentials.ts';
import { type Guesser, HashingQueue } from './hashing-queue.ts';
import { passwordSpellings, unmatchableHash, verifyPassword } from './password-hash.ts';
import type { User } from './users-file.ts';

/** Says who somebody is. */
export interface UserDirectory {
  /** The identity of credentials that have been checked a short while ago; null says nothing about them. */
  remembered(credentials: Credentials): Identity | null;
  /** The identity of right credentials, null for wrong ones. Throws TooBusyError when too many are being checked. */
  authenticate(credentials: Credentials, from?: Guesser): Identity | null | Promise<Identity | null>;
  /** Whether a user is answered trusted documents only. */
  trustedOnly(user: string): boolean;
}

const REMEMBERED_MS = 5 * 60_000;
const MAX_REMEMBERED = 10_000;
/** Of whom nothing is known, such as a test. */
const NOBODY: Guesser = { block: '', failures: 0 };

/** Checks credentials against users that can be replaced as a whole while it runs. */
export class HashedUsers implements UserDirectory {
  readonly #memoryKey = randomBytes(32);
  /** Identities by HMAC of user, password and stored hash: nothing in memory tells a password. */
  readonly #verified = new LRUCache<string, Identity>({ max: MAX_REMEMBERED, ttl: REMEMBERED_MS });
  readonly #queue = new HashingQueue();
  readonly #checking = new Map<string, Promise<Identity | null>>();
  readonly #verify: (password: string, hash: string) => Promise<boolean>;
  readonly #unmatchable: string;
  #users: ReadonlyMap<string, User>;
  #hashes: readonly string[];
  #identities: ReadonlyMap<string, Identity>;

  private constructor(
    users: ReadonlyMap<string, User>,
    unmatchable: string,
    verify: (password: string, hash: string) => Promise<boolean>,
  ) {
    this.#users = users;
    this.#hashes = hashesOf(users);
    this.#identities = identitiesOf(users);
    this.#unmatchable = unmatchable;
    this.#verify = verify;
  }

  /** @param verify stands in for the real hashing where a test counts it */
  static async create(
    users: ReadonlyMap<string, User>,
    verify: (password: string, hash: string) => Promise<boolean> = verifyPassword,
  ): Promise<HashedUsers> {
    return new HashedUsers(users, await unmatchableHash(), verify);
  }

  /** Puts other users in place of those so far; identities of users who did not change stay the same objects. */
  replace(users: ReadonlyMap<string, User>): void {
    const identities = identitiesOf(users);
    for (const [name, identity] of identities) {
      const before = this.#identities.get(name);
      if (before && before.scopes.join() === identity.scopes.join()) identities.set(name, before);
    }
    this.#users = users;
    this.#hashes = hashesOf(users);
    this.#identities = identities;
    this.#verified.clear();
  }

  remembered(credentials: Credentials): Identity | null {
    const user = this.#users.get(credentials.user);
    return this.#verified.get(this.#memoryOf(credentials, user?.hash ?? '')) ?? null;
  }

  trustedOnly(user: string): boolean {
    return this.#users.get(user)?.trustedDocuments === 'only';
  }

  authenticate(credentials: Credentials, from = NOBODY): Identity | null | Promise<Identity | null> {
    const user = this.#users.get(credentials.user);
    const key = this.#memoryOf(credentials, user?.hash ?? '');
    const known = this.#verified.get(key);
    if (known) return known;
    const running = this.#checking.get(key);
    if (running !== undefined) return running;
    const check = this.#queue
      .run(from, () => this.#check(credentials, user, key))
      .finally(() => this.#checking.delete(key));
    this.#checking.set(key, check);
    return check;
  }

  async #check(
    { user: name, password }: Credentials,
    user: User | undefined,
    key: string,
  ): Promise<Identity | null> {
    const matches = await this.#matches(password, user?.hash ?? this.#decoyFor(name));
    // The users may have been replaced meanwhile: only who is still there with the same hash has logged in.
    if (!matches || !user || this.#users.get(user.name)?.hash !== user.hash) return null;
    const identity = this.#identities.get(user.name) ?? null;
    if (identity) this.#verified.set(key, identity);
    return identity;
  }

  /** One attempt, however many spellings the password has; a wrong one costs them all, whoever the user is. */
  async #matches(password: string, hash: string): Promise<boolean> {
    for (const spelling of passwordSpellings(password)) {
      if (await this.#verify(spelling, hash)) return true;
    }
    return false;
  }

  /**
   * The hash that an unknown user's password is checked against, so that the time does not tell who exists: that of
   * some user, always the same for the same name, because hashes of other kinds and costs take other times. What
   * comes of it is not looked at.
   */
  #decoyFor(name: string): string {
    const number = createHmac('sha256', this.#memoryKey).update(name).digest().readUInt32BE();
    return this.#hashes[number % this.#hashes.length] ?? this.#unmatchable;
  }

  #memoryOf({ user, password }: Credentials, hash: string): string {
    return createHmac('sha256', this.#memoryKey).update(`${user}\0${hash}\0${password}`).digest('base64');
  }
}

function hashesOf(users: ReadonlyMap<string, User>): string[] {
  return [...users.values()].map(({ hash }) => hash);
}

function identitiesOf(users: ReadonlyMap<string, User>): Map<string, Identity> {
  return new Map(
    [...users.values()].map(({ name, scopes }) => [
      name,
      Object.freeze({ user: name, scopes: Object.freeze([...scopes]) }),
    ]),
  );
}
