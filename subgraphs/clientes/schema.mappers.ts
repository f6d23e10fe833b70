import type { Connection } from '../../platform/pagination/connection.ts';
import type { Conflito, ErroDeValidacao, NaoEncontrado } from '../../platform/writes/outcomes.ts';
import type { Cliente } from './cliente-store.ts';
import type { ClienteExcluido, ClienteGravado } from './cliente-writes.ts';
import type { Exclusao } from './exclusao-store.ts';

export type ClienteMapper = Cliente;
export type ClienteConnectionMapper = Connection<Cliente>;
export type ClienteGravadoMapper = ClienteGravado;
export type ClienteExcluidoMapper = ClienteExcluido;
export type ExclusaoMapper = Exclusao;
export type ConflitoMapper = Conflito<Cliente>;
export type ErroDeValidacaoMapper = ErroDeValidacao;
export type NaoEncontradoMapper = NaoEncontrado;
