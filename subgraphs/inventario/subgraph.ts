import { removeOldMarkers } from '../../platform/database/migrations/commit-marker-table.ts';
import { forgetReceived } from '../../platform/events/inbox.ts';
import { buildSubgraph } from '../../platform/execution/schema/subgraph-schema.ts';
import { peerNamed } from '../../platform/peers/peer.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { forgetExpired } from '../../platform/writes/idempotency.ts';
import { forgetGone } from '../../platform/writes/reference-guard.ts';
import { contagemStore } from './contagem-store.ts';
import { createContext } from './context.ts';
import { highestProduto } from './highest-produto.ts';
import { inventarioStore } from './inventario-store.ts';
import { inventarioEvents, inventarioWrites } from './inventario-writes.ts';
import { migrations } from './migrations/index.ts';
import { nameCategorias } from './name-categorias.ts';
import { recountContagem } from './recount-contagem.ts';
import { resolvers } from './resolvers.ts';
import { keepSomas } from './soma-recount.ts';
import { somaStore } from './soma-store.ts';

/** The domain that knows which product which customer has acquired. */
export const subgraph: SubgraphDefinition = {
  name: 'inventario',
  port: 4004,
  databaseName: 'inventario_produtos',
  migrations,
  peers: {
    clientes: 'http://127.0.0.1:4001/graphql',
    catalogo: 'http://127.0.0.1:4003/graphql',
  },
  eventDestinations: [],
  ids: { Inventario: 'inventario' },
  highestUsed: { Produto: highestProduto },
  callers: { clientes: ['evento'] },
  build({ database, cursors, log, peers }) {
    const inventario = inventarioStore(database);
    const contagem = contagemStore(database);
    const soma = somaStore(database);
    const catalogo = peerNamed(peers, 'catalogo');
    const writes = inventarioWrites({
      database,
      inventario,
      contagem,
      soma,
      clientes: peerNamed(peers, 'clientes'),
      catalogo,
    });
    return {
      schema: buildSubgraph(new URL('schema.graphql', import.meta.url), resolvers),
      createContext: (request) => createContext(request, { inventario, contagem, soma, writes, cursors }),
      events: inventarioEvents(inventario),
      chores: [
        (stopping) => forgetExpired(database, stopping),
        () => recountContagem(contagem, log),
        (stopping) => keepSomas(database, log, stopping),
        (stopping) => nameCategorias({ database, soma, catalogo }, stopping),
        (stopping) => removeOldMarkers(database, stopping),
        (stopping) => forgetReceived(database, stopping),
        (stopping) => forgetGone(database, stopping),
      ],
    };
  },
};
