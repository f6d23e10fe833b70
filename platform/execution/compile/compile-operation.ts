import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import { noteLarge } from '../../http/bodies/response-text.ts';
import type { Deadline } from '../../process/deadlines/deadline.ts';
import { type Combination, type Conditions, findConditions } from '../document/conditions.ts';
import { type OperationParts, operationParts } from '../document/operation-parts.ts';
import { CollectedErrors } from '../run/collected-errors.ts';
import {
  type Execution,
  executeFields,
  executeFieldsSerially,
  type Selection,
} from '../run/execute-fields.ts';
import { Turns } from '../run/turns.ts';
import { variableValues } from '../values/variable-values.ts';
import { SelectionCompiler } from './compile-selection.ts';

/**
 * Executes one operation, with what graphql-js's `execute` gives for it. What of a query's answer is not completed when its
 * deadline is over has the error DEADLINE_EXCEEDED in its place.
 */
export type ExecuteOperation = (
  context: unknown,
  variables: Record<string, unknown>,
  deadline?: Deadline | null,
) => ExecutionResult | Promise<ExecutionResult>;

/** For how many combinations of its conditions an operation is compiled. */
export interface Combinations {
  count: number;
}

export interface CompileOptions {
  /** Kept up to date. */
  combinations?: Combinations;
  /** How many fields are completed before others get their turn of the event loop; FIELDS_PER_TURN by default. */
  fieldsPerTurn?: number;
}

/** Of combinations of conditions those used last stay compiled. */
const MAX_COMBINATIONS = 16;

/**
 * Compiles an operation of a valid document into functions. What is not compiled is executed by graphql-js itself: an
 * operation that is not to be found, and subscriptions.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  { combinations = { count: 0 }, fieldsPerTurn }: CompileOptions = {},
): ExecuteOperation {
  const reference = interpretOperation(schema, document, operationName);
  const parts = operationParts(schema, document, operationName);
  const type = parts && schema.getRootType(parts.operation.operation);
  const conditions = parts && findConditions(parts.operation, parts.fragments);
  if (!parts || !type || !conditions || parts.operation.operation === OperationTypeNode.SUBSCRIPTION) {
    return reference;
  }
  const { variableDefinitions = [], operation: kind } = parts.operation;
  const coerceVariables = variableValues(schema, variableDefinitions);
  const selectionFor = rootSelections(parts, type, conditions, combinations);

  const isMutation = kind === OperationTypeNode.MUTATION;

  return (context, given, deadline) => {
    const { errors, coerced } = coerceVariables(given);
    if (errors) return { errors };
    const combination = conditions.combination(coerced);
    if (combination === null) return reference(context, given);
    const execution: Execution = {
      context,
      variables: coerced,
      errors: new CollectedErrors(),
      // What a mutation has done is told whoever is still there.
      turns: new Turns({ fieldsPerTurn, deadline: isMutation ? null : deadline }),
    };
    try {
      const selection = selectionFor(combination);
      const data = isMutation
        ? executeFieldsSerially(selection, execution)
        : executeFields(selection, undefined, execution, undefined);
      if (!(data instanceof Promise)) return answerOf(data, execution, deadline);
      return data.then(
        (completed) => answerOf(completed, execution, deadline),
        (error) => refusedAnswer(error, execution),
      );
    } catch (error) {
      return refusedAnswer(error, execution);
    }
  };
}

/** Executes an operation by graphql-js. */
export function interpretOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): ExecuteOperation {
  return (contextValue, variableValues) =>
    execute({ schema, document, operationName, contextValue, variableValues });
}

/** What is selected of the root, compiled for each combination of conditions when it first comes. */
function rootSelections(
  parts: OperationParts,
  type: GraphQLObjectType,
  conditions: Conditions,
  combinations: Combinations,
): (combination: Combination) => Selection {
  const known = new Map<Combination, Selection>();
  let latest: { combination: Combination; selection: Selection } | null = null;
  return (combination) => {
    if (latest?.combination === combination) return latest.selection;
    const selection =
      known.get(combination) ?? new SelectionCompiler(parts, conditions.isIncluded(combination)).root(type);
    latest = { combination, selection };
    // Set anew it is the last one of the map, and the first one is that which was not used for longest.
    known.delete(combination);
    known.set(combination, selection);
    const [oldest] = known.keys();
    if (known.size > MAX_COMBINATIONS && oldest !== undefined) known.delete(oldest);
    combinations.count = known.size;
    return selection;
  };
}

function answerOf(
  data: unknown,
  { errors: { errors }, turns }: Execution,
  deadline: Deadline | null = null,
): ExecutionResult {
  // A completed object, or null.
  const completed = data as Record<string, unknown> | null;
  // A router that has less time than it said takes even late answers, as long as it is there.
  if (turns.number > 1 && completed !== null) noteLarge(completed, () => deadline?.isCancelled ?? false);
  return errors === null ? { data: completed } : { errors, data: completed };
}

function refusedAnswer(thrown: unknown, execution: Execution): ExecutionResult {
  // What comes up to the root has been located.
  execution.errors.add(thrown as GraphQLError, undefined);
  return answerOf(null, execution);
}
