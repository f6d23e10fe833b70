import { worthRetrying } from '../problems.ts';
import { withRetries } from '../retries.ts';
import { ExemploComprarDocument, type ExemploComprarMutation } from './generated/graphql.ts';
import { type Graph, GraphProblem } from './graph.ts';

/** Records a purchase, once, however often it has to be sent until an answer comes. */
export async function comprar(
  graph: Graph,
  compra: { clienteId: string; produtoId: string; quantidade: number },
): Promise<ExemploComprarMutation['registrarAquisicao']> {
  // One for what the user wants, not for each attempt. Keep it with the form, and a second click is the same purchase too.
  const entrada = { ...compra, chaveDeIdempotencia: crypto.randomUUID() };
  const { data } = await withRetries(
    () => graph.ask(ExemploComprarDocument, { entrada }),
    (error) => error instanceof GraphProblem && worthRetrying(error.problem),
  );
  return data.registrarAquisicao;
}
