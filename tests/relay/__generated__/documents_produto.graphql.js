/**
 * @generated SignedSource<<f61ed978a2afbbdf2d082e9754928ae7>>
 * @lightSyntaxTransform
 */

/* eslint-disable */

'use strict';

import documentsProdutoRefetchQuery_graphql from './documentsProdutoRefetchQuery.graphql';

var node = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "nome",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "refetch": {
      "connection": null,
      "fragmentPathInResult": [
        "node"
      ],
      "operation": documentsProdutoRefetchQuery_graphql,
      "identifierInfo": {
        "identifierField": "nodeId",
        "identifierQueryVariableName": "id"
      }
    }
  },
  "name": "documents_produto",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "preco",
      "storageKey": null
    },
    {
      "alias": null,
      "args": [
        {
          "kind": "Literal",
          "name": "first",
          "value": 2
        }
      ],
      "concreteType": "InventarioConnection",
      "kind": "LinkedField",
      "name": "inventario",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "Inventario",
          "kind": "LinkedField",
          "name": "nodes",
          "plural": true,
          "selections": [
            {
              "alias": null,
              "args": null,
              "concreteType": "Cliente",
              "kind": "LinkedField",
              "name": "cliente",
              "plural": false,
              "selections": [
                (v0/*:: as any*/)
              ],
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": "inventario(first:2)"
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "nodeId",
      "storageKey": null
    }
  ],
  "type": "Produto",
  "abstractKey": null
};
})();

node.hash = "7852cfd6f985a94291b901a52e2b0d83";

export default node;
