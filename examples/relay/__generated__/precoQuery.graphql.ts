/**
 * @generated SignedSource<<cf769596ac05e7ed6a44faf69d73879a>>
 * @relayHash bf2e523fe27f712e8457798872c0c4bd
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 466af2dd8ed9eb72b5219294bc35945703f6588874dc0dd8097d8a622a85bb77

import type { ConcreteRequest } from 'relay-runtime';
export type precoQuery$variables = {
  id: string;
};
export type precoQuery$data = {
  readonly produto: {
    readonly id: string;
    readonly nome: string;
    readonly preco: string;
    readonly versao: number;
  } | null | undefined;
};
export type precoQuery = {
  response: precoQuery$data;
  variables: precoQuery$variables;
};

const node: ConcreteRequest = (function(){
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
  "name": "id",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "nome",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "preco",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "versao",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "precoQuery",
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
          (v3/*:: as any*/),
          (v4/*:: as any*/),
          (v5/*:: as any*/)
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
    "name": "precoQuery",
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
          (v3/*:: as any*/),
          (v4/*:: as any*/),
          (v5/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "nodeId",
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "id": "466af2dd8ed9eb72b5219294bc35945703f6588874dc0dd8097d8a622a85bb77",
    "metadata": {},
    "name": "precoQuery",
    "operationKind": "query",
    "text": null
  }
};
})();

(node as any).hash = "53980517fa6c6d3199b29bd3368a9ca5";

export default node;
