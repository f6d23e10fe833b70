import type { GraphQLFieldResolver } from 'graphql';
import type { BuiltSubgraph, RequestContext } from '../definition.ts';

/**
 * Gives each context new loaders after each mutation, because the old ones remember what was read before it.
 */
export function reloadAfterWrites({ schema, createContext }: BuiltSubgraph): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    // Every resolver here gets a context of `createContext`.
    const resolve = field.resolve as GraphQLFieldResolver<unknown, RequestContext> | undefined;
    if (!resolve) continue;
    field.resolve = async (parent, args, context: RequestContext, info) => {
      try {
        return await resolve(parent, args, context, info);
      } finally {
        Object.assign(context, createContext(context));
      }
    };
  }
}
