import { GraphQLError, parse } from 'graphql';
import { buildSupergraph } from '../compose/supergraph.ts';
import type { SubgraphSource } from '../compose/supergraph-config.ts';
import { CannotRun } from '../inputs/cannot-run.ts';

/** The subgraphs that a supergraph was composed of, with what it keeps of their schemas. Throws CannotRun. */
export function subgraphsOf(supergraphSdl: string, file: string): SubgraphSource[] {
  try {
    const subgraphs = buildSupergraph(supergraphSdl).subgraphs();
    return subgraphs.values().map((subgraph) => {
      const sdl = subgraph.toString();
      return { name: subgraph.name, url: subgraph.url, file, sdl, document: parse(sdl) };
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new CannotRun(`${file} is no supergraph: ${error.message} \`graph-schema compose\` makes one.`);
  }
}
