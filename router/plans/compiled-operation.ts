import type { GraphQLDataSource } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { CanonicalOperation, ClientOperation } from './canonical-operation.ts';
import { compilePlan, type OperationRequest, type PlanRun, type Step } from './compile-plan.ts';
import { type CompleteAnswer, compileAnswer } from './complete-answer.ts';
import { type ConditionValues, conditionValues, conditionVariables } from './conditions.ts';
import { Gaps } from './findings.ts';
import { compileIntrospection, type Introspect } from './mixed-introspection.ts';
import { type ObjectSelection, rootSelection, type SelectionContext } from './select-fields.ts';
import type { Subtypes } from './type-conditions.ts';
import { variablesCheck } from './variables.ts';

/** An operation and the plan that has been made for it. */
export interface PlannedOperation extends ClientOperation {
  readonly schema: GraphQLSchema;
  readonly canonical: CanonicalOperation;
  /** Of the canonical operation; null when no subgraph is asked for anything. */
  readonly plan: QueryPlan | null;
  /** The data source of each subgraph, by name. */
  readonly subgraphs: Readonly<Record<string, GraphQLDataSource>>;
  readonly subtypes: Subtypes;
}

/** Answers a request for the operation. */
export type CompiledOperation = (request: OperationRequest) => Promise<GatewayExecutionResult>;

interface Variant {
  readonly execute: Step;
  readonly complete: CompleteAnswer;
  /** Null when the operation asks nothing of the schema itself. */
  readonly introspect: Introspect | null;
}

/** Forms of one operation, for values of its conditions, that are kept; further ones replace the oldest. */
const MAX_VARIANTS = 64;

/**
 * Compiles an operation's plan and the shape of its answer. Each combination of values that `@skip` and `@include`
 * ask for gets a form of its own when it first comes. Throws NotCovered for what no plan of this planner has.
 */
export function compileOperation(planned: PlannedOperation): CompiledOperation {
  const { operation, schema } = planned;
  const conditions = conditionVariables(operation, planned.fragments);
  const checkVariables = variablesCheck(schema, operation);
  const variants = new Map<string, Variant>();
  // Without conditions there is one form.
  const only = conditions.size === 0 ? compileVariant(planned, new Map()) : null;

  return (request) => {
    const { variables } = request;
    const invalid = checkVariables(variables);
    if (invalid) return Promise.resolve({ errors: invalid });
    if (only) return run(only, request);
    const values = conditionValues(conditions, variables);
    if (!values) return Promise.resolve({ errors: [conditionIsNull()], data: null });
    const key = [...values.values()].join();
    let variant = variants.get(key);
    if (!variant) {
      variant = compileVariant(planned, values);
      const [oldest] = variants.keys();
      if (variants.size >= MAX_VARIANTS && oldest !== undefined) variants.delete(oldest);
      variants.set(key, variant);
    }
    return run(variant, request);
  };
}

function compileVariant(planned: PlannedOperation, conditions: ConditionValues): Variant {
  const { plan, canonical, schema, operation, fragments, subgraphs, subtypes } = planned;
  const { keyOf, variableOf } = canonical;
  const root: ObjectSelection = rootSelection(
    operation.selectionSet,
    schema.getRootType(operation.operation),
  );
  const context: SelectionContext = { schema, fragments, conditions, keyOf };
  return {
    execute: plan ? compilePlan(plan, { subgraphs, subtypes, conditions, variableOf }) : nothing,
    complete: compileAnswer(root, context, plan),
    introspect: compileIntrospection(operation, root, context),
  };
}

async function run(
  { execute, complete, introspect }: Variant,
  request: OperationRequest,
): Promise<GatewayExecutionResult> {
  const planRun: PlanRun = { request, data: {}, errors: [], gaps: new Gaps() };
  await execute(planRun);
  introspect?.(planRun);
  return complete(planRun);
}

/** As the reference says it of `@include(if: $b)` where `$b` is null. */
function conditionIsNull(): GraphQLError {
  return new GraphQLError('Argument "if" of non-null type "Boolean!" must not be null.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

async function nothing(): Promise<void> {}
