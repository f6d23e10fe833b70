import type { Client } from '@urql/core';
import { ExemploComprarDocument, type ExemploComprarMutation } from '../generated/graphql.ts';

/** Records a purchase, once, however often it has to be sent until an answer comes. */
export async function comprar(
  client: Client,
  compra: { clienteId: string; produtoId: string; quantidade: number },
): Promise<ExemploComprarMutation['registrarAquisicao']> {
  // Has the client send it again when no answer comes. Keep it with the form, and a second click is the same purchase too.
  const entrada = { ...compra, chaveDeIdempotencia: crypto.randomUUID() };
  const { data, error } = await client.mutation(ExemploComprarDocument, { entrada }).toPromise();
  if (error) throw error;
  return data?.registrarAquisicao ?? null;
}
