import { type Missing, missingFrom } from '../problems.ts';
import { ExemploFichaDocument, type ExemploFichaQuery } from './generated/graphql.ts';
import type { Graph } from './graph.ts';

/** A customer, as far as domains answer and the user may see; null when there is none. */
export async function ficha(
  graph: Graph,
  id: string,
): Promise<{ cliente: ExemploFichaQuery['cliente']; missing: Missing }> {
  const { data, errors } = await graph.ask(ExemploFichaDocument, { id });
  return { cliente: data.cliente, missing: missingFrom(errors) };
}
