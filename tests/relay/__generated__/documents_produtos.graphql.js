/**
 * @generated SignedSource<<94cda94e9467b4b7597d6de13960b834>>
 * @lightSyntaxTransform
 */

/* eslint-disable */

'use strict';

import documentsProdutosPageQuery_graphql from './documentsProdutosPageQuery.graphql';

var node = (function(){
var v0 = [
  "produtos"
];
return {
  "argumentDefinitions": [
    {
      "defaultValue": null,
      "kind": "LocalArgument",
      "name": "count"
    },
    {
      "defaultValue": null,
      "kind": "LocalArgument",
      "name": "cursor"
    }
  ],
  "kind": "Fragment",
  "metadata": {
    "connection": [
      {
        "count": "count",
        "cursor": "cursor",
        "direction": "forward",
        "path": (v0/*:: as any*/)
      }
    ],
    "refetch": {
      "connection": {
        "forward": {
          "count": "count",
          "cursor": "cursor"
        },
        "backward": null,
        "path": (v0/*:: as any*/)
      },
      "fragmentPathInResult": [],
      "operation": documentsProdutosPageQuery_graphql
    }
  },
  "name": "documents_produtos",
  "selections": [
    {
      "alias": "produtos",
      "args": [
        {
          "kind": "Literal",
          "name": "ordem",
          "value": "PRECO_DESC"
        }
      ],
      "concreteType": "ProdutoConnection",
      "kind": "LinkedField",
      "name": "__documents_produtos_connection",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "ProdutoEdge",
          "kind": "LinkedField",
          "name": "edges",
          "plural": true,
          "selections": [
            {
              "alias": null,
              "args": null,
              "concreteType": "Produto",
              "kind": "LinkedField",
              "name": "node",
              "plural": false,
              "selections": [
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "nome",
                  "storageKey": null
                },
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "__typename",
                  "storageKey": null
                }
              ],
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "cursor",
              "storageKey": null
            }
          ],
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "PageInfo",
          "kind": "LinkedField",
          "name": "pageInfo",
          "plural": false,
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "endCursor",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "hasNextPage",
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": "__documents_produtos_connection(ordem:\"PRECO_DESC\")"
    }
  ],
  "type": "Query",
  "abstractKey": null
};
})();

node.hash = "5b02e49a788e01e0ff3e55bd4d73c8a9";

export default node;
