import type { SubgraphDefinition } from '../../platform/subgraph.ts';
import { buildSubgraph } from '../../platform/subgraph-schema.ts';
import { createContext } from './context.ts';
import { inventarioStore } from './inventario-store.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';

export const subgraph: SubgraphDefinition = {
  name: 'inventario',
  port: 4004,
  databaseName: 'inventario_produtos',
  migrations,
  build({ database, cursors }) {
    const store = inventarioStore(database);
    return {
      schema: buildSubgraph(new URL('schema.graphql', import.meta.url), resolvers),
      createContext: (request) => createContext(request, store, cursors),
    };
  },
};
