import { argumentTextOf, namedTypeOf, type SdlElement } from '../../sdl/sdl-index.ts';

/** Which subgraph an entity belongs to, by type name. */
export interface Domains {
  ownerOf(entity: string): string | undefined;
  /** Fields of an entity's keys. */
  isKeyField(entity: string, field: string): boolean;
}

/**
 * Tells to which subgraph each entity belongs: the one that answers it to a query; where none or several do, to the
 * one that gives most of its fields.
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
        for (const word of (argumentTextOf(directive, 'fields') ?? '').match(/\w+/g) ?? []) fields.add(word);
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
