import { type Loader, rowLoader } from '../../platform/database/reads/loaders.ts';
import type { CursorCodec } from '../../platform/pagination/cursors.ts';
import type { RequestContext } from '../../platform/subgraph/definition.ts';
import type { Cliente, ClienteStore } from './cliente-store.ts';
import type { ClienteWrites } from './cliente-writes.ts';
import type { ExclusaoStore } from './exclusao-store.ts';

/** What resolvers of this subgraph work with during one request. */
export interface Context extends RequestContext {
  clientes: ClienteStore;
  clienteById: Loader<Cliente | null>;
  cursors: CursorCodec;
  writes: ClienteWrites;
  exclusoes: ExclusaoStore;
}

/** The context of one request: stores, and loaders with a memory of their own. */
export function createContext(
  request: RequestContext,
  parts: Pick<Context, 'clientes' | 'cursors' | 'writes' | 'exclusoes'>,
): Context {
  return {
    identity: request.identity,
    requestId: request.requestId,
    deadline: request.deadline,
    selected: request.selected,
    mayLag: request.mayLag,
    confirmed: request.confirmed,
    clientes: parts.clientes,
    cursors: parts.cursors,
    writes: parts.writes,
    exclusoes: parts.exclusoes,
    clienteById: rowLoader(
      (ids) => parts.clientes.findByIds(ids, request),
      (cliente) => cliente.id,
    ),
  };
}
