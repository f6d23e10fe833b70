import type { GraphQLSchema } from 'graphql';
import type { Database } from '../database/database.ts';
import type { SchemaTables } from '../database/migrations/platform-table.ts';
import type { ReadingRequest } from '../database/statements/reading-request.ts';
import type { Statements } from '../database/statements/statements.ts';
import type { Erasures } from '../erasure-ledger/erasures.ts';
import type { EventHandlers } from '../events/event/event.ts';
import type { TakeReport } from '../events/inbox/event-route.ts';
import type { EventPublisher } from '../events/outbox/publisher.ts';
import type { FindEntities } from '../execution/schema/entities.ts';
import type { Caller } from '../identity/callers/caller.ts';
import type { Callers } from '../identity/callers/issuers.ts';
import type { CursorCodec } from '../pagination/cursors.ts';
import type { Peer } from '../peers/peer.ts';
import type { Variable } from '../process/config/config.ts';
import type { KeyPurpose, PurposeKeys } from '../process/config/derived-keys.ts';
import type { Log } from '../process/logging/logging.ts';
import type { HousekeepingTask } from './housekeeping.ts';

/**
 * What a subgraph is made of; `subgraphs/<name>/subgraph.ts` exports one. The tables of its schema are `withTables`'s: what the
 * platform's own need, such as being cleared away, is done wherever they are listed.
 */
export interface SubgraphDefinition<Setting extends string = string> extends SchemaTables {
  /** As in `schema/supergraph.yaml`. */
  name: string;
  /** Port of a development network; `PORT` overrides it. */
  port: number;
  /** Name of its MySQL schema. */
  databaseName: string;
  /** The subgraphs that this one calls, and where they are in a development network; `SUBGRAPH_URL_<NAME>` overrides. */
  peers: Readonly<Record<string, string>>;
  /** The peers that its events go to. */
  eventDestinations: readonly string[];
  /** How entities of its own are erased for good, where they are. */
  erasures?: Erasures;
  /** The tables that give ids which others may keep, by what is given them, such as `{ Produto: 'catalogo' }`. */
  ids?: Readonly<Record<string, string>>;
  /** By kind, the highest id of another domain's entities in rows of this one: after a restore none is given again. */
  highestUsed?: Readonly<Record<string, (statements: Statements) => Promise<string | null>>>;
  /** The subgraphs that may ask this one, and deliver events to it; nobody else may. */
  callers: Callers;
  /** Variables of the environment that only this subgraph has. */
  settings?: Readonly<Record<Setting, Variable<number>>>;
  /** Builds the executable schema once, and what makes the context of each request. */
  build(parts: SubgraphParts<Setting>): BuiltSubgraph;
}

/** What a subgraph is given to work with. */
export interface SubgraphParts<Setting extends string = string> {
  database: Database;
  cursors: CursorCodec;
  log: Log;
  /** By name. */
  peers: ReadonlyMap<string, Peer>;
  /** For its events, to its `eventDestinations`. */
  publisher: EventPublisher;
  /** The values of its `settings`. */
  settings: Readonly<Record<Setting, number>>;
  /** Keys for one purpose, which are not in the database. */
  keysFor(purpose: KeyPurpose): PurposeKeys;
}

/** A subgraph on its database: what answers, and what it does besides. */
export interface BuiltSubgraph {
  schema: GraphQLSchema;
  /** The context of one request: loaders with a memory of their own. */
  createContext(request: RequestContext): RequestContext;
  /** Its own entities by their ids, of each type a whole list at once; for speed only. */
  entities?: Readonly<Record<string, FindEntities>>;
  /** What it does about events of other domains. */
  events: EventHandlers;
  /** Takes the reports of routers; without it the subgraph takes none. */
  takeReport?: TakeReport;
  /**
   * Takes what a router has found of the graph, which replaces what it has said before, and gives what is asked of that router.
   * Throws UnusableReport. Without it the subgraph takes none.
   */
  takeStatus?(status: unknown): Promise<object>;
  /** What it does regularly about tables of its own. */
  housekeeping: readonly HousekeepingTask[];
  /** Ends what it does beside requests and housekeeping. */
  close?(): Promise<void>;
}

/** What every resolver's context has. */
export interface RequestContext extends Caller, ReadingRequest {}
