import type { QueryPlan } from '@apollo/query-planner';
import type { AccessRules } from './schema/access-rules.ts';

/** What a planner's thread is started with. */
export interface PlannerThread {
  /** Says that the module runs as such a thread. */
  readonly planner: true;
}

/** Asks a thread for a planner, in place of the one that it had. */
export interface BuildRequest {
  readonly kind: 'build';
  readonly supergraphSdl: string;
}

/** A subgraph as the supergraph names it. */
export interface SubgraphAddress {
  readonly name: string;
  /** May be empty, or no address at all. */
  readonly url: string;
}

/** What is known of a supergraph once a planner has been built from it. Plain data: it crosses threads. */
export interface SupergraphFacts {
  /** What clients see, with descriptions. */
  readonly apiSdl: string;
  readonly subgraphs: readonly SubgraphAddress[];
  /** The types that meet a condition on an abstract type of the supergraph, by the name of that type. */
  readonly subtypes: Readonly<Record<string, readonly string[]>>;
  /** Fields that the planner selects by itself, by their plain names: those of keys and of `@requires`. */
  readonly plannersFields: readonly string[];
  /** Stands in no name of the supergraph, so that `name + separator + anything` is no field of it. */
  readonly separator: string;
  /** The labels of `@override(label:)`. */
  readonly overrideLabels: readonly string[];
  readonly access: AccessRules;
  /** The subgraph that owns each type of `Node`; empty where this router does not answer for them. */
  readonly nodeOwners: Readonly<Record<string, string>>;
  /** The names of `@tag` of each field that has any, its type's included, by coordinate (`Type.field`). */
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

/** From the thread when its planner has been built, or not. */
export type PlannerReady =
  | { readonly kind: 'ready'; readonly facts: SupergraphFacts }
  | { readonly kind: 'refused'; readonly message: string };

/** A request for a plan, to the planner's thread. */
export interface PlanRequest {
  readonly kind: 'plan';
  readonly id: number;
  /** A document with one operation and nothing else. */
  readonly operation: string;
  /** The labels of `@override` that hold for the request. */
  readonly overrides: readonly string[];
}

export type PlanResponse =
  | { readonly kind: 'plan'; readonly id: number; readonly plan: QueryPlan }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
