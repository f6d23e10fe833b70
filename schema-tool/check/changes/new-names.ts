import type { SubgraphSource } from '../../compose/supergraph-config.ts';

/** A subgraph that has another name now. */
export interface NewName {
  from: string;
  to: string;
}

/** Subgraphs that are only called otherwise: at the same address or with the same schema, of which there is no other. */
export function newNames(before: readonly SubgraphSource[], after: readonly SubgraphSource[]): NewName[] {
  const gone = before.filter(({ name }) => !after.some((one) => one.name === name));
  const came = after.filter(({ name }) => !before.some((one) => one.name === name));
  return came.flatMap(({ name, url, sdl }) => {
    const [was, ...others] = gone.filter((one) => one.url === url || one.sdl === sdl);
    const rivals = came.filter((one) => one.url === was?.url || one.sdl === was?.sdl);
    return was && others.length === 0 && rivals.length === 1 ? [{ from: was.name, to: name }] : [];
  });
}

/** The subgraphs of before by the names that they have now. */
export function withNewNames(
  before: readonly SubgraphSource[],
  after: readonly SubgraphSource[],
): readonly SubgraphSource[] {
  const names = new Map(newNames(before, after).map(({ from, to }) => [from, to]));
  if (names.size === 0) return before;
  return before.map((one) => ({ ...one, name: names.get(one.name) ?? one.name }));
}
