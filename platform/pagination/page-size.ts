import type { GraphQLField, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { getDirectiveValues, isObjectType } from 'graphql';
import { MAX_IDS } from '../database/reads/query-arguments.ts';

/** Rows of a page at most, whatever its arguments say. */
export const MAX_PAGE_SIZE = MAX_IDS;

type Field = GraphQLField<unknown, unknown>;

/**
 * Gives each connection field of a subgraph its page size: the `assumedSize` of its `@listSize`, by which the router
 * reckons what a page costs when neither `first` nor `last` is given. Throws for a field that has none, or one that is
 * no possible size.
 */
export function definePageSizes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isPaged(field)) continue;
      const pageSize = assumedSize(schema, field);
      if (pageSize === null || pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
        throw new Error(
          `${type.name}.${field.name} has pages: say with @listSize(assumedSize: ...) how many rows one has when no argument does, from 1 to ${MAX_PAGE_SIZE}.`,
        );
      }
      field.extensions = { ...field.extensions, pageSize };
    }
  }
}

/** Rows of a page of the field that is being resolved, when no argument says how many. */
export function pageSizeOf({
  parentType,
  fieldName,
}: Pick<GraphQLResolveInfo, 'parentType' | 'fieldName'>): number {
  const pageSize = parentType.getFields()[fieldName]?.extensions.pageSize;
  if (typeof pageSize !== 'number') throw new Error(`${parentType.name}.${fieldName} has no pages`);
  return pageSize;
}

function isPaged({ args }: Field): boolean {
  return args.some(({ name }) => name === 'first') && args.some(({ name }) => name === 'last');
}

function assumedSize(schema: GraphQLSchema, { astNode }: Field): number | null {
  const directive = schema.getDirective('listSize');
  if (!directive || !astNode) return null;
  const { assumedSize } = getDirectiveValues(directive, astNode) ?? {};
  return typeof assumedSize === 'number' ? assumedSize : null;
}
