import {
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';

interface Representations {
  representations: readonly { __typename: string }[];
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
  return Object.assign(entity, { __typename: typename });
}
