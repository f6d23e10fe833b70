import { type FieldNode, GraphQLError } from 'graphql';

/** Where in the text of an operation an error is. */
export type SourcePlace = Pick<GraphQLError, 'nodes' | 'source' | 'positions' | 'locations'>;

const known = new WeakMap<readonly FieldNode[], SourcePlace>();

/**
 * The place of some fields. Found once for each list of fields: graphql-js reads the text up to the field to know line
 * and column, which for each of a thousand errors took longer than to execute the operation.
 */
export function sourcePlaceOf(nodes: readonly FieldNode[]): SourcePlace {
  const found = known.get(nodes);
  if (found) return found;
  const place = placeOfError(new GraphQLError('', { nodes }));
  known.set(nodes, place);
  return place;
}

/** The place that an error has. */
export function placeOfError({ nodes, source, positions, locations }: GraphQLError): SourcePlace {
  return { nodes, source, positions, locations };
}

/** The same error, at this place; it was made without one. */
export function putInSource(error: GraphQLError, place: SourcePlace): GraphQLError {
  return Object.assign(error, place);
}

/** Whether something thrown has a place in the text or in the answer already. */
export function saysWhere(thrown: Error): boolean {
  const { path, nodes, source, positions }: Partial<GraphQLError> = thrown;
  return Array.isArray(path) || [nodes, source, positions].some((part) => part != null);
}
