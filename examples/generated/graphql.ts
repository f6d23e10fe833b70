/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

export const ExemploPrecoDoProdutoFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ExemploPrecoDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}}]} as unknown as DocumentNode<ExemploPrecoDoProdutoFragment, unknown>;
export const ExemploComprarDocument = {"__meta__":{"hash":"sha256:9a4d350edd1038b46fb9e64024fb5fff09479d77aa3176b76220778e9d2c087b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ExemploComprar"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegistrarAquisicaoEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"registrarAquisicao"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AquisicaoGravada"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"inventario"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Indisponivel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tentarNovamenteEmSegundos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Erro"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}}]}}]} as unknown as DocumentNode<ExemploComprarMutation, ExemploComprarMutationVariables>;
export const ExemploComprasDocument = {"__meta__":{"hash":"sha256:db0e62ad798d6e8e4d0c20d389b26fca2089e356e537ccf77799dcbbf6bb0aab"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExemploCompras"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cliente"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"inventario"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"quantidade"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"adquiridoEm"}},{"kind":"Field","name":{"kind":"Name","value":"produto"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ExemploComprasQuery, ExemploComprasQueryVariables>;
export const ExemploFichaDocument = {"__meta__":{"hash":"sha256:e2b594e787b24282c4907bfa7f6e81c184d9af36c5c0848d4521e6bdcce8798c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExemploFicha"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cliente"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"criadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"enderecos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"logradouro"}},{"kind":"Field","name":{"kind":"Name","value":"cidade"}},{"kind":"Field","name":{"kind":"Name","value":"uf"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resumo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"aquisicoes"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"ultimaAquisicao"}}]}}]}}]}}]} as unknown as DocumentNode<ExemploFichaQuery, ExemploFichaQueryVariables>;
export const ExemploMudarPrecoDocument = {"__meta__":{"hash":"sha256:7f1b1cf1fda4bbb56e1dd786b6dd777d47ed582aefc0a7a6409796cc0ff2ff6f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ExemploMudarPreco"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AtualizarProdutoEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"atualizarProduto"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProdutoGravado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"produto"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ExemploPrecoDoProduto"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"atual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ExemploPrecoDoProduto"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Erro"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ExemploPrecoDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}}]} as unknown as DocumentNode<ExemploMudarPrecoMutation, ExemploMudarPrecoMutationVariables>;
export const ExemploPrecoDocument = {"__meta__":{"hash":"sha256:87511b243730e8b64811ac1d6607dc91881690cc4be110e727552cd920a11369"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExemploPreco"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"produto"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ExemploPrecoDoProduto"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ExemploPrecoDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}}]} as unknown as DocumentNode<ExemploPrecoQuery, ExemploPrecoQueryVariables>;
export const ExemploVistosDocument = {"__meta__":{"hash":"sha256:f579dc57688a4e3589229f5d3d691675fc97bdffe79ba2202203bf0815d9a6d8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExemploVistos"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodeId"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cliente"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}}]}}]}}]}}]} as unknown as DocumentNode<ExemploVistosQuery, ExemploVistosQueryVariables>;