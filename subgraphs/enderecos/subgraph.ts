import { removeOldMarkers } from '../../platform/database/migrations/commit-marker-table.ts';
import { forgetReceived } from '../../platform/events/inbox.ts';
import { buildSubgraph } from '../../platform/execution/schema/subgraph-schema.ts';
import { peerNamed } from '../../platform/peers/peer.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { forgetExpired } from '../../platform/writes/idempotency.ts';
import { forgetGone } from '../../platform/writes/reference-guard.ts';
import { createContext } from './context.ts';
import { enderecoStore } from './endereco-store.ts';
import { enderecoEvents, enderecoWrites } from './endereco-writes.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';

/** The domain that owns addresses, each of one customer. */
export const subgraph: SubgraphDefinition = {
  name: 'enderecos',
  port: 4002,
  databaseName: 'enderecos',
  migrations,
  peers: { clientes: 'http://127.0.0.1:4001/graphql' },
  eventDestinations: [],
  ids: { Endereco: 'endereco' },
  callers: { clientes: ['evento'] },
  build({ database, cursors, peers }) {
    const enderecos = enderecoStore(database);
    const writes = enderecoWrites({ database, enderecos, clientes: peerNamed(peers, 'clientes') });
    return {
      schema: buildSubgraph(new URL('schema.graphql', import.meta.url), resolvers),
      createContext: (request) => createContext(request, { enderecos, cursors, writes }),
      events: enderecoEvents(enderecos),
      chores: [
        (stopping) => forgetExpired(database, stopping),
        (stopping) => removeOldMarkers(database, stopping),
        (stopping) => forgetReceived(database, stopping),
        (stopping) => forgetGone(database, stopping),
      ],
    };
  },
};
