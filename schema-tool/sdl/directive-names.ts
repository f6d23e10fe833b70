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

/** Under which names a document has imported the directives of features (https://specs.apollo.dev/link/v1.0/). */
function importsOf(document: DocumentNode): { namespaces: Set<string>; aliases: Map<string, string> } {
  const namespaces = new Set(['federation']);
  const aliases = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'link') continue;
      const values = Object.fromEntries(
        (directive.arguments ?? []).map((one) => [one.name.value, valueFromASTUntyped(one.value)]),
      );
      const feature = /\/(\w+)\/v[\d.]+\/?$/.exec(String(values.url))?.[1];
      if (typeof values.as === 'string') namespaces.add(values.as);
      else if (feature) namespaces.add(feature);
      for (const one of [values.import ?? []].flat()) {
        const { name, as } = one as { name?: unknown; as?: unknown }; // A text has neither.
        if (typeof name === 'string' && typeof as === 'string') {
          aliases.set(as.replace(/^@/, ''), name.replace(/^@/, ''));
        }
      }
    }
  }
  return { namespaces, aliases };
}
