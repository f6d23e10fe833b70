import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, specifiedRules, validate } from 'graphql';

/** Of one document. One change may have to explain each of them, so the usual bound of graphql-js, a hundred, is too low. */
const MAX_ERRORS = 10_000;

/**
 * What makes a document invalid; empty when it is valid. Without graphql-js's suggestions, which differ between two
 * schemas that refuse a document for the same reason.
 */
export function operationErrors(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  const found = known.get(schema) ?? new WeakMap<DocumentNode, readonly GraphQLError[]>();
  known.set(schema, found);
  const errors = found.get(document) ?? validated(schema, document);
  found.set(document, errors);
  return errors;
}

/** Several parts of a check ask about the same documents, of which there may be thousands. */
const known = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, readonly GraphQLError[]>>();

function validated(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  // That there are no mutations at all, validation leaves to execution.
  const withoutRoot = document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION && !schema.getRootType(one.operation)
      ? [new GraphQLError(`The API has no type for a ${one.operation}.`, { nodes: one })]
      : [],
  );
  const options = { hideSuggestions: true, maxErrors: MAX_ERRORS };
  return [...withoutRoot, ...validate(schema, document, specifiedRules, options)];
}
