import {
  type DirectiveDefinitionNode,
  type DocumentNode,
  type InputValueDefinitionNode,
  Kind,
} from 'graphql';
import type { SubgraphSource } from '../../compose/supergraph-config.ts';
import type { FilePlace } from '../../sdl/place.ts';
import { indexSdl, ownText, type SdlElement } from '../../sdl/sdl-index.ts';
import { withUsualRoots } from '../../sdl/usual-roots.ts';

/**
 * Where a change was made: where its element is now, in a subgraph that changed it, or, when it is gone, the type that it
 * was in, or else where it was in the baseline. Null of what is in no schema.
 */
export function changePlaces(
  before: readonly SubgraphSource[],
  after: readonly SubgraphSource[],
): (coordinate: string, scope: string) => FilePlace | null {
  let index: { now: Indexed[]; old: Map<string, Indexed> } | null = null;
  return (coordinate, scope) => {
    // Most checks have no change to find a place for.
    index ??= {
      now: after.map(indexed),
      old: new Map(before.map((one) => [one.name, indexed(one)])),
    };
    const { now, old } = index;
    const inScope = now.filter(({ name }) => name === scope);
    const candidates = inScope.length > 0 ? inScope : now;
    const parent = coordinate.replace(/(\.\w+|\(\w+:\))$/, '');
    const has = ({ elements }: Indexed) => elements.has(coordinate);
    const had = ({ name }: Indexed) => old.get(name)?.elements.has(coordinate) ?? false;
    const textIn = (elements: Indexed['elements'] | undefined) => {
      const element = elements?.get(coordinate);
      return element && ownText(element);
    };
    const differs = ({ name, elements }: Indexed) => textIn(elements) !== textIn(old.get(name)?.elements);
    const changed = candidates.filter(differs);
    const place =
      changed.find((one) => has(one) && had(one))?.elements.get(coordinate) ??
      changed.find((one) => !has(one))?.elements.get(parent) ??
      changed.find(has)?.elements.get(coordinate) ??
      candidates.find(has)?.elements.get(coordinate) ??
      candidates.find((one) => one.elements.has(parent))?.elements.get(parent);
    if (place) return place.place;
    const own = old.get(scope);
    const was = (own ? [own] : [...old.values()]).find(has)?.elements.get(coordinate);
    return was ? { ...was.place, inBaseline: true } : null;
  };
}

/** An element, and where it is. */
type Placed = Pick<SdlElement, 'node' | 'place'>;

interface Indexed {
  name: string;
  elements: ReadonlyMap<string, Placed>;
}

function indexed({ name, document, file }: SubgraphSource): Indexed {
  const elements = indexSdl(withUsualRoots(document), file);
  return {
    name,
    elements: new Map([
      ...elements.map((one): [string, Placed] => [one.coordinate, one]),
      ...definedDirectives(document, file),
    ]),
  };
}

/** Directives that a schema defines, and their arguments: `@directive` and `@directive(argument:)`. */
function definedDirectives({ definitions }: DocumentNode, file: string): [string, Placed][] {
  const placed = (node: DirectiveDefinitionNode | InputValueDefinitionNode): Placed => ({
    node,
    place: { file, line: node.name.loc?.startToken.line ?? 1 },
  });
  return definitions
    .filter((one) => one.kind === Kind.DIRECTIVE_DEFINITION)
    .flatMap((one) => [
      [`@${one.name.value}`, placed(one)],
      ...(one.arguments ?? []).map((argument): [string, Placed] => [
        `@${one.name.value}(${argument.name.value}:)`,
        placed(argument),
      ]),
    ]);
}
