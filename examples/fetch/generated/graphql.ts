/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What changes of a product. */
export type AtualizarProdutoEntrada = {
  /** The shelf it stands on, 1 to 60 characters in one line. */
  categoria?: string | null | undefined;
  /** What the product is; null removes it. */
  descricao?: string | null | undefined;
  /** The product. */
  id: string;
  /** Name, 2 to 160 characters in one line. */
  nome?: string | null | undefined;
  /** Price in Brazilian reais. */
  preco?: string | null | undefined;
  /** The version that the change is based on. */
  versao: number;
};

/** The rules that a field can break. */
export type CodigoDeValidacao =
  /** Has wrong check digits. */
  | 'DIGITO_VERIFICADOR'
  /** Is too small or too large. */
  | 'FORA_DO_INTERVALO'
  /** Is not written as it must be. */
  | 'FORMATO'
  /** Must be given. */
  | 'OBRIGATORIO'
  /** Is too short or too long. */
  | 'TAMANHO';

/** A purchase to record. */
export type RegistrarAquisicaoEntrada = {
  /** When it was acquired, not in the future; now when it is left out. */
  adquiridoEm?: string | null | undefined;
  /** Names this request, 8 to 100 characters: sent again with the same input it gives the first result again. */
  chaveDeIdempotencia?: string | null | undefined;
  /** Who acquired it. */
  clienteId: string;
  /** Price of one unit in Brazilian reais; the catalogue's price at this moment when it is left out. */
  precoUnitario?: string | null | undefined;
  /** What was acquired; it must be on sale. */
  produtoId: string;
  /** How many units, 1 to 1000000. */
  quantidade: number;
};

/** A Brazilian state or the Federal District. */
export type Uf =
  /** Acre */
  | 'AC'
  /** Alagoas */
  | 'AL'
  /** Amazonas */
  | 'AM'
  /** Amapá */
  | 'AP'
  /** Bahia */
  | 'BA'
  /** Ceará */
  | 'CE'
  /** Distrito Federal */
  | 'DF'
  /** Espírito Santo */
  | 'ES'
  /** Goiás */
  | 'GO'
  /** Maranhão */
  | 'MA'
  /** Minas Gerais */
  | 'MG'
  /** Mato Grosso do Sul */
  | 'MS'
  /** Mato Grosso */
  | 'MT'
  /** Pará */
  | 'PA'
  /** Paraíba */
  | 'PB'
  /** Pernambuco */
  | 'PE'
  /** Piauí */
  | 'PI'
  /** Paraná */
  | 'PR'
  /** Rio de Janeiro */
  | 'RJ'
  /** Rio Grande do Norte */
  | 'RN'
  /** Rondônia */
  | 'RO'
  /** Roraima */
  | 'RR'
  /** Rio Grande do Sul */
  | 'RS'
  /** Santa Catarina */
  | 'SC'
  /** Sergipe */
  | 'SE'
  /** São Paulo */
  | 'SP'
  /** Tocantins */
  | 'TO';

export type ExemploComprarMutationVariables = Exact<{
  entrada: RegistrarAquisicaoEntrada;
}>;


export type ExemploComprarMutation = { __typename: 'Mutation', registrarAquisicao:
    | { __typename: 'AquisicaoGravada', inventario: { __typename: 'Inventario', id: string, total: string } }
    | { __typename: 'Conflito', mensagem: string }
    | { __typename: 'ErroDeValidacao', mensagem: string }
    | { __typename: 'Indisponivel', tentarNovamenteEmSegundos: number, mensagem: string }
    | { __typename: 'NaoEncontrado', mensagem: string }
   | null };

export type ExemploComprasQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type ExemploComprasQuery = { __typename: 'Query', cliente: { __typename: 'Cliente', id: string, inventario: { __typename: 'InventarioConnection', edges: Array<{ __typename: 'InventarioEdge', cursor: string, node: { __typename: 'Inventario', id: string, quantidade: number, total: string, adquiridoEm: string, produto: { __typename: 'Produto', id: string, nome: string } | null } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ExemploFichaQueryVariables = Exact<{
  id: string;
}>;


export type ExemploFichaQuery = { __typename: 'Query', cliente: { __typename: 'Cliente', id: string, nome: string, email: string | null, criadoEm: string, enderecos: Array<{ __typename: 'Endereco', id: string, logradouro: string, cidade: string, uf: Uf }> | null, resumo: { __typename: 'ResumoDeAquisicoes', aquisicoes: number, total: string, ultimaAquisicao: string | null } | null } | null };

export type ExemploMudarPrecoMutationVariables = Exact<{
  entrada: AtualizarProdutoEntrada;
}>;


export type ExemploMudarPrecoMutation = { __typename: 'Mutation', atualizarProduto:
    | { __typename: 'Conflito', mensagem: string, atual:
        | { __typename: 'Cliente' }
        | { __typename: 'Endereco' }
        | { __typename: 'Inventario' }
        | { __typename: 'Produto', id: string, nome: string, preco: string, versao: number }
        | { __typename: 'Reenvio' }
       | null }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'NaoEncontrado', mensagem: string }
    | { __typename: 'ProdutoGravado', produto: { __typename: 'Produto', id: string, nome: string, preco: string, versao: number } }
   | null };

export type ExemploPrecoDoProdutoFragment = { __typename: 'Produto', id: string, nome: string, preco: string, versao: number };

export type ExemploPrecoQueryVariables = Exact<{
  id: string;
}>;


export type ExemploPrecoQuery = { __typename: 'Query', produto: { __typename: 'Produto', id: string, nome: string, preco: string, versao: number } | null };

export type ExemploVistosQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type ExemploVistosQuery = { __typename: 'Query', nodes: Array<
    | { __typename: 'Cliente', id: string, nome: string, nodeId: string }
    | { __typename: 'Endereco', nodeId: string }
    | { __typename: 'Inventario', nodeId: string }
    | { __typename: 'Produto', id: string, nome: string, preco: string, nodeId: string }
   | null> | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ExemploPrecoDoProdutoFragmentDoc = new TypedDocumentString(`
    fragment ExemploPrecoDoProduto on Produto {
  __typename
  id
  nome
  preco
  versao
}
    `, {"fragmentName":"ExemploPrecoDoProduto"}) as unknown as TypedDocumentString<ExemploPrecoDoProdutoFragment, unknown>;
export const ExemploComprarDocument = new TypedDocumentString(`
    mutation ExemploComprar($entrada: RegistrarAquisicaoEntrada!) {
  __typename
  registrarAquisicao(entrada: $entrada) {
    __typename
    ... on AquisicaoGravada {
      __typename
      inventario {
        __typename
        id
        total
      }
    }
    ... on Indisponivel {
      __typename
      tentarNovamenteEmSegundos
    }
    ... on Erro {
      __typename
      mensagem
    }
  }
}
    `, {"hash":"sha256:9a4d350edd1038b46fb9e64024fb5fff09479d77aa3176b76220778e9d2c087b"}) as unknown as TypedDocumentString<ExemploComprarMutation, ExemploComprarMutationVariables>;
export const ExemploComprasDocument = new TypedDocumentString(`
    query ExemploCompras($id: ID!, $first: Int!, $after: String) {
  __typename
  cliente(id: $id) {
    __typename
    id
    inventario(first: $first, after: $after) {
      __typename
      edges {
        __typename
        cursor
        node {
          __typename
          id
          quantidade
          total
          adquiridoEm
          produto {
            __typename
            id
            nome
          }
        }
      }
      pageInfo {
        __typename
        hasNextPage
        endCursor
      }
    }
  }
}
    `, {"hash":"sha256:db0e62ad798d6e8e4d0c20d389b26fca2089e356e537ccf77799dcbbf6bb0aab"}) as unknown as TypedDocumentString<ExemploComprasQuery, ExemploComprasQueryVariables>;
export const ExemploFichaDocument = new TypedDocumentString(`
    query ExemploFicha($id: ID!) {
  __typename
  cliente(id: $id) {
    __typename
    id
    nome
    email
    criadoEm
    enderecos {
      __typename
      id
      logradouro
      cidade
      uf
    }
    resumo {
      __typename
      aquisicoes
      total
      ultimaAquisicao
    }
  }
}
    `, {"hash":"sha256:e2b594e787b24282c4907bfa7f6e81c184d9af36c5c0848d4521e6bdcce8798c"}) as unknown as TypedDocumentString<ExemploFichaQuery, ExemploFichaQueryVariables>;
export const ExemploMudarPrecoDocument = new TypedDocumentString(`
    mutation ExemploMudarPreco($entrada: AtualizarProdutoEntrada!) {
  __typename
  atualizarProduto(entrada: $entrada) {
    __typename
    ... on ProdutoGravado {
      __typename
      produto {
        __typename
        ...ExemploPrecoDoProduto
      }
    }
    ... on ErroDeValidacao {
      __typename
      campos {
        __typename
        campo
        codigo
        mensagem
      }
    }
    ... on Conflito {
      __typename
      atual {
        __typename
        ... on Produto {
          __typename
          ...ExemploPrecoDoProduto
        }
      }
    }
    ... on Erro {
      __typename
      mensagem
    }
  }
}
    fragment ExemploPrecoDoProduto on Produto {
  __typename
  id
  nome
  preco
  versao
}`, {"hash":"sha256:7f1b1cf1fda4bbb56e1dd786b6dd777d47ed582aefc0a7a6409796cc0ff2ff6f"}) as unknown as TypedDocumentString<ExemploMudarPrecoMutation, ExemploMudarPrecoMutationVariables>;
export const ExemploPrecoDocument = new TypedDocumentString(`
    query ExemploPreco($id: ID!) {
  __typename
  produto(id: $id) {
    __typename
    ...ExemploPrecoDoProduto
  }
}
    fragment ExemploPrecoDoProduto on Produto {
  __typename
  id
  nome
  preco
  versao
}`, {"hash":"sha256:87511b243730e8b64811ac1d6607dc91881690cc4be110e727552cd920a11369"}) as unknown as TypedDocumentString<ExemploPrecoQuery, ExemploPrecoQueryVariables>;
export const ExemploVistosDocument = new TypedDocumentString(`
    query ExemploVistos($ids: [ID!]!) {
  __typename
  nodes(ids: $ids) {
    __typename
    nodeId
    ... on Cliente {
      __typename
      id
      nome
    }
    ... on Produto {
      __typename
      id
      nome
      preco
    }
  }
}
    `, {"hash":"sha256:f579dc57688a4e3589229f5d3d691675fc97bdffe79ba2202203bf0815d9a6d8"}) as unknown as TypedDocumentString<ExemploVistosQuery, ExemploVistosQueryVariables>;