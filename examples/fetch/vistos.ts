import { ExemploVistosDocument, type ExemploVistosQuery } from './generated/graphql.ts';
import type { Graph } from './graph.ts';

/** The objects of these `nodeId`s, of whatever domains, in their order; null in the place of what there is not. */
export async function vistos(graph: Graph, ids: string[]): Promise<ExemploVistosQuery['nodes']> {
  return (await graph.ask(ExemploVistosDocument, { ids })).data.nodes;
}
