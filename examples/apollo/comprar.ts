import type { ApolloClient } from '@apollo/client';
import { ExemploComprarDocument, type ExemploComprarMutation } from '../generated/graphql.ts';

/** Records a purchase, once, however often it has to be sent until an answer comes. */
export async function comprar(
  client: ApolloClient,
  compra: { clienteId: string; produtoId: string; quantidade: number },
): Promise<ExemploComprarMutation['registrarAquisicao']> {
  // Has the client send it again when no answer comes. Keep it with the form, and a second click is the same purchase too.
  const entrada = { ...compra, chaveDeIdempotencia: crypto.randomUUID() };
  const { data } = await client.mutate({ mutation: ExemploComprarDocument, variables: { entrada } });
  return data?.registrarAquisicao ?? null;
}
