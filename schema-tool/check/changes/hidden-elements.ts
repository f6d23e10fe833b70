import { Kind, parse } from 'graphql';
import type { Change } from './change.ts';

const REASON = 'Subgraphs may still send it, and clients get an error in its place.';

/**
 * Changes of an API, with those told apart that only hide what was there (`@inaccessible`, or a contract's tags): a subgraph may
 * go on sending a value or an object that is hidden, which a router answers with an error.
 *
 * @param supergraph of the API as it is now, with what it hides
 */
export function withHidden(changes: readonly Change[], supergraph: string): Change[] {
  if (!changes.some(({ type }) => MAY_HIDE.has(type))) return [...changes];
  const there = sentElements(supergraph);
  return changes.map((change) =>
    // What nothing led to is never sent to anybody.
    change.severity !== 'safe' && MAY_HIDE.has(change.type) && there.has(change.coordinate)
      ? { ...change, severity: 'breaking', isHidden: true, reason: REASON }
      : change,
  );
}

const MAY_HIDE: ReadonlySet<string> = new Set(['ENUM_VALUE_REMOVED', 'UNION_MEMBER_REMOVED', 'TYPE_REMOVED']);

/** What a subgraph may send: objects by their types, members of unions and values of enums, as coordinates. */
function sentElements(supergraph: string): Set<string> {
  const found = new Set<string>();
  for (const node of parse(supergraph).definitions) {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION) found.add(node.name.value);
    const parts =
      node.kind === Kind.ENUM_TYPE_DEFINITION
        ? node.values
        : node.kind === Kind.UNION_TYPE_DEFINITION
          ? node.types
          : [];
    if ('name' in node && node.name)
      for (const part of parts ?? []) found.add(`${node.name.value}.${part.name.value}`);
  }
  return found;
}
