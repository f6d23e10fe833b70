import type { Database } from '../../platform/database/database.ts';
import { type Loader, rowLoader } from '../../platform/database/reads/loaders.ts';
import type { CursorCodec } from '../../platform/pagination/cursors.ts';
import type { RequestContext } from '../../platform/subgraph/definition.ts';
import type { AcessoStore } from './acesso-store.ts';
import type { AuditStore } from './audit/audit-store.ts';
import type { Titular, TitularStore } from './audit/titular-store.ts';
import type { ResumoStore } from './figures/resumo-store.ts';
import type { ReenvioStore } from './health/reenvio-store.ts';
import type { ReenvioWrites } from './health/reenvio-writes.ts';
import type { RoteadorStore } from './health/roteador-store.ts';

/** What resolvers of this subgraph work with during one request. */
export interface Context extends RequestContext {
  acessos: AcessoStore;
  audit: AuditStore;
  resumos: ResumoStore;
  roteadores: RoteadorStore;
  reenvios: ReenvioStore;
  writes: ReenvioWrites;
  /** The digest by which the audit names a customer; null of one who is not in it. */
  titularByClienteId: Loader<Titular | null>;
  /** The customer of a digest; null of one who was erased. */
  titularByResumo: Loader<Titular | null>;
  cursors: CursorCodec;
  /** Has what was reported in the last seconds be in the figures of those who ask next. */
  sumSoon(): void;
}

export interface ContextParts
  extends Pick<
    Context,
    'acessos' | 'audit' | 'resumos' | 'roteadores' | 'reenvios' | 'writes' | 'cursors' | 'sumSoon'
  > {
  database: Database;
  titulares: TitularStore;
}

/** The context of one request: stores, and loaders with a memory of their own. */
export function createContext(
  request: RequestContext,
  { database, titulares, ...stores }: ContextParts,
): Context {
  return {
    identity: request.identity,
    requestId: request.requestId,
    deadline: request.deadline,
    selected: request.selected,
    mayLag: request.mayLag,
    ...stores,
    titularByClienteId: rowLoader(
      (ids) => titulares.findByClienteIds(database, ids),
      ({ clienteId }) => clienteId,
    ),
    titularByResumo: rowLoader(
      (resumos) => titulares.findByResumos(database, resumos),
      ({ resumo }) => resumo,
    ),
  };
}
