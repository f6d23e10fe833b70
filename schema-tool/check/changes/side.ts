import type { GraphQLSchema } from 'graphql';
import type { ComposedGraph } from '../../compose/compose.ts';
import { type OfflinePlanner, offlinePlannerOf } from '../../plans/plan-metrics.ts';
import { Protections } from '../access/protections.ts';

/** One side of a comparison. Its API is made when something asks for it: where nothing changed, perhaps nothing does. */
export class Side {
  readonly composed: ComposedGraph;
  /** Of equal APIs both sides have one. */
  readonly graph: ComposedGraph;
  #protections: Protections | null = null;

  constructor(composed: ComposedGraph, graph: ComposedGraph) {
    this.composed = composed;
    this.graph = graph;
  }

  get supergraph(): string {
    return this.composed.supergraph;
  }

  get api(): GraphQLSchema {
    return this.graph.apiSchema;
  }

  get protections(): Protections {
    this.#protections ??= new Protections(this.supergraph);
    return this.#protections;
  }

  get planner(): OfflinePlanner {
    return offlinePlannerOf(this.composed);
  }
}

/** The API before and after a change. */
export interface Schemas {
  before: GraphQLSchema;
  after: GraphQLSchema;
  /** How the supergraphs protect fields; left out where no change of that is judged. */
  protections?: { before: Protections; after: Protections };
}

/** The APIs of two sides. */
export function schemasOf(old: Side, now: Side): Schemas {
  return {
    get before() {
      return old.api;
    },
    get after() {
      return now.api;
    },
    protections: { before: old.protections, after: now.protections },
  };
}
