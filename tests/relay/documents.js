// Documents of a frontend that uses Relay, as its compiler reads them; what runs are the files that it makes of them.
import { graphql } from 'relay-runtime';

graphql`
  query documentsProdutoQuery($id: ID!) {
    produto(id: $id) {
      ...documents_produto
    }
  }
`;

graphql`
  fragment documents_produto on Produto @refetchable(queryName: "documentsProdutoRefetchQuery") {
    nome
    preco
    inventario(first: 2) {
      nodes {
        cliente {
          nome
        }
      }
    }
  }
`;

graphql`
  query documentsVistosQuery($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      ... on Produto {
        preco
      }
      ... on Cliente {
        nome
      }
    }
  }
`;

graphql`
  query documentsProdutosQuery($count: Int!, $cursor: String) {
    ...documents_produtos @arguments(count: $count, cursor: $cursor)
  }
`;

graphql`
  fragment documents_produtos on Query
  @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" })
  @refetchable(queryName: "documentsProdutosPageQuery") {
    produtos(first: $count, after: $cursor, ordem: PRECO_DESC) @connection(key: "documents_produtos") {
      edges {
        node {
          nome
        }
      }
    }
  }
`;
