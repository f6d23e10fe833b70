/**
 * @generated SignedSource<<154cef881602b4d7bf2f614183d3dbde>>
 * @lightSyntaxTransform
 */

/* eslint-disable */

'use strict';

var node = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "id",
    "variableName": "id"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "nome",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "nodeId",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "documentsProdutoQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Produto",
        "kind": "LinkedField",
        "name": "produto",
        "plural": false,
        "selections": [
          {
            "args": null,
            "kind": "FragmentSpread",
            "name": "documents_produto"
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "documentsProdutoQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Produto",
        "kind": "LinkedField",
        "name": "produto",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
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
                      (v2/*:: as any*/),
                      (v3/*:: as any*/)
                    ],
                    "storageKey": null
                  },
                  (v3/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": "inventario(first:2)"
          },
          (v3/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "f8f666b67581fb454c1be9308d90ae29",
    "id": null,
    "metadata": {},
    "name": "documentsProdutoQuery",
    "operationKind": "query",
    "text": "query documentsProdutoQuery(\n  $id: ID!\n) {\n  produto(id: $id) {\n    ...documents_produto\n    nodeId\n  }\n}\n\nfragment documents_produto on Produto {\n  nome\n  preco\n  inventario(first: 2) {\n    nodes {\n      cliente {\n        nome\n        nodeId\n      }\n      nodeId\n    }\n  }\n  nodeId\n}\n"
  }
};
})();

node.hash = "938b7f3b4552071a9bf5791c69b3eaee";

export default node;
