import {
  baseType,
  builtTypeReference,
  type DirectiveDefinition,
  isInputType,
  type Schema,
  type Supergraph,
} from '@apollo/federation-internals';
import { DirectiveLocation } from 'graphql';

const EXECUTABLE: ReadonlySet<string> = new Set([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);
/** Promise answers in parts, which this router does not give. */
const NOT_SERVED: ReadonlySet<string> = new Set(['defer', 'stream']);

/**
 * What clients see of a supergraph, with the directives for operations that subgraphs have in common by
 * `@composeDirective`. Of what a `@link` brings, the gateway shows clients nothing; those directives are for clients.
 */
export function apiSchemaOf(supergraph: Supergraph): Schema {
  const api = supergraph.apiSchema();
  for (const directive of supergraph.schema.directives()) {
    const forClients = directive.hasExecutableLocations() && !NOT_SERVED.has(directive.name);
    if (forClients && !api.directive(directive.name) && hasTypes(api, directive)) add(directive, api);
  }
  return api;
}

/** Whether clients see the types of all arguments. */
function hasTypes(api: Schema, directive: DirectiveDefinition): boolean {
  return directive.arguments().every(({ type }) => type && api.type(baseType(type).name));
}

function add(directive: DirectiveDefinition, api: Schema): void {
  const added = api.addDirectiveDefinition(directive.name);
  added.repeatable = directive.repeatable;
  if (directive.description !== undefined) added.description = directive.description;
  added.addLocations(...directive.locations.filter((location) => EXECUTABLE.has(location)));
  for (const { name, type, defaultValue } of directive.arguments()) {
    const seen = builtTypeReference(String(type), api);
    if (isInputType(seen)) added.addArgument(name, seen, defaultValue);
  }
}
