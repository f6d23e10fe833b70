import type { MessagePort } from 'node:worker_threads';
import { operationFromDocument, type Schema, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { type GraphQLSchema, isAbstractType, isInterfaceType, parse, printSchema } from 'graphql';
import { planApart } from './plan-apart.ts';
import type {
  PlannerReady,
  PlannerStart,
  PlanRequest,
  PlanResponse,
  SupergraphFacts,
} from './planner-messages.ts';
import { type RequiredArguments, requiredArguments } from './required-arguments.ts';
import { readSupergraph } from './supergraph-document.ts';

/** Builds a planner in a worker, says what the supergraph is or why it is none, and plans what it is asked for. */
export function runPlanner({ supergraphSdl }: PlannerStart, port: MessagePort): void {
  let plan: (request: PlanRequest) => QueryPlan;
  try {
    const built = buildPlanner(supergraphSdl);
    plan = built.plan;
    post({ kind: 'ready', facts: built.facts });
  } catch (error) {
    post({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
    return;
  }
  port.on('message', (request: PlanRequest) => {
    const { id } = request;
    try {
      post({ kind: 'plan', id, plan: plan(request) });
    } catch (error) {
      post({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
    }
  });

  function post(message: PlannerReady | PlanResponse): void {
    port.postMessage(message);
  }
}

export interface BuiltPlanner {
  readonly facts: SupergraphFacts;
  plan(request: Omit<PlanRequest, 'id'>): QueryPlan;
}

/** Builds a planner. Throws for what is no valid supergraph, as the gateway does, and for what this router cannot serve. */
export function buildPlanner(supergraphSdl: string): BuiltPlanner {
  const document = readSupergraph(supergraphSdl);
  // What the gateway does when it loads a supergraph.
  const supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: true });
  const apiSchema = supergraph.apiSchema();
  const apart = requiredArguments(document);
  const planned = apart ? Supergraph.build(apart.document, { validateSupergraph: true }) : supergraph;
  // Also takes the supergraph apart into its subgraphs, which finds keys and requirements of fields that are none.
  const planner = new QueryPlanner(planned);
  return {
    facts: {
      apiSdl: printSchema(apiSchema.toGraphQLJSSchema()),
      subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url: url ?? '' })),
      subtypes: subtypesOf(supergraph.schema.toGraphQLJSSchema()),
      plannersFields: document.plannersFields,
      separator: document.separator,
      overrideLabels: document.overrideLabels,
    },
    plan: planWith(planner, apart ? planned.apiSchema() : apiSchema, document.overrideLabels, apart),
  };
}

function planWith(
  planner: QueryPlanner,
  schema: Schema,
  labels: readonly string[],
  apart: RequiredArguments | null,
): BuiltPlanner['plan'] {
  return ({ operation, overrides }) => {
    const plan = planner.buildQueryPlan(operationFromDocument(schema, parse(operation)), {
      overrideConditions: new Map(labels.map((label) => [label, overrides.includes(label)])),
    });
    // An operation comes here only when it selects a field that is not left out whatever the variables are.
    if (!plan.node) throw new Error('the planner has found no way to what the operation selects');
    return apart ? planApart(plan, apart) : plan;
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
