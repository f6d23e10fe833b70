import type { GraphQLSchema } from 'graphql';
import type { CursorCodec } from './cursors.ts';
import type { Database } from './database.ts';
import type { Identity } from './identity.ts';
import type { Log } from './logging.ts';
import type { Migrations } from './migrations.ts';

/** What a subgraph is made of; `subgraphs/<name>/subgraph.ts` exports one. */
export interface SubgraphDefinition {
  /** As in `schema/supergraph.yaml`. */
  name: string;
  /** Port of a development network; `PORT` overrides it. */
  port: number;
  /** Name of its MySQL schema. */
  databaseName: string;
  migrations: Migrations;
  /** Builds the executable schema once, and what makes the context of each request. */
  build(parts: SubgraphParts): BuiltSubgraph;
}

/** What a subgraph is given to work with. */
export interface SubgraphParts {
  database: Database;
  cursors: CursorCodec;
  log: Log;
}

export interface BuiltSubgraph {
  schema: GraphQLSchema;
  /** The context of one request: loaders with a memory of their own. */
  createContext(request: RequestContext): RequestContext;
}

/** What every resolver's context has. */
export interface RequestContext {
  identity: Identity;
  requestId: string;
}
