import type { DocumentNode } from 'graphql';
import { argumentOf, graphNames, hasFields } from './supergraph-document.ts';

/** The interface of objects that are found by one id over all domains. */
const NODE = 'Node';

/**
 * The subgraph that owns each type which implements `Node`: of those that say so the one that is a process of its own.
 *
 * @param urls of the subgraphs, by name
 */
export function nodeOwners(
  document: DocumentNode,
  urls: readonly { readonly name: string; readonly url: string }[],
): Record<string, string> {
  const names = graphNames(document);
  const inRouter = new Set(urls.filter(({ url }) => url.startsWith('router:')).map(({ name }) => name));
  const owners: Record<string, string> = {};
  if (inRouter.size === 0) return owners;
  for (const type of document.definitions) {
    if (!hasFields(type)) continue;
    for (const directive of type.directives ?? []) {
      if (argumentOf(directive, 'join__implements', 'interface') !== NODE) continue;
      const name = names.get(argumentOf(directive, 'join__implements', 'graph') ?? '');
      if (name !== undefined && !inRouter.has(name)) owners[type.name.value] ??= name;
    }
  }
  return owners;
}
