import { type Environment, graphql } from 'relay-runtime';
import type { comprarMutation } from './__generated__/comprarMutation.graphql.ts';
import { mutate } from './mutate.ts';

const COMPRAR = graphql`
  mutation comprarMutation($entrada: RegistrarAquisicaoEntrada!, $connections: [ID!]!) {
    registrarAquisicao(entrada: $entrada) {
      __typename
      ... on AquisicaoGravada {
        inventario @prependNode(connections: $connections, edgeTypeName: "InventarioEdge") {
          quantidade
          total
          adquiridoEm
          produto {
            nome
          }
        }
      }
      ... on Erro @alias(as: "erro") {
        mensagem
      }
      ... on Indisponivel {
        tentarNovamenteEmSegundos
      }
    }
  }
`;

/**
 * Records a purchase, once, however often it has to be sent until an answer comes, and puts it at the head of lists.
 *
 * @param connections the `__id` of each list of the customer's purchases that is shown
 */
export async function comprar(
  environment: Environment,
  compra: { clienteId: string; produtoId: string; quantidade: number },
  connections: string[] = [],
): Promise<comprarMutation['response']['registrarAquisicao']> {
  // Has the client send it again when no answer comes. Keep it with the form, and a second click is the same purchase too.
  const entrada = { ...compra, chaveDeIdempotencia: crypto.randomUUID() };
  const { registrarAquisicao } = await mutate<comprarMutation>(environment, COMPRAR, {
    entrada,
    connections,
  });
  return registrarAquisicao;
}
