import type { SubgraphDefinition } from '../../platform/subgraph.ts';
import { buildSubgraph } from '../../platform/subgraph-schema.ts';
import { createContext } from './context.ts';
import { enderecoStore } from './endereco-store.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';

export const subgraph: SubgraphDefinition = {
  name: 'enderecos',
  port: 4002,
  databaseName: 'enderecos',
  migrations,
  build({ database }) {
    const store = enderecoStore(database);
    return {
      schema: buildSubgraph(new URL('schema.graphql', import.meta.url), resolvers),
      createContext: (request) => createContext(request, store),
    };
  },
};
