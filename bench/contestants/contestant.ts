import { ownKeyFile, publicKeysFile } from '../../platform/identity/keys/keys-folder.ts';
import type { Optimization } from '../../platform/process/config/optimizations.ts';
import type { Child, Launcher } from '../processes/child.ts';
import type { Authorizations, Endpoint } from '../questions/requests.ts';

export type ContestantName =
  | 'ours'
  | 'ours-in-process'
  | 'hive'
  | 'grafbase'
  | 'vanilla'
  | 'rest-floor'
  | `ours-without-${Optimization}`
  | `${'ours' | 'ours-in-process'}-without-accesses`;

/** Something that answers the queries of the benchmark on the seeded data. */
export interface Contestant {
  name: ContestantName;
  /** What it is, in a sentence. */
  title: string;
  /** Whether it needs the packages of bench/peers. */
  peers?: true;
  /** Whether single answers may fail, which is counted; of any other contestant a wrong answer ends the run. */
  mayFail?: true;
  start(surroundings: Surroundings): Promise<StartedContestant>;
}

export interface StartedContestant {
  endpoint: Endpoint;
  /** Everything that works on its answers, but the database. */
  processes: readonly Child[];
  /** What requests of the next seconds carry beside what all carry; tokens that they hold expire. */
  currentHeaders?(): Promise<Readonly<Record<string, string>>>;
}

/** What a contestant finds when it starts. */
export interface Surroundings {
  launcher: Launcher;
  /** A server with seeded schemas. */
  adminUrl: string;
  /** Of the names of the schemas and their users. */
  prefix: string;
  /** Each subgraph's own schema, by its name. */
  databaseUrls: ReadonlyMap<string, string>;
  /** Encrypts cursors. */
  identitySecret: string;
  /** Where the keys of all parts are, of the schema tool's too. */
  keysFolder: string;
  users: BenchUsers;
  /** Of this run; files may be made in it. */
  folder: string;
  /** Whether the router turns requests away when they would have to wait, as in production. */
  shedsLoad: boolean;
  /** The first of this many adjacent ports that nothing listens on; by default of one. */
  port(count?: number): Promise<number>;
  /** This project's subgraphs as separate processes; the same ones for every gateway in front of them. */
  subgraphs(): Promise<SubgraphProcesses>;
}

export interface SubgraphProcesses {
  processes: readonly Child[];
  /** `SUBGRAPH_URL_<NAME>` of each. */
  urls: Readonly<Record<string, string>>;
}

/** The users of the benchmark, who may read and write. */
export interface BenchUsers {
  /** The value of each user's `Authorization` header: HTTP Basic. */
  authorizations: Authorizations;
  /** htpasswd file with their bcrypt hashes; its groups file is beside it. */
  usersPath: string;
}

/** What a router runs with that reports no accesses. */
export const WITHOUT_ACCESSES: Readonly<Record<string, string>> = { ACCESS_TRACKING: 'off' };

/** What one of this project's own processes runs with in production, and in the benchmark. */
export function productionEnv(
  part: string,
  {
    identitySecret,
    keysFolder,
    users,
    shedsLoad,
  }: Pick<Surroundings, 'identitySecret' | 'keysFolder' | 'users' | 'shedsLoad'>,
): Record<string, string> {
  return {
    IDENTITY_KEY_PATH: ownKeyFile(keysFolder, part),
    IDENTITY_PUBLIC_KEYS_PATH: publicKeysFile(keysFolder),
    NODE_ENV: 'production',
    // As the image and `npm start` have it.
    MALLOC_ARENA_MAX: '2',
    IDENTITY_SECRET: identitySecret,
    USERS_PATH: users.usersPath,
    LOG_LEVEL: 'info',
    // Counted as in production, and high enough to refuse nothing.
    RATE_LIMIT_PER_MINUTE: '10000000',
    // What is to be measured is an answer, also of a slow machine.
    ...(shedsLoad ? {} : { MAX_WAIT_MS: '60000' }),
    COST_PER_MINUTE: '10000000000',
  };
}
