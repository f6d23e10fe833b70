import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  valueFromASTUntyped,
} from 'graphql';
import { forbidden } from '../../errors/client-errors.ts';
import { MUTATION_SCOPE, meets, type ScopeRule, scopeOfMutation } from '../../identity/callers/scopes.ts';
import type { RequestContext } from '../definition.ts';

/**
 * Refuses each mutation of a caller without the scopes that the schema's `@requiresScopes` asks for. The router has
 * refused it already; here it holds also for who comes by another way.
 */
export function requireMutationScopes(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const rule = ruleOf(field);
    // Every resolver here gets a context of `createContext`.
    const resolve = (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<unknown, RequestContext>;
    field.resolve = (parent, args, context: RequestContext, info) => {
      if (!meets(new Set(context.identity.scopes), rule)) {
        throw forbidden(`This user may not run \`${field.name}\`: it needs ${inWords(rule)}.`);
      }
      return resolve(parent, args, context, info);
    };
  }
}

/** What `@requiresScopes` says at a mutation; where it says nothing, the scope of all mutations or its own. */
function ruleOf({ name, astNode }: GraphQLField<unknown, unknown>): ScopeRule {
  const directive = astNode?.directives?.find((one) =>
    /^(federation__)?requiresScopes$/.test(one.name.value),
  );
  const scopes = directive?.arguments?.find((argument) => argument.name.value === 'scopes')?.value;
  if (!scopes) return [[MUTATION_SCOPE], [scopeOfMutation(name)]];
  // A list of lists of names, as composition has checked; either may be written as one value.
  const rule: unknown = valueFromASTUntyped(scopes);
  return (Array.isArray(rule) ? rule : [rule]).map((all) => (Array.isArray(all) ? all : [all]).map(String));
}

function inWords(rule: ScopeRule): string {
  return rule.map((all) => `the scopes ${all.map((scope) => `"${scope}"`).join(' and ')}`).join(', or ');
}
