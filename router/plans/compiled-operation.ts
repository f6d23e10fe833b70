import type { GraphQLDataSource } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import type { FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { compilePlan, type OperationRequest, type PlanRun, type Step } from './compile-plan.ts';
import { type CompleteAnswer, compileAnswer } from './complete-answer.ts';
import { type ConditionValues, conditionValues, conditionVariables } from './conditions.ts';
import { Gaps } from './findings.ts';
import { ifCovered } from './not-covered.ts';
import { rootSelection } from './select-fields.ts';
import { variablesCheck } from './variables.ts';

/** An operation and the plan that the gateway has made for it. */
export interface PlannedOperation {
  readonly plan: QueryPlan;
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** The data source of each subgraph, by name. */
  readonly subgraphs: Readonly<Record<string, GraphQLDataSource>>;
}

/** Answers a request for the operation; null when there is no compiled code for the values of its conditions. */
export type CompiledOperation = (request: OperationRequest) => Promise<GatewayExecutionResult> | null;

interface Variant {
  readonly execute: Step;
  readonly complete: CompleteAnswer;
}

/**
 * Compiles an operation's plan and the shape of its answer. Each combination of values that `@skip` and `@include`
 * ask for gets a form of its own when it first comes. Throws NotCovered.
 */
export function compileOperation(planned: PlannedOperation): CompiledOperation {
  const { operation, schema } = planned;
  const conditions = conditionVariables(operation, planned.fragments);
  const checkVariables = variablesCheck(schema, operation);
  const variants = new Map<string, Variant | null>();
  // Without conditions there is one form, and what it has that is not covered shows now.
  const only = conditions.size === 0 ? compileVariant(planned, new Map()) : null;

  return (request) => {
    const { variables } = request;
    const invalid = checkVariables(variables);
    if (invalid) return Promise.resolve({ errors: invalid });
    if (only) return run(only, request);
    const values = conditionValues(conditions, variables);
    if (!values) return null;
    const key = [...values.values()].join();
    let variant = variants.get(key);
    if (variant === undefined) {
      variant = ifCovered(() => compileVariant(planned, values));
      variants.set(key, variant);
    }
    return variant && run(variant, request);
  };
}

function compileVariant(planned: PlannedOperation, conditions: ConditionValues): Variant {
  const { plan, schema, operation, fragments, subgraphs } = planned;
  return {
    execute: compilePlan(plan, { schema, subgraphs, conditions }),
    complete: compileAnswer(
      rootSelection(operation.selectionSet, schema.getRootType(operation.operation)),
      { schema, fragments, conditions, keyOf: ({ alias, name }) => (alias ?? name).value },
      plan,
    ),
  };
}

async function run(
  { execute, complete }: Variant,
  request: OperationRequest,
): Promise<GatewayExecutionResult> {
  const planRun: PlanRun = { request, data: {}, errors: [], gaps: new Gaps() };
  await execute(planRun);
  return complete(planRun);
}
