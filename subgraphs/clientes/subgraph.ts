import { removeOldMarkers } from '../../platform/database/migrations/commit-marker-table.ts';
import { forgetDelivered } from '../../platform/events/forget-delivered.ts';
import { buildSubgraph } from '../../platform/execution/schema/subgraph-schema.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { forgetExpired } from '../../platform/writes/idempotency.ts';
import { clienteStore } from './cliente-store.ts';
import { CLIENTE_EXCLUIDO, clienteWrites } from './cliente-writes.ts';
import { createContext } from './context.ts';
import { eraseLost, lostClientes } from './erase-lost.ts';
import { erasedClientes, exclusaoStore } from './exclusao-store.ts';
import { holdToReferences } from './hold-to-references.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';

/** The domain that owns customers. */
export const subgraph: SubgraphDefinition = {
  name: 'clientes',
  port: 4001,
  databaseName: 'clientes',
  migrations,
  peers: {
    enderecos: 'http://127.0.0.1:4002/graphql',
    inventario: 'http://127.0.0.1:4004/graphql',
    acessos: 'http://127.0.0.1:4005/graphql',
  },
  eventDestinations: ['enderecos', 'inventario', 'acessos'],
  erasures: {
    tipo: 'Cliente',
    event: CLIENTE_EXCLUIDO,
    remembered: erasedClientes,
    hold: holdToReferences,
    lost: lostClientes,
    eraseLost,
  },
  ids: { Cliente: 'cadastro' },
  callers: { enderecos: ['entidades'], inventario: ['entidades'] },
  build({ database, cursors, publisher }) {
    const clientes = clienteStore(database);
    const exclusoes = exclusaoStore(database);
    const writes = clienteWrites({ database, clientes, exclusoes, publisher });
    return {
      schema: buildSubgraph(new URL('schema.graphql', import.meta.url), resolvers),
      createContext: (request) => createContext(request, { clientes, exclusoes, writes, cursors }),
      events: {},
      chores: [
        (stopping) => forgetExpired(database, stopping),
        (stopping) => forgetDelivered(database, stopping),
        (stopping) => removeOldMarkers(database, stopping),
        (stopping) => exclusoes.forgetOld(stopping),
      ],
    };
  },
};
