import type { ApolloClient } from '@apollo/client';
import {
  ExemploMudarPrecoDocument,
  ExemploPrecoDocument,
  type ExemploPrecoQuery,
} from '../generated/graphql.ts';
import { type PriceChange, priceChange } from '../prices.ts';

/** What the form begins with: the price, and the version that a change will be based on; null when there is no such product. */
export async function preco(client: ApolloClient, id: string): Promise<ExemploPrecoQuery['produto']> {
  const { data } = await client.query({ query: ExemploPrecoDocument, variables: { id } });
  return data?.produto ?? null;
}

/**
 * Changes a price, unless somebody has changed the product since `versao`. The cache has the product as it is then in both cases,
 * because the answer has it whole, and what shows it is drawn again.
 */
export async function mudarPreco(
  client: ApolloClient,
  entrada: { id: string; versao: number; preco: string },
): Promise<PriceChange> {
  const { data } = await client.mutate({ mutation: ExemploMudarPrecoDocument, variables: { entrada } });
  if (!data?.atualizarProduto) throw new Error('There is no answer, and no error either.');
  return priceChange(data.atualizarProduto);
}
