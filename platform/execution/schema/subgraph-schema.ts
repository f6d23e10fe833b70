import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { definePageSizes } from '../../pagination/page-size.ts';
import { resolveEntitiesDirectly } from './entities.ts';
import { defineNodeIds } from './node-id.ts';

type SubgraphModule = Extract<
  Parameters<typeof buildSubgraphSchema>[0],
  { typeDefs: unknown; resolvers?: unknown }
>;

/**
 * The executable schema of a subgraph: its contract with `_entities` and `_service`.
 *
 * @param sdl the file `schema.graphql`
 * @param resolvers of the type generated from that file
 */
export function buildSubgraph(sdl: URL, resolvers: object): GraphQLSchema {
  const schema = buildSubgraphSchema({
    typeDefs: parse(readFileSync(sdl, 'utf8')),
    // The generated type is stricter than the library's; it lacks only an index signature.
    resolvers: resolvers as NonNullable<SubgraphModule['resolvers']>,
  });
  resolveEntitiesDirectly(schema);
  defineNodeIds(schema);
  definePageSizes(schema);
  return schema;
}
