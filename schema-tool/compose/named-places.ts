import { indexSdl } from '../sdl/sdl-index.ts';
import type { CompositionMessage } from './composition-message.ts';
import { schemaDirectivePlaces } from './schema-directive-places.ts';
import type { SubgraphSource } from './supergraph-config.ts';

const QUOTED = /"([^"\s]+)"/g;

/**
 * Finds what the message of an error is about, for errors that composition gives no place: the elements that it quotes,
 * such as `"Produto.nome"`, in the subgraphs that it quotes, or in all that have them; else a directive on a subgraph's schema.
 */
export function namedPlaces(
  subgraphs: readonly SubgraphSource[],
): (message: string) => CompositionMessage['places'] {
  const indexed = subgraphs.map(({ name, document, file }) => ({
    name,
    lines: new Map(indexSdl(document, file).map(({ coordinate, place }) => [coordinate, place.line])),
    file,
  }));
  return (message) => {
    const quoted = new Set([...message.matchAll(QUOTED)].map(([, text = '']) => text));
    const named = indexed.filter(({ name }) => quoted.has(name));
    const placesIn = (among: typeof indexed) =>
      among.flatMap(({ name: subgraph, file, lines }) =>
        [...quoted].flatMap((coordinate) => {
          const line = lines.get(coordinate);
          return line === undefined ? [] : [{ subgraph, file, line }];
        }),
      );
    const places = placesIn(named);
    if (places.length > 0) return places;
    const anywhere = placesIn(indexed);
    return anywhere.length > 0 ? anywhere : schemaDirectivePlaces(subgraphs, message);
  };
}
