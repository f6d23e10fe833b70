import { transacao } from '../../platform/database/migrations/commit-marker-table.ts';
import { recordedAs, withTables } from '../../platform/database/migrations/platform-table.ts';
import { rowsOf } from '../../platform/database/reads/loaders.ts';
import { inbox } from '../../platform/events/inbox/inbox.ts';
import { buildSubgraph } from '../../platform/execution/schema/subgraph-schema.ts';
import { peerNamed } from '../../platform/peers/peer.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { idempotencia } from '../../platform/writes/idempotency.ts';
import { referencia } from '../../platform/writes/reference-guard.ts';
import { contagemStore } from './contagens/contagem-store.ts';
import { createContext } from './context.ts';
import { inventarioEvents } from './events.ts';
import { highestProduto } from './highest-produto.ts';
import { inventarioStore } from './inventario-store.ts';
import { inventarioWrites } from './inventario-writes.ts';
import { migrations } from './migrations/index.ts';
import { keepContagem } from './recounts/contagem-recount.ts';
import { keepSomas } from './recounts/soma-recount.ts';
import { resolvers } from './resolvers.ts';
import { nameCategorias } from './somas/name-categorias.ts';
import { somaStore } from './somas/soma-store.ts';

/** The domain that knows which product which customer has bought. */
export const subgraph: SubgraphDefinition = {
  name: 'inventario',
  port: 4004,
  databaseName: 'inventario_produtos',
  ...withTables(migrations, [
    recordedAs(idempotencia, '0002-create-idempotencia', '0005-name-subjects'),
    recordedAs(transacao, '0011-create-transacao'),
    recordedAs(inbox, '0003-create-inbox', '0006-keep-received', '0012-index-received'),
    recordedAs(referencia, '0004-create-referencia', '0010-count-uses', '0013-index-gone'),
  ]),
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
      entities: {
        Inventario: (ids, request) =>
          rowsOf(
            ids,
            (keys) => inventario.findByIds(keys, request),
            ({ id }) => id,
          ),
      },
      events: inventarioEvents(inventario),
      housekeeping: [
        () => keepContagem(database, log),
        (stopping) => keepSomas(database, log, stopping),
        (stopping) => nameCategorias({ database, soma, catalogo }, stopping),
      ],
    };
  },
};
