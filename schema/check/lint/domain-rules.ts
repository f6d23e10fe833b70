import { Kind, type TypeNode } from 'graphql';
import { argumentOf, namedTypeOf, type SdlElement } from '../sdl-index.ts';
import type { Rule } from './lint.ts';

/** Which subgraph an entity belongs to, by type name. */
export interface Domains {
  ownerOf(entity: string): string | undefined;
  /** Fields of an entity's keys. */
  isKeyField(entity: string, field: string): boolean;
}

const OBJECTS = new Set<string>([Kind.OBJECT_TYPE_DEFINITION, Kind.OBJECT_TYPE_EXTENSION]);

/**
 * An entity belongs to the subgraph that answers it to a query; where none or several do, to the one that gives most of
 * its fields.
 */
export function domainsOf(subgraphs: readonly { name: string; elements: readonly SdlElement[] }[]): Domains {
  const keys = new Map<string, Set<string>>();
  const claims = new Map<string, { subgraph: string; queried: boolean; fields: number }[]>();
  for (const { name: subgraph, elements } of subgraphs) {
    const queried = new Set(
      elements.flatMap(({ kind, typeName, type }) =>
        kind === 'field' && typeName === 'Query' && type ? [namedTypeOf(type)] : [],
      ),
    );
    for (const element of elements) {
      const ofKey = element.directives.filter(({ name }) => /^(federation__)?key$/.test(name.value));
      if (element.kind !== 'type' || ofKey.length === 0) continue;
      const entity = element.typeName;
      const fields = keys.get(entity) ?? new Set();
      for (const directive of ofKey) {
        for (const word of (argumentOf(directive, 'fields') ?? '').match(/\w+/g) ?? []) fields.add(word);
      }
      keys.set(entity, fields);
      const own = elements.filter(({ kind, typeName }) => kind === 'field' && typeName === entity).length;
      const all = claims.get(entity) ?? [];
      all.push({ subgraph, queried: queried.has(entity), fields: own });
      claims.set(entity, all);
    }
  }
  return {
    ownerOf: (entity) => claims.get(entity)?.reduce((a, b) => (rank(b) > rank(a) ? b : a)).subgraph,
    isKeyField: (entity, field) => keys.get(entity)?.has(field) ?? false,
  };
}

function rank({ queried, fields }: { queried: boolean; fields: number }): number {
  return (queried ? 1_000_000 : 0) + fields;
}

/** Whether the named type itself may not be null; in a list that is each of its elements. */
function isRequired(type: TypeNode): boolean {
  if (type.kind === Kind.NAMED_TYPE) return false;
  if (type.kind === Kind.LIST_TYPE) return isRequired(type.type);
  return type.type.kind === Kind.NAMED_TYPE || isRequired(type.type);
}

/**
 * A field that another domain adds to an entity, and a reference to another domain's entity, can be null, so that a
 * domain that is down costs its branch and not the whole answer.
 */
export const nullableAcrossDomains: Rule = ({ element, subgraph, domains }) => {
  const { kind, type, typeName, name, definition, directives } = element;
  if (kind !== 'field' || !type || !OBJECTS.has(definition)) return null;
  if (directives.some((directive) => /^(federation__)?external$/.test(directive.name.value))) return null;
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
