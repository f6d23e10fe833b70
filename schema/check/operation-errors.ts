import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, specifiedRules, validate } from 'graphql';

/**
 * What makes a document invalid; empty when it is valid. Without graphql-js's suggestions, which differ between two
 * schemas that refuse a document for the same reason.
 */
export function operationErrors(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  // That there are no mutations at all, validation leaves to execution.
  const withoutRoot = document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION && !schema.getRootType(one.operation)
      ? [new GraphQLError(`The API has no type for a ${one.operation}.`, { nodes: one })]
      : [],
  );
  return [...withoutRoot, ...validate(schema, document, specifiedRules, { hideSuggestions: true })];
}
