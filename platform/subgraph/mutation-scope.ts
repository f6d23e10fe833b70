import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { forbidden } from '../errors/client-errors.ts';
import { MUTATION_SCOPE } from '../identity/scopes.ts';
import type { RequestContext } from './definition.ts';

/**
 * Refuses each mutation of a caller without the scope for mutations. The router has refused it already; here it holds
 * also for who comes by another way.
 */
export function requireMutationScope(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    // Every resolver here gets a context of `createContext`.
    const resolve = (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<unknown, RequestContext>;
    field.resolve = (parent, args, context: RequestContext, info) => {
      if (!context.identity.scopes.includes(MUTATION_SCOPE)) {
        throw forbidden(`This user may not run \`${field.name}\`: the scope "${MUTATION_SCOPE}" is missing.`);
      }
      return resolve(parent, args, context, info);
    };
  }
}
