import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GraphQLDataSource } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { GraphQLError, type GraphQLSchema, isNonNullType } from 'graphql';
import { DeadlineExceeded } from '../../platform/errors/client-errors.ts';
import { type CompleteAnswer, compileAnswer } from './answer/complete-answer.ts';
import { isLarge } from './answer/large-answer.ts';
import { compilePlan, type OperationRequest, type PlanRun, type RunNode } from './compile-plan.ts';
import { operationDenied } from './denied-error.ts';
import { MissingFields } from './fetch/missing-fields.ts';
import type { Subtypes } from './fetch/type-conditions.ts';
import { compileIntrospection, type Introspect } from './mixed-introspection.ts';
import { canonicalOperation } from './operation/canonical-operation.ts';
import type { Denies } from './operation/canonical-selections.ts';
import type { ClientOperation } from './operation/canonical-walk.ts';
import { type ConditionValues, conditionValues, conditionVariables } from './operation/conditions.ts';
import { NotCovered } from './operation/not-covered.ts';
import type { PersonalData } from './operation/personal-data.ts';
import { PersonalSearch } from './operation/personal-search.ts';
import type { CanonicalNames } from './operation/response-keys.ts';
import { type ObjectSelection, rootSelection, type SelectionContext } from './operation/select-fields.ts';
import { variablesCheck } from './operation/variables.ts';
import { withWrittenLiterals } from './operation/written-literals.ts';

/** What a graph has for each of its operations. */
export interface CompilationParts extends ClientOperation {
  readonly schema: GraphQLSchema;
  readonly names: CanonicalNames;
  /** Plans a canonical operation. Rejects with a GraphQLError when there is no plan. */
  readonly plan: (operation: string) => Promise<QueryPlan>;
  /** Forms of so many characters have been compiled; of fewer than none when they have been forgotten. */
  readonly onSizeChange: (characters: number) => void;
  /** The data source of each subgraph, by name. */
  readonly subgraphs: Readonly<Record<string, GraphQLDataSource>>;
  readonly subtypes: Subtypes;
  /** Whether fetches that requests of one user send at the same moment become one. */
  readonly batchFetches: boolean;
  /** What users that are asked for may not see. */
  readonly denies: Denies;
  /** Whether an operation is refused that selects such a field, instead of leaving it out. */
  readonly rejectDenied: boolean;
  /** What the text of an answer may have; unbounded by default. */
  readonly maxAnswerBytes?: number | undefined;
  /** What is noted when it is given out; null where nobody wants to know. */
  readonly personalData: PersonalData | null;
}

/** Answers a request for the operation. */
export type CompiledOperation = (request: OperationRequest) => Promise<GatewayExecutionResult>;

interface Variant {
  readonly execute: RunNode;
  readonly complete: CompleteAnswer;
  /** Null when the operation asks nothing of the schema itself. */
  readonly introspect: Introspect | null;
  /** Null when the operation asks for no personal data. */
  readonly personal: PersonalSearch | null;
  /** What it takes, in characters of an operation. */
  readonly size: number;
}

/** What a form takes beside its text, in characters of a text: also one that asks no subgraph for anything. */
const CHARACTERS_EACH = 200;

/** Forms of one operation, for values of its conditions, that are kept; further ones replace the oldest. */
const MAX_VARIANTS = 64;

/**
 * Compiles an operation's plan and the shape of its answer. Each combination of values that `@skip` and `@include`
 * ask for gets a plan and a form of its own when it first comes; without conditions there is one.
 */
export function compilePlannedOperation(parts: CompilationParts): CompiledOperation {
  const { operation, schema } = parts;
  const conditions = conditionVariables(operation, parts.fragments);
  const checkVariables = variablesCheck(schema, operation);
  const variants = new Map<string, Variant>();
  const compiling = new Map<string, Promise<Variant>>();
  let only: Variant | null = null;

  return (request) => {
    const { variables } = request;
    const invalid = checkVariables(variables);
    if (invalid) return Promise.resolve({ errors: invalid });
    if (only) return run(only, request);
    const values = conditionValues(conditions, variables);
    const key = [...values.values()].join();
    const variant = variants.get(key);
    return variant ? run(variant, request) : compileAndRun(key, values, request);
  };

  async function compileAndRun(
    key: string,
    values: ConditionValues,
    request: OperationRequest,
  ): Promise<GatewayExecutionResult> {
    let variant: Variant;
    try {
      const made = compiling.get(key) ?? compile(key, values);
      // Others wait for the same form, which is made all the same.
      variant = await (request.context.deadline?.wait(made) ?? made);
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      if (error instanceof NotCovered) return { errors: [noWay(error)] };
      throw error;
    }
    return await run(variant, request);
  }

  /** Makes a form once for all requests that come meanwhile. */
  function compile(key: string, values: ConditionValues): Promise<Variant> {
    const made = compileVariant(parts, values)
      .then((variant) => {
        keep(key, variant);
        return variant;
      })
      .finally(() => compiling.delete(key));
    compiling.set(key, made);
    return made;
  }

  function keep(key: string, variant: Variant): void {
    if (conditions.size === 0) only = variant;
    const [oldest] = variants;
    if (variants.size >= MAX_VARIANTS && oldest !== undefined) {
      variants.delete(oldest[0]);
      parts.onSizeChange(-oldest[1].size);
    }
    variants.set(key, variant);
    parts.onSizeChange(variant.size);
  }
}

async function compileVariant(parts: CompilationParts, conditions: ConditionValues): Promise<Variant> {
  const { schema, operation, fragments, subgraphs, subtypes, batchFetches } = parts;
  const { text, keyOf, isDenied, denied, variableOf, personal } = canonicalOperation(
    parts,
    conditions,
    schema,
    parts.names,
    parts.denies,
    parts.personalData,
  );
  if (parts.rejectDenied && denied.length > 0) throw operationDenied(denied);
  const plan = text === null ? null : withWrittenLiterals(await parts.plan(text), text);
  const root: ObjectSelection = rootSelection(
    operation.selectionSet,
    schema.getRootType(operation.operation),
  );
  const context: SelectionContext = { schema, fragments, conditions, keyOf, isDenied };
  const mutations = schema.getMutationType()?.getFields() ?? {};
  const endsMutation = (field: string): boolean => isNonNullType(mutations[field]?.type);
  return {
    execute: plan
      ? compilePlan(plan, { subgraphs, subtypes, variableOf, endsMutation, batchFetches })
      : nothing,
    complete: compileAnswer(root, context, plan, parts.maxAnswerBytes),
    introspect: compileIntrospection(operation, root, context),
    personal: personal && new PersonalSearch(personal),
    size: CHARACTERS_EACH + (text?.length ?? 0),
  };
}

async function run(
  { execute, complete, introspect, personal }: Variant,
  request: OperationRequest,
): Promise<GatewayExecutionResult> {
  const planRun: PlanRun = { request, data: {}, errors: [], missing: new MissingFields(), ended: false };
  await execute(planRun);
  introspect?.(planRun);
  const { access } = request.context;
  const { data } = planRun;
  const large = isLarge(data);
  // Before it is answered: what the client then does not receive was fetched for it all the same.
  if (personal && access) access.gave(large ? await personal.findInTurns(data) : personal.find(data));
  try {
    return await completed(complete, planRun, large);
  } catch (error) {
    // Nobody waits any more, or it is too large.
    if (error instanceof GraphQLError) return { errors: [error], data: null };
    throw error;
  }
}

async function completed(
  complete: CompleteAnswer,
  planRun: PlanRun,
  large: boolean,
): Promise<GatewayExecutionResult> {
  const { deadline } = planRun.request.context;
  if (!large) return await complete(planRun, deadline);
  if (deadline?.isCancelled) throw new DeadlineExceeded();
  // Others get their turn between what subgraphs in this process have done for it, shaping and writing.
  await nextTurn();
  const answer = await complete(planRun, deadline);
  await nextTurn();
  return answer;
}

function noWay({ message }: NotCovered): GraphQLError {
  return new GraphQLError(`This router has no way to run the plan of this operation: ${message}.`, {
    extensions: { code: 'PLANNING_FAILED' },
  });
}

async function nothing(): Promise<void> {}
