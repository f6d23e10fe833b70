import { transacao } from '../../platform/database/migrations/commit-marker-table.ts';
import { recordedAs, withTables } from '../../platform/database/migrations/platform-table.ts';
import { rowsOf } from '../../platform/database/reads/loaders.ts';
import { buildSubgraph } from '../../platform/execution/schema/subgraph-schema.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { idempotencia } from '../../platform/writes/idempotency.ts';
import { createContext } from './context.ts';
import { migrations } from './migrations/index.ts';
import { produtoStore } from './produto-store.ts';
import { produtoWrites } from './produto-writes.ts';
import { resolvers } from './resolvers.ts';

/** The domain that owns products. */
export const subgraph: SubgraphDefinition = {
  name: 'catalogo',
  port: 4003,
  databaseName: 'catalogo_produtos',
  ...withTables(migrations, [
    recordedAs(idempotencia, '0002-create-idempotencia', '0003-name-subjects'),
    recordedAs(transacao, '0005-create-transacao'),
  ]),
  peers: {},
  eventDestinations: [],
  ids: { Produto: 'catalogo' },
  callers: { inventario: ['entidades'] },
  build({ database, cursors }) {
    const produtos = produtoStore(database);
    const writes = produtoWrites(database, produtos);
    return {
      schema: buildSubgraph(new URL('schema.graphql', import.meta.url), resolvers),
      createContext: (request) => createContext(request, { produtos, writes, cursors }),
      entities: {
        Produto: (ids, request) =>
          rowsOf(
            ids,
            (keys) => produtos.findByIds(keys, request),
            ({ id }) => id,
          ),
      },
      events: {},
      housekeeping: [],
    };
  },
};
