import { type PriceChange, priceChange } from '../prices.ts';
import { problemOf } from '../problems.ts';
import {
  ExemploMudarPrecoDocument,
  ExemploPrecoDocument,
  type ExemploPrecoQuery,
} from './generated/graphql.ts';
import { type Graph, GraphProblem } from './graph.ts';

/** What the form begins with: the price, and the version that a change will be based on; null when there is no such product. */
export async function preco(graph: Graph, id: string): Promise<ExemploPrecoQuery['produto']> {
  return (await graph.ask(ExemploPrecoDocument, { id })).data.produto;
}

/** Changes a price, unless somebody has changed the product since `versao`. */
export async function mudarPreco(
  graph: Graph,
  entrada: { id: string; versao: number; preco: string },
): Promise<PriceChange> {
  const { data, errors } = await graph.ask(ExemploMudarPrecoDocument, { entrada });
  if (data.atualizarProduto) return priceChange(data.atualizarProduto);
  throw new GraphProblem(problemOf(errors[0]?.extensions?.code), errors[0]?.message ?? 'No answer.');
}
