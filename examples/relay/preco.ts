import { type Environment, fetchQuery, graphql } from 'relay-runtime';
import { type PriceChange, priceChange } from '../prices.ts';
import type { precoMutation } from './__generated__/precoMutation.graphql.ts';
import type { precoQuery } from './__generated__/precoQuery.graphql.ts';
import { mutate } from './mutate.ts';

const PRECO = graphql`
  query precoQuery($id: ID!) {
    produto(id: $id) {
      id
      nome
      preco
      versao
    }
  }
`;

const MUDAR_PRECO = graphql`
  mutation precoMutation($entrada: AtualizarProdutoEntrada!) {
    atualizarProduto(entrada: $entrada) {
      __typename
      ... on ProdutoGravado {
        produto {
          id
          nome
          preco
          versao
        }
      }
      ... on ErroDeValidacao {
        mensagem
        campos {
          campo
          mensagem
        }
      }
      ... on NaoEncontrado {
        mensagem
      }
      ... on Conflito {
        mensagem
        atual {
          __typename
          ... on Produto {
            id
            nome
            preco
            versao
          }
        }
      }
    }
  }
`;

/** What the form begins with: the price, and the version that a change will be based on; null when there is no such product. */
export async function preco(
  environment: Environment,
  id: string,
): Promise<precoQuery['response']['produto']> {
  const data = await fetchQuery<precoQuery>(environment, PRECO, { id }).toPromise();
  return data?.produto ?? null;
}

/**
 * Changes a price, unless somebody has changed the product since `versao`. The store has the product as it is then in both cases,
 * because the answer has it whole, and what shows it is drawn again.
 */
export async function mudarPreco(
  environment: Environment,
  entrada: { id: string; versao: number; preco: string },
): Promise<PriceChange> {
  const { atualizarProduto } = await mutate<precoMutation>(environment, MUDAR_PRECO, { entrada });
  if (!atualizarProduto) throw new Error('There is no answer, and no error either.');
  return priceChange(atualizarProduto);
}
