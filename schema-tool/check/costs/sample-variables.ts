import {
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import type { Variables } from '../../../operation-cost/amount.ts';
import type { VariableUse } from '../../documents/known-operations.ts';
import { isRequired } from '../diff/input-types.ts';

/** How long lists may be asked to be. */
const LENGTHS = [1, 50, 1_000];
/** Inputs within inputs that a sample gives. */
const MAX_DEPTH = 5;

/**
 * Variables that callers of an operation may send, by which its cost is told: all of them and only those that must be given, with
 * short and long lists. Of inputs they have what was recorded, or everything where nothing was.
 */
export function sampleVariables(
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  recorded: VariableUse | null,
): Variables[] {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return [{}];
  return LENGTHS.flatMap((length) =>
    [false, true].map((all) => {
      const given = definitions.flatMap(({ variable, type: node, defaultValue }) => {
        if (!all && (node.kind !== Kind.NON_NULL_TYPE || defaultValue)) return [];
        // typeFromAST has an overload for each kind of node; any of them gives the type or undefined.
        const type = typeFromAST(schema, node as Parameters<typeof typeFromAST>[1]);
        return type && isInputType(type) ? [[variable.name.value, sample(type, length, 0)] as const] : [];
      });
      return Object.fromEntries(given);
    }),
  );

  function sample(type: GraphQLInputType, length: number, depth: number): unknown {
    if (isNonNullType(type)) return sample(type.ofType, length, depth);
    if (isListType(type))
      return Array.from({ length: Math.min(length, 2) }, () => sample(type.ofType, length, depth));
    if (!isInputObjectType(type)) return length;
    const fields = Object.values(type.getFields()).filter((field) => {
      if (isRequired(field)) return depth < 2 * MAX_DEPTH;
      return depth < MAX_DEPTH && (!recorded || recorded.inputFields.has(`${type.name}.${field.name}`));
    });
    return Object.fromEntries(fields.map((field) => [field.name, sample(field.type, length, depth + 1)]));
  }
}
