import { CoreFeature, FeatureUrl } from '@apollo/federation-internals';
import { type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';

/** Finds the own name of a directive that a document may have imported under another one. */
export function ownDirectiveNames(document: DocumentNode): (name: string) => string {
  const { namespaces, aliases } = importsOf(document);
  return (name) => {
    const [namespace = '', rest] = name.split('__');
    if (rest !== undefined && namespaces.has(namespace)) return rest;
    return aliases.get(name) ?? name;
  };
}

/** Directives of a supergraph that have a specification of the same name, by which composition links them. */
const FEDERATION = ['authenticated', 'requiresScopes', 'policy', 'inaccessible', 'tag'] as const;
export type FederationDirective = (typeof FEDERATION)[number];

/** What a supergraph's document calls the directives of federation that it links: their own names, by these. */
export function federationDirectives(document: DocumentNode): ReadonlyMap<string, FederationDirective> {
  const names = new Map<string, FederationDirective>();
  for (const { url, as, imports } of linksOf(document)) {
    const feature = url === null ? undefined : FeatureUrl.maybeParse(url);
    const own = FEDERATION.find((name) => feature?.identity === `https://specs.apollo.dev/${name}`);
    if (!feature || !own) continue;
    const { directiveNameInSchemaForCoreArguments: nameOf } = CoreFeature;
    names.set(nameOf(feature, as ?? feature.name, imports, own), own);
  }
  return names;
}

/** Under which names a document has imported the directives of features. */
function importsOf(document: DocumentNode): { namespaces: Set<string>; aliases: Map<string, string> } {
  const namespaces = new Set(['federation']);
  const aliases = new Map<string, string>();
  for (const { url, as, imports } of linksOf(document)) {
    const feature = /\/(\w+)\/v[\d.]+\/?$/.exec(url ?? '')?.[1];
    if (as !== null) namespaces.add(as);
    else if (feature) namespaces.add(feature);
    for (const one of imports) {
      if (one.as !== undefined) aliases.set(one.as.replace(/^@/, ''), one.name.replace(/^@/, ''));
    }
  }
  return { namespaces, aliases };
}

/** One `@link` (https://specs.apollo.dev/link/v1.0/). */
interface Link {
  url: string | null;
  as: string | null;
  imports: { name: string; as?: string }[];
}

function linksOf(document: DocumentNode): Link[] {
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) return [];
    const links = (definition.directives ?? []).filter(({ name }) => name.value === 'link');
    return links.map(({ arguments: given = [] }) => {
      const values = new Map(given.map((one) => [one.name.value, valueFromASTUntyped(one.value)]));
      return {
        url: textOf(values.get('url')),
        as: textOf(values.get('as')),
        imports: [values.get('import') ?? []].flat().flatMap(importOf),
      };
    });
  });
}

/** An import is a name, or a name with another one. */
function importOf(value: unknown): { name: string; as?: string }[] {
  if (typeof value === 'string') return [{ name: value }];
  if (typeof value !== 'object' || value === null || !('name' in value)) return [];
  const name = textOf(value.name);
  const as = 'as' in value ? textOf(value.as) : null;
  return name === null ? [] : [as === null ? { name } : { name, as }];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
