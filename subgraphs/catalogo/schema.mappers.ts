import type { Connection } from '../../platform/keyset.ts';
import type { Produto } from './produto-store.ts';

export type ProdutoMapper = Produto;
export type ProdutoConnectionMapper = Connection<Produto>;
