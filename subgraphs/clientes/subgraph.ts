import { transacao } from '../../platform/database/migrations/commit-marker-table.ts';
import { recordedAs, withTables } from '../../platform/database/migrations/platform-table.ts';
import { rowsOf } from '../../platform/database/reads/loaders.ts';
import { outbox } from '../../platform/events/outbox/outbox-tables.ts';
import { buildSubgraph } from '../../platform/execution/schema/subgraph-schema.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { idempotencia } from '../../platform/writes/idempotency.ts';
import { clienteStore } from './cliente-store.ts';
import { clienteWrites } from './cliente-writes.ts';
import { createContext } from './context.ts';
import { CLIENTE_EXCLUIDO } from './events.ts';
import { erasedClientes, exclusaoStore } from './exclusao-store.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';
import { eraseLost, lostClientes } from './restored/erase-lost.ts';
import { holdToReferences } from './restored/hold-to-references.ts';

/** The domain that owns customers. */
export const subgraph: SubgraphDefinition = {
  name: 'clientes',
  port: 4001,
  databaseName: 'clientes',
  ...withTables(migrations, [
    recordedAs(idempotencia, '0002-create-idempotencia', '0006-name-subjects'),
    recordedAs(
      outbox,
      '0003-create-outbox',
      '0005-keep-discarded',
      '0009-take-by-turns',
      '0012-publish-to-broker',
      '0013-distrust-before',
      '0014-trace-events',
    ),
    recordedAs(transacao, '0010-create-transacao'),
  ]),
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
      entities: {
        Cliente: (ids, request) =>
          rowsOf(
            ids,
            (keys) => clientes.findByIds(keys, request),
            ({ id }) => id,
          ),
      },
      events: {},
      housekeeping: [(stopping) => exclusoes.forgetOld(stopping)],
    };
  },
};
