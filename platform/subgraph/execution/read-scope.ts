import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { forbidden } from '../../errors/client-errors.ts';
import { ENTITIES_SCOPE, INTERNAL_SCOPES, SCHEMA_SCOPE } from '../../identity/callers/internal-scopes.ts';
import { QUERY_SCOPE } from '../../identity/callers/scopes.ts';
import type { RequestContext } from '../definition.ts';

type MayRead = (scopes: readonly string[]) => boolean;

/**
 * Refuses each field of `Query` to callers without a scope for it. The router has refused users already; here it holds
 * also for parts of the graph, which may do one thing each.
 */
export function requireReadScope(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const mayRead = MAY_READ.get(field.name) ?? mayQuery;
    // Every resolver here gets a context of `createContext`.
    const resolve = (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<unknown, RequestContext>;
    field.resolve = (parent, args, context: RequestContext, info) => {
      if (!mayRead(context.identity.scopes)) {
        throw forbidden(
          `\`${field.name}\` is not for this caller: a scope such as "${QUERY_SCOPE}" is missing.`,
        );
      }
      return resolve(parent, args, context, info);
    };
  }
}

const mayQuery: MayRead = (scopes) => scopes.includes(QUERY_SCOPE);

const MAY_READ: ReadonlyMap<string, MayRead> = new Map<string, MayRead>([
  // Also what the answer to a mutation selects, of a user who may do no more than that.
  ['_entities', (scopes) => scopes.some((scope) => scope === ENTITIES_SCOPE || !INTERNAL_SCOPES.has(scope))],
  ['_service', (scopes) => scopes.includes(SCHEMA_SCOPE) || mayQuery(scopes)],
]);
