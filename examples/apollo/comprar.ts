import type { ApolloClient } from '@apollo/client';
import { ExemploComprarDocument, type ExemploComprarMutation } from '../generated/graphql.ts';
import { worthRetrying } from '../problems.ts';
import { withRetries } from '../retries.ts';
import { problemIn } from './problems.ts';

/** Records a purchase, once, however often it has to be sent until an answer comes. */
export async function comprar(
  client: ApolloClient,
  compra: { clienteId: string; produtoId: string; quantidade: number },
): Promise<ExemploComprarMutation['registrarAquisicao']> {
  // One for what the user wants, not for each attempt. Keep it with the form, and a second click is the same purchase too.
  const entrada = { ...compra, chaveDeIdempotencia: crypto.randomUUID() };
  const { data } = await withRetries(
    () => client.mutate({ mutation: ExemploComprarDocument, variables: { entrada } }),
    (error) => worthRetrying(problemIn(error)),
  );
  return data?.registrarAquisicao ?? null;
}
