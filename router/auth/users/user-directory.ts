import { createHmac, hash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Identity } from '../../../platform/identity/callers/identity.ts';
import type { Deadline } from '../../../platform/process/deadlines/deadline.ts';
import type { Credentials } from '../credentials/basic-credentials.ts';
import { unmatchableHash } from '../hashes/bcrypt-hash.ts';
import { hashCost, verifyPassword } from '../hashes/hash-kinds.ts';
import { type Guesser, HashingQueue, TooBusyError } from '../hashes/hashing-queue.ts';
import { passwordSpellings } from '../hashes/password-spellings.ts';
import type { User } from '../user-files/users-file.ts';

/** Says who somebody is. */
export interface UserDirectory {
  /** The identity of credentials that have been checked some hours ago at most; null says nothing about them. */
  remembered(credentials: Credentials): Identity | null;
  /** The identity of right credentials, null for wrong ones. Throws TooBusyError when too many are being checked. */
  authenticate(
    credentials: Credentials,
    from?: Guesser,
    deadline?: Deadline | null,
  ): Identity | null | Promise<Identity | null>;
  /** Whether just these credentials are being checked, so that asking for another check waits for that one. */
  isChecking(credentials: Credentials): boolean;
  /** How many hashes these credentials cost when they are wrong. */
  hashesFor(credentials: Credentials): number;
  /** Whether a user is answered trusted documents only. */
  trustedOnly(user: string): boolean;
  /** All scopes of the groups; null where there are the development users and no file of groups. */
  readonly groupScopes: ReadonlySet<string> | null;
  /** How it is with the users, for whoever runs this. */
  readonly state: UsersState;
}

/** How many users there are, and what of their files cannot be used. */
export interface UsersState {
  /** How many can log in. */
  users: number;
  /** Lines of the users file that cannot be used, or of which a part cannot. */
  linesLeftOut: number;
  /** Files that cannot be read now; what they said before goes on. */
  filesNotRead: number;
}

type UsersProblems = Omit<UsersState, 'users'>;

const NO_PROBLEMS: UsersProblems = { linesLeftOut: 0, filesNotRead: 0 };

/**
 * Long, because a crowd of guessers makes a new check wait; a change of the password or a removal counts at once all the
 * same. Shorter than an address is trusted, see failed-logins.ts, so that the next check goes before theirs.
 */
const REMEMBERED_MS = 12 * 60 * 60_000;
const MAX_REMEMBERED = 10_000;
/** Of whom nothing is known, such as a test. */
const NOBODY: Guesser = { block: '', failures: 0 };

type Verify = (password: string, hash: string) => Promise<boolean>;

export interface HashedUsersOptions {
  /** Stands in for the real hashing where a test counts it. */
  verify?: Verify;
  /** Whether a user of the files is none any more, for now. */
  isRevoked?: (user: string) => boolean;
  /** Chooses what unknown users are checked against; of one process alone by default. */
  decoyKey?: Uint8Array;
}

/** Checks credentials against users, which can be replaced as a whole while it runs. */
export class HashedUsers implements UserDirectory {
  readonly #memoryKey = randomBytes(32).toString('base64');
  /**
   * Right credentials, as a hash with a key of user, password and stored hashes: nothing in memory tells a password. They stay when the
   * users change, because those of who was removed or has another password are asked for no more.
   */
  readonly #verified = new LRUCache<string, true>({
    // With `max` the cache would keep room for all of them from the start.
    maxSize: MAX_REMEMBERED,
    sizeCalculation: () => 1,
    ttl: REMEMBERED_MS,
  });
  readonly #queue = new HashingQueue();
  readonly #checking = new Map<string, Promise<Identity | null>>();
  readonly #verify: Verify;
  readonly #decoyKey: Uint8Array;
  readonly #isRevoked: (user: string) => boolean;
  readonly #unmatchable: readonly string[];
  #users: ReadonlyMap<string, User> = new Map();
  #decoys: readonly (readonly string[])[] = [];
  #identities: ReadonlyMap<string, Identity> = new Map();
  #problems = NO_PROBLEMS;
  groupScopes: ReadonlySet<string> | null = null;

  private constructor(unmatchable: string, { verify, decoyKey, isRevoked }: HashedUsersOptions) {
    this.#unmatchable = [unmatchable];
    this.#verify = verify ?? verifyPassword;
    this.#decoyKey = decoyKey ?? randomBytes(32);
    this.#isRevoked = isRevoked ?? (() => false);
  }

  static async create(
    users: ReadonlyMap<string, User>,
    options: HashedUsersOptions = {},
  ): Promise<HashedUsers> {
    const directory = new HashedUsers(await unmatchableHash(), options);
    directory.replace(users);
    return directory;
  }

  /** Puts other users in place of those so far; identities of users who did not change stay the same objects. */
  replace(users: ReadonlyMap<string, User>, problems = NO_PROBLEMS): void {
    const identities = identitiesOf(users);
    for (const [name, identity] of identities) {
      const before = this.#identities.get(name);
      if (before && before.scopes.join() === identity.scopes.join()) identities.set(name, before);
    }
    this.#users = users;
    this.#decoys = decoysOf(users);
    this.#identities = identities;
    this.#problems = problems;
  }

  get state(): UsersState {
    return { users: this.#users.size, ...this.#problems };
  }

  remembered(credentials: Credentials): Identity | null {
    return this.#known(credentials.user, this.#memoryOf(credentials, this.#user(credentials.user)));
  }

  /** Who is revoked is nobody: all of the same costs and answers. */
  #user(name: string): User | undefined {
    return this.#isRevoked(name) ? undefined : this.#users.get(name);
  }

  /** Of the users as they are now. */
  #known(name: string, key: string): Identity | null {
    return this.#verified.get(key) ? (this.#identities.get(name) ?? null) : null;
  }

  trustedOnly(user: string): boolean {
    return this.#users.get(user)?.trustedDocuments === 'only';
  }

  authenticate(
    credentials: Credentials,
    from = NOBODY,
    deadline: Deadline | null = null,
  ): Identity | null | Promise<Identity | null> {
    const user = this.#user(credentials.user);
    const key = this.#memoryOf(credentials, user);
    const known = this.#known(credentials.user, key);
    if (known) return known;
    const running = this.#checking.get(key);
    if (running !== undefined) {
      return running.catch((error: unknown) => {
        // It may have lost its place because the one who came first has gone.
        if (error instanceof TooBusyError && deadline && !deadline.isOver)
          return this.authenticate(credentials, from, deadline);
        throw error;
      });
    }
    const check = this.#queue
      .run(from, () => this.#check(credentials, user, key), {
        hashes: this.hashesFor(credentials),
        deadline,
      })
      .finally(() => this.#checking.delete(key));
    this.#checking.set(key, check);
    return check;
  }

  isChecking(credentials: Credentials): boolean {
    return this.#checking.has(this.#memoryOf(credentials, this.#user(credentials.user)));
  }

  hashesFor({ user: name, password }: Credentials): number {
    return passwordSpellings(password).length * this.#hashesOf(name).length;
  }

  #hashesOf(name: string): readonly string[] {
    return this.#user(name)?.hashes ?? this.#decoyFor(name);
  }

  async #check(
    { user: name, password }: Credentials,
    user: User | undefined,
    key: string,
  ): Promise<Identity | null> {
    const matching = await this.#matching(password, user?.hashes ?? this.#decoyFor(name));
    // The users may have been replaced meanwhile: only who is still there with the same hash has logged in.
    if (matching === null || !user || !this.#user(user.name)?.hashes.includes(matching)) return null;
    const identity = this.#identities.get(user.name) ?? null;
    if (identity) this.#verified.set(key, true);
    return identity;
  }

  /**
   * The hash that the password has; null when it has none of them. One attempt, however many spellings it has; a wrong
   * one costs them all, whoever the user is.
   */
  async #matching(password: string, hashes: readonly string[]): Promise<string | null> {
    for (const spelling of passwordSpellings(password)) {
      for (const hash of hashes) {
        if (await this.#verify(spelling, hash)) return hash;
      }
    }
    return null;
  }

  /**
   * The hashes that an unknown user's password is checked against, so that the time does not tell who exists: those of
   * some user, because hashes of other kinds and costs take other times. One name has those of one cost, in every
   * router with the same key, and mostly also when users come and go: another time than before would tell that nobody
   * is called so. What comes of the check is not looked at.
   */
  #decoyFor(name: string): readonly string[] {
    const fraction = createHmac('sha256', this.#decoyKey).update(name).digest().readUInt32BE() / 2 ** 32;
    return this.#decoys[Math.floor(fraction * this.#decoys.length)] ?? this.#unmatchable;
  }

  #memoryOf({ user, password }: Credentials, known: User | undefined): string {
    const hashes = known?.hashes.join('\n') ?? '';
    // Nobody sees it from whom an HMAC would protect, and this is done for each request.
    return hash('sha256', `${this.#memoryKey}\0${user}\0${hashes}\0${password}`, 'base64');
  }
}

/** The hashes of every user, those that take the same time side by side. */
function decoysOf(users: ReadonlyMap<string, User>): (readonly string[])[] {
  return [...users.values()]
    .map(({ hashes }) => ({ hashes, cost: hashes.map(hashCost).join() }))
    .sort((one, other) => (one.cost < other.cost ? -1 : one.cost > other.cost ? 1 : 0))
    .map(({ hashes }) => hashes);
}

function identitiesOf(users: ReadonlyMap<string, User>): Map<string, Identity> {
  return new Map(
    [...users.values()].map(({ name, scopes }) => [
      name,
      Object.freeze({ user: name, scopes: Object.freeze([...scopes]) }),
    ]),
  );
}
