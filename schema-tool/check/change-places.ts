import type { SubgraphSource } from '../compose/supergraph-config.ts';
import type { Place } from './finding.ts';
import { indexSdl, type SdlElement } from './sdl-index.ts';

/**
 * Where a change was made: where its element is now, or, when it is gone, the type that it was in, in a subgraph that
 * had it. Null when nothing of it is left.
 */
export function changePlaces(
  before: readonly SubgraphSource[],
  after: readonly SubgraphSource[],
): (coordinate: string, scope: string) => Place | null {
  const now = after.map(indexed);
  const old = new Map(before.map(indexed).map(({ name, elements }) => [name, elements]));
  return (coordinate, scope) => {
    const inScope = now.filter(({ name }) => name === scope);
    const candidates = inScope.length > 0 ? inScope : now;
    for (const { elements } of candidates) {
      const element = elements.get(coordinate);
      if (element) return element.place;
    }
    const parent = coordinate.replace(/(\.\w+|\(\w+:\))$/, '');
    const [lost] = candidates.filter(({ name }) => old.get(name)?.has(coordinate));
    return lost?.elements.get(parent)?.place ?? null;
  };
}

function indexed({ name, document, file }: SubgraphSource): {
  name: string;
  elements: ReadonlyMap<string, SdlElement>;
} {
  return { name, elements: new Map(indexSdl(document, file).map((one) => [one.coordinate, one])) };
}
