import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  separateOperations,
} from 'graphql';
import { visitCoordinates } from '../../usage-format/coordinates.ts';
import { MAX_OPERATION_NAME_LENGTH, operationSignature } from './operation-signature.ts';
import { type InputUse, type VariableShapes, variableShapes } from './variable-use.ts';

/** What is known of an operation before anybody calls it: the same for every call. */
export interface OperationUse {
  /** SHA-256 of `document`, hexadecimal. */
  readonly hash: string;
  readonly name: string | null;
  /** The operation and its fragments with its texts and numbers hidden. */
  readonly document: string;
  /** `Type.field`, sorted; without introspection. */
  readonly fields: readonly string[];
  /** `Enum.VALUE`, given in the document. */
  readonly enumValues: readonly string[];
  /** `Input.field`, given in the document. */
  readonly inputFields: readonly string[];
  readonly variables: VariableShapes;
}

/**
 * Describes an operation of a valid document. Null for one that reads no data: introspection, `{ __typename }`.
 *
 * @param schema that the document is valid against
 */
export function describeOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationUse | null {
  const alone = separateOperations(document)[operation.name?.value ?? ''];
  if (!alone) throw new Error('the operation is not in its document');
  const { fields, enumValues, inputFields } = coordinatesOf(schema, alone);
  if (fields.size === 0) return null;
  const hidden = operationSignature(schema, alone);
  return {
    hash: createHash('sha256').update(hidden).digest('hex'),
    name: operation.name?.value.slice(0, MAX_OPERATION_NAME_LENGTH) ?? null,
    document: hidden,
    fields: [...fields].sort(),
    enumValues: [...enumValues].sort(),
    inputFields: [...inputFields].sort(),
    variables: variableShapes(schema, operation),
  };
}

function coordinatesOf(schema: GraphQLSchema, document: DocumentNode): InputUse & { fields: Set<string> } {
  const fields = new Set<string>();
  const enumValues = new Set<string>();
  const inputFields = new Set<string>();
  visitCoordinates(schema, document, {
    field: (coordinate) => fields.add(coordinate),
    inputField: (coordinate) => inputFields.add(coordinate),
    enumValue: (coordinate) => enumValues.add(coordinate),
  });
  return { fields, enumValues, inputFields };
}
