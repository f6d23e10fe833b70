import { transacao } from '../../platform/database/migrations/commit-marker-table.ts';
import { recordedAs, withTables } from '../../platform/database/migrations/platform-table.ts';
import { rowsOf } from '../../platform/database/reads/loaders.ts';
import { inbox } from '../../platform/events/inbox/inbox.ts';
import { buildSubgraph } from '../../platform/execution/schema/subgraph-schema.ts';
import { peerNamed } from '../../platform/peers/peer.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { idempotencia } from '../../platform/writes/idempotency.ts';
import { referencia } from '../../platform/writes/reference-guard.ts';
import { createContext } from './context.ts';
import { enderecoStore } from './endereco-store.ts';
import { enderecoWrites } from './endereco-writes.ts';
import { enderecoEvents } from './events.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';

/** The domain that owns addresses, each of one customer. */
export const subgraph: SubgraphDefinition = {
  name: 'enderecos',
  port: 4002,
  databaseName: 'enderecos',
  ...withTables(migrations, [
    recordedAs(idempotencia, '0002-create-idempotencia', '0005-name-subjects'),
    recordedAs(transacao, '0009-create-transacao'),
    recordedAs(inbox, '0003-create-inbox', '0006-keep-received', '0010-index-received'),
    recordedAs(referencia, '0004-create-referencia', '0008-count-uses', '0011-index-gone'),
  ]),
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
      entities: {
        Endereco: (ids, request) =>
          rowsOf(
            ids,
            (keys) => enderecos.findByIds(keys, request),
            ({ id }) => id,
          ),
      },
      events: enderecoEvents(enderecos),
      housekeeping: [],
    };
  },
};
