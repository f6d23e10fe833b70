/**
 * @generated SignedSource<<1b9f0d885c72c5f0bfedd26eb6381d3e>>
 * @relayHash d08125b999ca62a8da38f1665d7bdec3
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID a6f2a0f69fe076a884e426374653cf7f9e54ea5a4ac3131485dcd3e58284d769

import type { ConcreteRequest } from 'relay-runtime';
import type { Result } from "relay-runtime";
export type UF = "AC" | "AL" | "AM" | "AP" | "BA" | "CE" | "DF" | "ES" | "GO" | "MA" | "MG" | "MS" | "MT" | "PA" | "PB" | "PE" | "PI" | "PR" | "RJ" | "RN" | "RO" | "RR" | "RS" | "SC" | "SE" | "SP" | "TO" | "%future added value";
export type fichaQuery$variables = {
  id: string;
};
export type fichaQuery$data = {
  readonly cliente: {
    readonly criadoEm: string;
    readonly email: Result<string | null | undefined, unknown>;
    readonly enderecos: Result<ReadonlyArray<{
      readonly cidade: string;
      readonly logradouro: string;
      readonly uf: UF;
    }> | null | undefined, unknown>;
    readonly nome: string;
    readonly resumo: Result<{
      readonly aquisicoes: number;
      readonly total: string;
      readonly ultimaAquisicao: string | null | undefined;
    } | null | undefined, unknown>;
  } | null | undefined;
};
export type fichaQuery = {
  response: fichaQuery$data;
  variables: fichaQuery$variables;
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
  "name": "nome",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "email",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "criadoEm",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "logradouro",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "cidade",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "uf",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "concreteType": "ResumoDeAquisicoes",
  "kind": "LinkedField",
  "name": "resumo",
  "plural": false,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "aquisicoes",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "total",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "ultimaAquisicao",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v9 = {
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
    "name": "fichaQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Cliente",
        "kind": "LinkedField",
        "name": "cliente",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "kind": "CatchField",
            "field": (v3/*:: as any*/),
            "to": "RESULT"
          },
          (v4/*:: as any*/),
          {
            "kind": "CatchField",
            "field": {
              "alias": null,
              "args": null,
              "concreteType": "Endereco",
              "kind": "LinkedField",
              "name": "enderecos",
              "plural": true,
              "selections": [
                (v5/*:: as any*/),
                (v6/*:: as any*/),
                (v7/*:: as any*/)
              ],
              "storageKey": null
            },
            "to": "RESULT"
          },
          {
            "kind": "CatchField",
            "field": (v8/*:: as any*/),
            "to": "RESULT"
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
    "name": "fichaQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Cliente",
        "kind": "LinkedField",
        "name": "cliente",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/),
          (v4/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "Endereco",
            "kind": "LinkedField",
            "name": "enderecos",
            "plural": true,
            "selections": [
              (v5/*:: as any*/),
              (v6/*:: as any*/),
              (v7/*:: as any*/),
              (v9/*:: as any*/)
            ],
            "storageKey": null
          },
          (v8/*:: as any*/),
          (v9/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "id": "a6f2a0f69fe076a884e426374653cf7f9e54ea5a4ac3131485dcd3e58284d769",
    "metadata": {},
    "name": "fichaQuery",
    "operationKind": "query",
    "text": null
  }
};
})();

(node as any).hash = "9898717e2fca5008a7c8ddfe40ebc932";

export default node;
