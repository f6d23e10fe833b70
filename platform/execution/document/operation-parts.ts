import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';

/** One operation of a document, with what it refers to. */
export interface OperationParts {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  /** By name. */
  readonly fragments: Record<string, FragmentDefinitionNode>;
}

/**
 * Finds the operation of a document and its fragments; null when the name, or the lack of one, does not say which
 * operation.
 */
export function operationParts(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): OperationParts | null {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  const operations: OperationDefinitionNode[] = [];
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
    else if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    else if (operationName === undefined || node.name?.value === operationName) operations.push(node);
  }
  const [operation, another] = operations;
  return operation && !another ? { schema, operation, fragments } : null;
}
