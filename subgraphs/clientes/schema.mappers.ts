import type { Connection } from '../../platform/keyset.ts';
import type { Cliente } from './cliente-store.ts';

export type ClienteMapper = Cliente;
export type ClienteConnectionMapper = Connection<Cliente>;
