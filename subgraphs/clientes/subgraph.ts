import type { SubgraphDefinition } from '../../platform/subgraph.ts';
import { buildSubgraph } from '../../platform/subgraph-schema.ts';
import { clienteStore } from './cliente-store.ts';
import { createContext } from './context.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';

export const subgraph: SubgraphDefinition = {
  name: 'clientes',
  port: 4001,
  databaseName: 'clientes',
  migrations,
  build({ database, cursors }) {
    const store = clienteStore(database);
    return {
      schema: buildSubgraph(new URL('schema.graphql', import.meta.url), resolvers),
      createContext: (request) => createContext(request, store, cursors),
    };
  },
};
