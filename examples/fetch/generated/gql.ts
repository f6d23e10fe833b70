/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "mutation ExemploComprar($entrada: RegistrarAquisicaoEntrada!) {\n  registrarAquisicao(entrada: $entrada) {\n    __typename\n    ... on AquisicaoGravada {\n      inventario {\n        id\n        total\n      }\n    }\n    ... on Indisponivel {\n      tentarNovamenteEmSegundos\n    }\n    ... on Erro {\n      mensagem\n    }\n  }\n}": typeof types.ExemploComprarDocument,
    "query ExemploCompras($id: ID!, $first: Int!, $after: String) {\n  cliente(id: $id) {\n    id\n    inventario(first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          quantidade\n          total\n          adquiridoEm\n          produto {\n            id\n            nome\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}": typeof types.ExemploComprasDocument,
    "query ExemploFicha($id: ID!) {\n  cliente(id: $id) {\n    id\n    nome\n    email\n    criadoEm\n    enderecos {\n      id\n      logradouro\n      cidade\n      uf\n    }\n    resumo {\n      aquisicoes\n      total\n      ultimaAquisicao\n    }\n  }\n}": typeof types.ExemploFichaDocument,
    "mutation ExemploMudarPreco($entrada: AtualizarProdutoEntrada!) {\n  atualizarProduto(entrada: $entrada) {\n    __typename\n    ... on ProdutoGravado {\n      produto {\n        ...ExemploPrecoDoProduto\n      }\n    }\n    ... on ErroDeValidacao {\n      campos {\n        campo\n        codigo\n        mensagem\n      }\n    }\n    ... on Conflito {\n      atual {\n        ... on Produto {\n          ...ExemploPrecoDoProduto\n        }\n      }\n    }\n    ... on Erro {\n      mensagem\n    }\n  }\n}": typeof types.ExemploMudarPrecoDocument,
    "fragment ExemploPrecoDoProduto on Produto {\n  id\n  nome\n  preco\n  versao\n}": typeof types.ExemploPrecoDoProdutoFragmentDoc,
    "query ExemploPreco($id: ID!) {\n  produto(id: $id) {\n    ...ExemploPrecoDoProduto\n  }\n}": typeof types.ExemploPrecoDocument,
    "query ExemploVistos($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    __typename\n    nodeId\n    ... on Cliente {\n      id\n      nome\n    }\n    ... on Produto {\n      id\n      nome\n      preco\n    }\n  }\n}": typeof types.ExemploVistosDocument,
};
const documents: Documents = {
    "mutation ExemploComprar($entrada: RegistrarAquisicaoEntrada!) {\n  registrarAquisicao(entrada: $entrada) {\n    __typename\n    ... on AquisicaoGravada {\n      inventario {\n        id\n        total\n      }\n    }\n    ... on Indisponivel {\n      tentarNovamenteEmSegundos\n    }\n    ... on Erro {\n      mensagem\n    }\n  }\n}": types.ExemploComprarDocument,
    "query ExemploCompras($id: ID!, $first: Int!, $after: String) {\n  cliente(id: $id) {\n    id\n    inventario(first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          quantidade\n          total\n          adquiridoEm\n          produto {\n            id\n            nome\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}": types.ExemploComprasDocument,
    "query ExemploFicha($id: ID!) {\n  cliente(id: $id) {\n    id\n    nome\n    email\n    criadoEm\n    enderecos {\n      id\n      logradouro\n      cidade\n      uf\n    }\n    resumo {\n      aquisicoes\n      total\n      ultimaAquisicao\n    }\n  }\n}": types.ExemploFichaDocument,
    "mutation ExemploMudarPreco($entrada: AtualizarProdutoEntrada!) {\n  atualizarProduto(entrada: $entrada) {\n    __typename\n    ... on ProdutoGravado {\n      produto {\n        ...ExemploPrecoDoProduto\n      }\n    }\n    ... on ErroDeValidacao {\n      campos {\n        campo\n        codigo\n        mensagem\n      }\n    }\n    ... on Conflito {\n      atual {\n        ... on Produto {\n          ...ExemploPrecoDoProduto\n        }\n      }\n    }\n    ... on Erro {\n      mensagem\n    }\n  }\n}": types.ExemploMudarPrecoDocument,
    "fragment ExemploPrecoDoProduto on Produto {\n  id\n  nome\n  preco\n  versao\n}": types.ExemploPrecoDoProdutoFragmentDoc,
    "query ExemploPreco($id: ID!) {\n  produto(id: $id) {\n    ...ExemploPrecoDoProduto\n  }\n}": types.ExemploPrecoDocument,
    "query ExemploVistos($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    __typename\n    nodeId\n    ... on Cliente {\n      id\n      nome\n    }\n    ... on Produto {\n      id\n      nome\n      preco\n    }\n  }\n}": types.ExemploVistosDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ExemploComprar($entrada: RegistrarAquisicaoEntrada!) {\n  registrarAquisicao(entrada: $entrada) {\n    __typename\n    ... on AquisicaoGravada {\n      inventario {\n        id\n        total\n      }\n    }\n    ... on Indisponivel {\n      tentarNovamenteEmSegundos\n    }\n    ... on Erro {\n      mensagem\n    }\n  }\n}"): typeof import('./graphql.ts').ExemploComprarDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ExemploCompras($id: ID!, $first: Int!, $after: String) {\n  cliente(id: $id) {\n    id\n    inventario(first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          quantidade\n          total\n          adquiridoEm\n          produto {\n            id\n            nome\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').ExemploComprasDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ExemploFicha($id: ID!) {\n  cliente(id: $id) {\n    id\n    nome\n    email\n    criadoEm\n    enderecos {\n      id\n      logradouro\n      cidade\n      uf\n    }\n    resumo {\n      aquisicoes\n      total\n      ultimaAquisicao\n    }\n  }\n}"): typeof import('./graphql.ts').ExemploFichaDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ExemploMudarPreco($entrada: AtualizarProdutoEntrada!) {\n  atualizarProduto(entrada: $entrada) {\n    __typename\n    ... on ProdutoGravado {\n      produto {\n        ...ExemploPrecoDoProduto\n      }\n    }\n    ... on ErroDeValidacao {\n      campos {\n        campo\n        codigo\n        mensagem\n      }\n    }\n    ... on Conflito {\n      atual {\n        ... on Produto {\n          ...ExemploPrecoDoProduto\n        }\n      }\n    }\n    ... on Erro {\n      mensagem\n    }\n  }\n}"): typeof import('./graphql.ts').ExemploMudarPrecoDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ExemploPrecoDoProduto on Produto {\n  id\n  nome\n  preco\n  versao\n}"): typeof import('./graphql.ts').ExemploPrecoDoProdutoFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ExemploPreco($id: ID!) {\n  produto(id: $id) {\n    ...ExemploPrecoDoProduto\n  }\n}"): typeof import('./graphql.ts').ExemploPrecoDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ExemploVistos($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    __typename\n    nodeId\n    ... on Cliente {\n      id\n      nome\n    }\n    ... on Produto {\n      id\n      nome\n      preco\n    }\n  }\n}"): typeof import('./graphql.ts').ExemploVistosDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
