import { type Client, CombinedError } from '@urql/core';
import { ExemploComprarDocument, type ExemploComprarMutation } from '../generated/graphql.ts';
import { worthRetrying } from '../problems.ts';
import { withRetries } from '../retries.ts';
import { problemIn } from './problems.ts';

/** Records a purchase, once, however often it has to be sent until an answer comes. */
export async function comprar(
  client: Client,
  compra: { clienteId: string; produtoId: string; quantidade: number },
): Promise<ExemploComprarMutation['registrarAquisicao']> {
  // One for what the user wants, not for each attempt. Keep it with the form, and a second click is the same purchase too.
  const entrada = { ...compra, chaveDeIdempotencia: crypto.randomUUID() };
  return await withRetries(
    async () => {
      const { data, error } = await client.mutation(ExemploComprarDocument, { entrada }).toPromise();
      if (error) throw error;
      return data?.registrarAquisicao ?? null;
    },
    (error) => error instanceof CombinedError && worthRetrying(problemIn(error)),
  );
}
