import type { SubgraphSource } from '../compose/supergraph-config.ts';
import type { Place } from '../sdl/place.ts';
import { indexSdl, ownText, type SdlElement } from '../sdl/sdl-index.ts';
import { withUsualRoots } from '../sdl/usual-roots.ts';

/**
 * Where a change was made: where its element is now, in a subgraph that changed it, or, when it is gone, the type that it
 * was in, or else its file. Null when nothing of that is left.
 */
export function changePlaces(
  before: readonly SubgraphSource[],
  after: readonly SubgraphSource[],
): (coordinate: string, scope: string) => Place | null {
  let index: { now: Indexed[]; old: Map<string, Indexed['elements']> } | null = null;
  return (coordinate, scope) => {
    // Most checks have no change to find a place for.
    index ??= {
      now: after.map(indexed),
      old: new Map(before.map(indexed).map(({ name, elements }) => [name, elements])),
    };
    const { now, old } = index;
    const inScope = now.filter(({ name }) => name === scope);
    const candidates = inScope.length > 0 ? inScope : now;
    const parent = coordinate.replace(/(\.\w+|\(\w+:\))$/, '');
    const has = ({ elements }: Indexed) => elements.has(coordinate);
    const had = ({ name }: Indexed) => old.get(name)?.has(coordinate) ?? false;
    const textIn = (elements: Indexed['elements'] | undefined) => {
      const element = elements?.get(coordinate);
      return element && ownText(element);
    };
    const differs = ({ name, elements }: Indexed) => textIn(elements) !== textIn(old.get(name));
    const changed = candidates.filter(differs);
    const place =
      changed.find((one) => has(one) && had(one))?.elements.get(coordinate) ??
      changed.find((one) => !has(one))?.elements.get(parent) ??
      changed.find(has)?.elements.get(coordinate) ??
      candidates.find(has)?.elements.get(coordinate) ??
      candidates.find((one) => one.elements.has(parent))?.elements.get(parent);
    const gone = candidates.find((one) => had(one) && !has(one));
    return place?.place ?? (gone ? { file: gone.file, line: 1 } : null);
  };
}

interface Indexed {
  name: string;
  file: string;
  elements: ReadonlyMap<string, SdlElement>;
}

function indexed({ name, document, file }: SubgraphSource): Indexed {
  return {
    name,
    file,
    elements: new Map(indexSdl(withUsualRoots(document), file).map((one) => [one.coordinate, one])),
  };
}
