import type { MessagePort } from 'node:worker_threads';
import {
  DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  operationFromDocument,
  printSchema,
  type Schema,
  Supergraph,
} from '@apollo/federation-internals';
import { isPlanNode, type PlanNode, type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { type DocumentNode, type GraphQLSchema, isAbstractType, isInterfaceType, parse } from 'graphql';
import { type CutChains, cutChains } from './corrections/cut-chains.ts';
import { type FieldPerCall, fieldPerCall } from './corrections/field-per-call.ts';
import { type AskByType, fieldsByObject } from './corrections/fields-by-object.ts';
import { type OrderFetches, orderFetches } from './corrections/order-fetches.ts';
import { type CompletePlan, partialTypes } from './corrections/partial-types.ts';
import { type NarrowPaths, pathTypes } from './corrections/path-types.ts';
import { type FindFault, planFaults } from './corrections/plan-faults.ts';
import { planForSubgraphs } from './corrections/plan-for-subgraphs.ts';
import {
  type FindUnresolvableKey,
  resolvableKeysFirst,
  unresolvableKeys,
} from './corrections/unresolvable-keys.ts';
import { lookIntoListsOnce } from './corrections/variables-in-lists.ts';
import type {
  BuildRequest,
  PlannerReady,
  PlanRequest,
  PlanResponse,
  SupergraphFacts,
} from './planner-messages.ts';
import { ACCESS_FEATURES, accessRules } from './schema/access-rules.ts';
import { apiSchemaOf } from './schema/api-schema.ts';
import { fieldTags } from './schema/field-tags.ts';
import { nodeOwners } from './schema/node-owners.ts';
import { subgraphTypes } from './schema/subgraph-types.ts';
import { readSupergraph } from './schema/supergraph-document.ts';

/** What a supergraph may ask of this router for its security or its execution; any other is refused. */
const SUPPORTED_FEATURES = new Set([...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, ...ACCESS_FEATURES]);

/** Builds the planners that it is asked for, one after the other, and plans with the last one. */
export function runPlanner(port: MessagePort): void {
  let planner: BuiltPlanner | null = null;
  port.on('message', (request: BuildRequest | PlanRequest) => {
    if (request.kind === 'build') {
      // Not two at a time in memory.
      planner = null;
      try {
        planner = buildPlanner(request.supergraphSdl);
        post({ kind: 'ready', facts: planner.facts });
      } catch (error) {
        post({ kind: 'refused', message: messageOf(error) });
      }
      return;
    }
    const { id } = request;
    try {
      if (!planner) throw new Error('there is no planner');
      post({ kind: 'plan', id, plan: planner.plan(request) });
    } catch (error) {
      post({ kind: 'failed', id, message: messageOf(error) });
    }
  });

  function post(message: PlannerReady | PlanResponse): void {
    port.postMessage(message);
  }
}

function messageOf(error: unknown): string {
  // The gateway's packages trip over what is missing in some documents that look like supergraphs.
  if (error instanceof TypeError) return `it lacks something that every supergraph has (${error.message})`;
  return error instanceof Error ? error.message : String(error);
}

/** A planner in this thread, and what it has read of its supergraph. */
export interface BuiltPlanner {
  readonly facts: SupergraphFacts;
  plan(request: Pick<PlanRequest, 'operation' | 'overrides'>): QueryPlan;
}

/** Builds a planner. Throws for what is no valid supergraph, as the gateway does, and for what this router cannot serve. */
export function buildPlanner(supergraphSdl: string): BuiltPlanner {
  lookIntoListsOnce();
  const read = readSupergraph(supergraphSdl);
  const document = { ...read, document: resolvableKeysFirst(read.document) };
  // What the gateway does when it loads a supergraph.
  const options = { validateSupergraph: true, supportedFeatures: SUPPORTED_FEATURES };
  const supergraph = Supergraph.build(document.document, options);
  const apiSchema = apiSchemaOf(supergraph);
  const renamed = fieldPerCall(document);
  const planned = renamed ? Supergraph.build(renamed.document, options) : supergraph;
  // Also takes the supergraph apart into its subgraphs, which finds keys and requirements of fields that are none.
  const planner = new QueryPlanner(planned);
  const plannedDocument = renamed?.document ?? document.document;
  const subgraphs = subgraphTypes(plannedDocument);
  const addresses = supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url: url ?? '' }));
  return {
    facts: {
      // Graphql-js cannot write every default of a custom scalar.
      apiSdl: printSchema(apiSchema),
      subgraphs: addresses,
      subtypes: subtypesOf(supergraph.schema.toGraphQLJSSchema()),
      plannersFields: document.plannersFields,
      separator: document.separator,
      overrideLabels: document.overrideLabels,
      access: accessRules(document.document, supergraph.schema),
      nodeOwners: nodeOwners(document.document, addresses),
      tags: fieldTags(document.document, supergraph.schema),
    },
    plan: planWith(planner, {
      schema: renamed ? apiSchemaOf(planned) : apiSchema,
      wholeSchema: planned.schema,
      labels: document.overrideLabels,
      renamed,
      askByType: fieldsByObject(plannedDocument, subgraphs),
      findFault: planFaults(plannedDocument),
      findUnresolvable: unresolvableKeys(document.document),
      complete: partialTypes(plannedDocument, subgraphs),
      order: orderFetches(plannedDocument),
      narrowPaths: pathTypes(plannedDocument, subgraphs),
      cutChains: cutChains(plannedDocument, subgraphs),
    }),
  };
}

interface Planning {
  /** What clients see. */
  readonly schema: Schema;
  /** With what only subgraphs see of each other. */
  readonly wholeSchema: Schema;
  readonly labels: readonly string[];
  readonly renamed: FieldPerCall | null;
  readonly askByType: AskByType;
  readonly findFault: FindFault;
  readonly findUnresolvable: FindUnresolvableKey;
  readonly complete: CompletePlan;
  readonly order: OrderFetches;
  readonly narrowPaths: NarrowPaths;
  readonly cutChains: CutChains;
}

function planWith(
  planner: QueryPlanner,
  {
    schema,
    wholeSchema,
    labels,
    renamed,
    askByType,
    findFault,
    findUnresolvable,
    complete,
    order,
    narrowPaths,
    cutChains,
  }: Planning,
): BuiltPlanner['plan'] {
  return ({ operation, overrides }) => {
    const overrideConditions = new Map(labels.map((label) => [label, overrides.includes(label)]));
    const plan: QueryPlan = {
      kind: 'QueryPlan',
      node: planNode(parse(operation, { noLocation: true }), schema),
    };
    return renamed ? planForSubgraphs(plan, renamed) : plan;

    function planNode(written: DocumentNode, seen: Schema): PlanNode {
      const document = askByType(written, (type) => seen.type(type) !== undefined);
      const plan = planner.buildQueryPlan(operationFromDocument(seen, document), { overrideConditions });
      // An operation comes here only when it selects a field that is not left out whatever the variables are.
      if (!isPlanNode(plan.node))
        throw new Error('the planner has found no way to what the operation selects');
      const fault = findFault(plan.node);
      if (fault === null) {
        const unresolvable = findUnresolvable(plan);
        if (unresolvable !== null)
          throw new Error(`the planner asks for ${unresolvable} by a key that is not resolvable there`);
        return narrowPaths(order(complete(plan.node, document)), document);
      }
      // Each cut makes the longest chain shorter by one.
      const cut = cutChains(document);
      if (!cut) throw new Error(`the planner asks for ${fault}`);
      const before = planNode(cut.operation, wholeSchema);
      return { kind: 'Sequence', nodes: [before, { kind: 'Parallel', nodes: [...cut.fetches] }] };
    }
  };
}

function subtypesOf(schema: GraphQLSchema): Record<string, string[]> {
  const subtypes: Record<string, string[]> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isAbstractType(type)) continue;
    const interfaces = isInterfaceType(type) ? schema.getImplementations(type).interfaces : [];
    subtypes[type.name] = [...schema.getPossibleTypes(type), ...interfaces].map(({ name }) => name);
  }
  return subtypes;
}
