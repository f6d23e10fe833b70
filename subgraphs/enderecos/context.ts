import { groupLoader, type Loader, rowLoader } from '../../platform/database/reads/loaders.ts';
import type { CursorCodec } from '../../platform/pagination/cursors.ts';
import type { RequestContext } from '../../platform/subgraph/definition.ts';
import type { Endereco, EnderecoStore } from './endereco-store.ts';
import type { EnderecoWrites } from './endereco-writes.ts';

/** What resolvers of this subgraph work with during one request. */
export interface Context extends RequestContext {
  enderecos: EnderecoStore;
  enderecoById: Loader<Endereco | null>;
  /** The principal address first. */
  enderecosByClienteId: Loader<Endereco[]>;
  cursors: CursorCodec;
  writes: EnderecoWrites;
}

/** The context of one request: stores, and loaders with a memory of their own. */
export function createContext(
  request: RequestContext,
  { enderecos, cursors, writes }: Pick<Context, 'enderecos' | 'cursors' | 'writes'>,
): Context {
  return {
    identity: request.identity,
    requestId: request.requestId,
    deadline: request.deadline,
    selected: request.selected,
    mayLag: request.mayLag,
    enderecos,
    cursors,
    writes,
    enderecoById: rowLoader(
      (ids) => enderecos.findByIds(ids, request),
      (endereco) => endereco.id,
    ),
    enderecosByClienteId: groupLoader(
      (ids) => enderecos.findByClienteIds(ids, request),
      (endereco) => endereco.clienteId,
    ),
  };
}
