/**
 * @generated SignedSource<<6d2002964f3b581b2d290bd0f8f88eb3>>
 * @relayHash ac70ff169a770458fb12c6b3681c0f05
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID cc3b45baa3107732ec10300fdb324bc58aa63ea99025789c271091a7fb3f1198

import type { ConcreteRequest } from 'relay-runtime';
export type RegistrarAquisicaoEntrada = {
  adquiridoEm?: string | null | undefined;
  chaveDeIdempotencia?: string | null | undefined;
  clienteId: string;
  precoUnitario?: string | null | undefined;
  produtoId: string;
  quantidade: number;
};
export type comprarMutation$variables = {
  connections: ReadonlyArray<string>;
  entrada: RegistrarAquisicaoEntrada;
};
export type comprarMutation$data = {
  readonly registrarAquisicao: {
    readonly __typename: string;
    readonly erro: {
      readonly mensagem: string;
    } | null | undefined;
    readonly inventario?: {
      readonly adquiridoEm: string;
      readonly produto: {
        readonly nome: string;
      } | null | undefined;
      readonly quantidade: number;
      readonly total: string;
    };
    readonly tentarNovamenteEmSegundos?: number;
  } | null | undefined;
};
export type comprarMutation = {
  response: comprarMutation$data;
  variables: comprarMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "connections"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "entrada"
},
v2 = [
  {
    "kind": "Variable",
    "name": "entrada",
    "variableName": "entrada"
  }
],
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "__typename",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "quantidade",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "total",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "adquiridoEm",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "nome",
  "storageKey": null
},
v8 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "mensagem",
      "storageKey": null
    }
  ],
  "type": "Erro",
  "abstractKey": "__isErro"
},
v9 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "tentarNovamenteEmSegundos",
      "storageKey": null
    }
  ],
  "type": "Indisponivel",
  "abstractKey": null
},
v10 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "nodeId",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "comprarMutation",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "registrarAquisicao",
        "plural": false,
        "selections": [
          (v3/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "Inventario",
                "kind": "LinkedField",
                "name": "inventario",
                "plural": false,
                "selections": [
                  (v4/*:: as any*/),
                  (v5/*:: as any*/),
                  (v6/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Produto",
                    "kind": "LinkedField",
                    "name": "produto",
                    "plural": false,
                    "selections": [
                      (v7/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "storageKey": null
              }
            ],
            "type": "AquisicaoGravada",
            "abstractKey": null
          },
          {
            "fragment": (v8/*:: as any*/),
            "kind": "AliasedInlineFragmentSpread",
            "name": "erro"
          },
          (v9/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "comprarMutation",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "registrarAquisicao",
        "plural": false,
        "selections": [
          (v3/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "Inventario",
                "kind": "LinkedField",
                "name": "inventario",
                "plural": false,
                "selections": [
                  (v4/*:: as any*/),
                  (v5/*:: as any*/),
                  (v6/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Produto",
                    "kind": "LinkedField",
                    "name": "produto",
                    "plural": false,
                    "selections": [
                      (v7/*:: as any*/),
                      (v10/*:: as any*/)
                    ],
                    "storageKey": null
                  },
                  (v10/*:: as any*/)
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "filters": null,
                "handle": "prependNode",
                "key": "",
                "kind": "LinkedHandle",
                "name": "inventario",
                "handleArgs": [
                  {
                    "kind": "Variable",
                    "name": "connections",
                    "variableName": "connections"
                  },
                  {
                    "kind": "Literal",
                    "name": "edgeTypeName",
                    "value": "InventarioEdge"
                  }
                ]
              }
            ],
            "type": "AquisicaoGravada",
            "abstractKey": null
          },
          (v8/*:: as any*/),
          (v9/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "id": "cc3b45baa3107732ec10300fdb324bc58aa63ea99025789c271091a7fb3f1198",
    "metadata": {},
    "name": "comprarMutation",
    "operationKind": "mutation",
    "text": null
  }
};
})();

(node as any).hash = "a2fd87b3484308ae9456de5adcd4bc68";

export default node;
