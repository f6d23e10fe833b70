import { Kind, type TypeNode } from 'graphql';
import { namedTypeOf } from '../../sdl/sdl-index.ts';
import type { Rule } from './rule.ts';

const OBJECTS = new Set<string>([Kind.OBJECT_TYPE_DEFINITION, Kind.OBJECT_TYPE_EXTENSION]);

/** Directives by which another subgraph answers a field, or answers it too. */
const ELSEWHERE = /^(federation__)?(external|shareable)$/;

/** Whether the named type itself may not be null; in a list that is each of its elements. */
function isRequired(type: TypeNode): boolean {
  if (type.kind === Kind.NAMED_TYPE) return false;
  if (type.kind === Kind.LIST_TYPE) return isRequired(type.type);
  return type.type.kind === Kind.NAMED_TYPE || isRequired(type.type);
}

/**
 * A field that another domain adds to an entity, and a reference to another domain's entity, can be null, so that a
 * domain that is down costs its branch and not the whole answer. One that both have is none.
 */
export const nullableAcrossDomains: Rule = ({ element, subgraph, domains }) => {
  const { kind, type, typeName, name, definition, directives } = element;
  if (kind !== 'field' || !type || !OBJECTS.has(definition)) return null;
  if (directives.some(({ name }) => ELSEWHERE.test(name.value))) return null;
  if (domains.isKeyField(typeName, name)) return null;
  const owner = domains.ownerOf(typeName);
  if (owner !== undefined && owner !== subgraph && type.kind === Kind.NON_NULL_TYPE) {
    return `is added to an entity of ${owner} and should be nullable: null when ${subgraph} is down.`;
  }
  const referred = domains.ownerOf(namedTypeOf(type));
  return referred !== undefined && referred !== subgraph && isRequired(type)
    ? `refers to an entity of ${referred} and should be nullable: null when ${referred} is down.`
    : null;
};
