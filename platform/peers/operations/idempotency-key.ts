import {
  type ArgumentNode,
  Kind,
  parse,
  type SelectionNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import type { GraphqlBody } from './graphql-body.ts';

/** The input field by which a mutation that is sent again is carried out once. */
export const IDEMPOTENCY_KEY = 'chaveDeIdempotencia';

/**
 * Whether each field of a mutation carries an idempotency key, so that all of it may be sent again. Parses the operation:
 * for the few that failed.
 */
export function carriesIdempotencyKeys({ query, operationName, variables = {} }: GraphqlBody): boolean {
  const operation = parse(query).definitions.find(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      (operationName === undefined || definition.name?.value === operationName),
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return false;
  const { selections } = operation.selectionSet;
  return selections.length > 0 && selections.every((selection) => hasKey(selection, variables));
}

/** Whatever is no plain field, as the planner writes none at the root, counts as one without a key. */
function hasKey(selection: SelectionNode, variables: Record<string, unknown>): boolean {
  if (selection.kind !== Kind.FIELD) return false;
  if (selection.name.value === '__typename') return true;
  return (selection.arguments ?? []).some((argument) => isKey(argument, variables));
}

function isKey({ value }: ArgumentNode, variables: Record<string, unknown>): boolean {
  const given = givenValue(value, variables);
  if (typeof given !== 'object' || given === null || !(IDEMPOTENCY_KEY in given)) return false;
  const key = given[IDEMPOTENCY_KEY];
  return typeof key === 'string' && key !== '';
}

function givenValue(value: ValueNode, variables: Record<string, unknown>): unknown {
  return value.kind === Kind.VARIABLE ? variables[value.name.value] : valueFromASTUntyped(value, variables);
}
