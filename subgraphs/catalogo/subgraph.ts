import type { SubgraphDefinition } from '../../platform/subgraph.ts';
import { buildSubgraph } from '../../platform/subgraph-schema.ts';
import { createContext } from './context.ts';
import { migrations } from './migrations/index.ts';
import { produtoStore } from './produto-store.ts';
import { resolvers } from './resolvers.ts';

export const subgraph: SubgraphDefinition = {
  name: 'catalogo',
  port: 4003,
  databaseName: 'catalogo_produtos',
  migrations,
  build({ database, cursors }) {
    const store = produtoStore(database);
    return {
      schema: buildSubgraph(new URL('schema.graphql', import.meta.url), resolvers),
      createContext: (request) => createContext(request, store, cursors),
    };
  },
};
