import type { DocumentNode } from 'graphql';
import { namedRoots, ROOT_KINDS, type RootKind } from '../../sdl/usual-roots.ts';
import { type Change, change } from '../changes/change.ts';

/** What changed in how a subgraph names its root types, which clients do not see: in the API they have their usual names. */
export function rootChanges(scope: string, before: DocumentNode, after: DocumentNode): Change[] {
  const [old, now] = [rootsOf(before), rootsOf(after)];
  return ROOT_KINDS.flatMap((kind) => {
    const [from, to] = [old.get(kind), now.get(kind)];
    if (!from || !to || (from.name === to.name && (to.isNamed || !from.isNamed))) return [];
    const about = { scope, coordinate: 'schema', from: from.name };
    return [
      to.isNamed || !from.isNamed
        ? change({
            ...about,
            type: `SCHEMA_${kind.toUpperCase()}_TYPE_RENAMED`,
            severity: 'safe',
            message: `The ${kind} root is called '${to.name}' and was called '${from.name}'.`,
            reason: 'Clients see it under its usual name.',
            to: to.name,
          })
        : change({
            ...about,
            type: `SCHEMA_${kind.toUpperCase()}_NOT_DECLARED`,
            severity: 'dangerous',
            message: `The schema definition no longer names '${to.name}' as its ${kind} root.`,
            reason: `The API keeps it, and Apollo's subgraph library still serves it by its name; a server that goes by the schema definition refuses each ${kind}. Name it, or remove the type.`,
          }),
    ];
  });
}

/** The roots of a subgraph, with whether it names them or leaves it to their usual names. */
function rootsOf(document: DocumentNode): Map<RootKind, { name: string; isNamed: boolean }> {
  const named = namedRoots(document);
  const roots = new Map<RootKind, { name: string; isNamed: boolean }>();
  for (const kind of ROOT_KINDS) {
    const usual = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    const name = named.get(kind);
    if (name !== undefined) roots.set(kind, { name, isNamed: true });
    else if (document.definitions.some((one) => 'name' in one && one.name?.value === usual))
      // Where nothing is named, the usual names are the roots by the specification.
      roots.set(kind, { name: usual, isNamed: named.size === 0 });
  }
  return roots;
}
