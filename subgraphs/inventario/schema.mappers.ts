import type { Connection } from '../../platform/keyset.ts';
import type { Inventario, ProdutoAdquirido } from './inventario-store.ts';

export type InventarioMapper = Inventario;
export type InventarioConnectionMapper = Connection<Inventario>;
export type ProdutoAdquiridoConnectionMapper = Connection<ProdutoAdquirido>;

/** A customer is known here by id alone. */
export interface ClienteMapper {
  id: string;
}

/** A product is known here by id alone. */
export interface ProdutoMapper {
  id: string;
}
