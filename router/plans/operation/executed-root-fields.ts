import {
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { ConditionValues } from './conditions.ts';
import { rootSelection, type SelectedField, type SelectionContext, selectFields } from './select-fields.ts';

/** A client's operation with the values of its conditions. */
export interface ConditionedOperation {
  readonly client: {
    readonly operation: OperationDefinitionNode;
    readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  };
  readonly conditions: ConditionValues;
  readonly schema: GraphQLSchema;
}

/**
 * The response names of the fields of the root that are executed; null for all of them. Where a condition is null that decides on
 * the root there are none; where one is about a field of a mutation that cannot be null, those after it are not.
 */
export function executedRootFields({
  client,
  conditions,
  schema,
}: ConditionedOperation): ReadonlySet<string> | null {
  if (![...conditions.values()].includes(null)) return null;
  const { operation, fragments } = client;
  const context: SelectionContext = {
    schema,
    fragments,
    conditions,
    keyOf: ({ name }) => name.value,
    isDenied: () => false,
  };
  const root = rootSelection(operation.selectionSet, schema.getRootType(operation.operation));
  const selected = selectFields([root], root.type.name, context);
  if (selected.kind !== 'fields') return new Set();
  if (operation.operation !== OperationTypeNode.MUTATION) return null;
  const names = new Set<string>();
  for (const field of selected.fields) {
    names.add(field.name);
    if (leavesNothing(field, context)) break;
  }
  return names;
}

/** Whether an error in a field, or in one of its object that cannot be null either, is certain and takes away what the field is in. */
function leavesNothing({ type, parts }: SelectedField, context: SelectionContext): boolean {
  if (type === '__typename' || !isNonNullType(type) || !isObjectType(type.ofType)) return false;
  const selected = selectFields(parts, type.ofType.name, context);
  return selected.kind !== 'fields' || selected.fields.some((field) => leavesNothing(field, context));
}
