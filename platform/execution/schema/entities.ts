import {
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { ReadingRequest } from '../../database/statements/reading-request.ts';
import { isId } from '../../database/statements/sql-values.ts';

interface Representation {
  readonly __typename: string;
  readonly id?: unknown;
}

interface Representations {
  representations: readonly Representation[];
}

type ResolveReference = (reference: object, context: unknown, info: GraphQLResolveInfo) => unknown;

/**
 * Replaces the resolver of `_entities` by one that waits only for what has to be waited for. That of @apollo/subgraph
 * makes a promise for each entity, also for one that is known at once, and redefines a property of each.
 */
export function resolveEntitiesDirectly(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()._entities;
  if (!field?.resolve) return; // A subgraph without entities.
  // The arguments of the federation specification: `_entities(representations: [_Any!]!)`.
  const general = field.resolve as GraphQLFieldResolver<unknown, unknown, Representations, unknown[]>;
  const resolve: typeof general = (parent, { representations }, context, info) => {
    const entities: unknown[] = [];
    try {
      for (const reference of representations) entities.push(entityOf(reference));
    } catch (error) {
      // Nobody waits for those before it any more: without this, one that fails would end the process.
      for (const entity of entities) if (entity instanceof Promise) entity.catch(() => undefined);
      throw error;
    }
    return entities;

    function entityOf(reference: { __typename: string }): unknown {
      const typename = reference.__typename;
      const type = info.schema.getType(typename);
      // Interfaces, and types that there are not.
      if (!isObjectType(type)) return general(parent, { representations: [reference] }, context, info)[0];
      const resolveReference = referenceResolver(type.extensions);
      const entity = resolveReference ? resolveReference(reference, context, info) : reference;
      return entity instanceof Promise ? namedLater(entity, typename) : named(entity, typename);
    }
  };
  field.resolve = resolve;
  // The library's reads `__typename` of a value, as the default does, which the executor needs not ask for each.
  const entity = schema.getType('_Entity');
  if (isUnionType(entity)) entity.resolveType = undefined;
}

/** The entities of one type that have these ids, in this order; null for an id that none has. */
export type FindEntities = (ids: readonly string[], request: ReadingRequest) => Promise<(object | null)[]>;

/**
 * Has `_entities` find all of a list at once, where all are of one type and known by nothing but their ids: one promise for
 * the list, instead of some for each of them. Whatever else is asked for is resolved as before.
 *
 * @param find by type; does what `__resolveReference` of the type does for each
 */
export function resolveEntitiesTogether(
  schema: GraphQLSchema,
  find: Readonly<Record<string, FindEntities>>,
): void {
  const field = schema.getQueryType()?.getFields()._entities;
  if (!field?.resolve) return;
  // The arguments of the federation specification, and every resolver here gets a context of `createContext`.
  const single = field.resolve as GraphQLFieldResolver<unknown, ReadingRequest, Representations, unknown>;
  const resolve: typeof single = (parent, args, context, info) => {
    const { representations } = args;
    const typename = representations[0]?.__typename ?? '';
    const findAll = Object.hasOwn(find, typename) ? find[typename] : undefined;
    const ids = findAll && idsOf(representations, typename);
    if (!findAll || !ids) return single(parent, args, context, info);
    return findAll(ids, context).then(
      (entities) => {
        for (const entity of entities) named(entity, typename);
        return entities;
      },
      // Each has the error, as if each had been asked for by itself.
      (error) => representations.map(() => error),
    );
  };
  field.resolve = resolve;
}

/** The ids of entities that are all of this type; null where one is of another, or is known by something else or by no id at all. */
function idsOf(representations: readonly Representation[], typename: string): string[] | null {
  const ids: string[] = [];
  for (const { __typename, id } of representations) {
    if (__typename !== typename || typeof id !== 'string' || !isId(id)) return null;
    ids.push(id);
  }
  return ids;
}

function namedLater(entity: Promise<unknown>, typename: string): Promise<unknown> {
  return entity.then((value) => named(value, typename));
}

/** Where @apollo/subgraph keeps `__resolveReference` of a type. */
function referenceResolver(extensions: {
  apollo?: { subgraph?: { resolveReference?: ResolveReference } };
}): ResolveReference | undefined {
  return extensions.apollo?.subgraph?.resolveReference;
}

function named(entity: unknown, typename: string): unknown {
  if (typeof entity !== 'object' || entity === null) return entity;
  // Whatever object a store gives can have one more property.
  (entity as { __typename?: string }).__typename = typename;
  return entity;
}
