/**
 * @generated SignedSource<<dbded01bf60152fbd0ef94bbc2de90f0>>
 * @relayHash 443b70ffbf10fb2429c27558c5fd2b37
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID e0bb6692b598a1d42fffa01f536fe0fce892971f67452d2c1912dee59620683e

import type { ConcreteRequest } from 'relay-runtime';
export type vistosQuery$variables = {
  ids: ReadonlyArray<string>;
};
export type vistosQuery$data = {
  readonly nodes: ReadonlyArray<{
    readonly __typename: string;
    readonly nodeId: string;
    readonly nome?: string;
    readonly preco?: string;
  } | null | undefined> | null | undefined;
};
export type vistosQuery = {
  response: vistosQuery$data;
  variables: vistosQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "ids"
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "nome",
  "storageKey": null
},
v2 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "ids",
        "variableName": "ids"
      }
    ],
    "concreteType": null,
    "kind": "LinkedField",
    "name": "nodes",
    "plural": true,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "__typename",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "nodeId",
        "storageKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          (v1/*:: as any*/)
        ],
        "type": "Cliente",
        "abstractKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          (v1/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "preco",
            "storageKey": null
          }
        ],
        "type": "Produto",
        "abstractKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "vistosQuery",
    "selections": (v2/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "vistosQuery",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "id": "e0bb6692b598a1d42fffa01f536fe0fce892971f67452d2c1912dee59620683e",
    "metadata": {},
    "name": "vistosQuery",
    "operationKind": "query",
    "text": null
  }
};
})();

(node as any).hash = "5a917b5ecc3619a08a1ce270c95e7d0f";

export default node;
