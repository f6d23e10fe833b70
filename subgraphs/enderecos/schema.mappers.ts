import type { Connection } from '../../platform/pagination/connection.ts';
import type {
  Conflito,
  ErroDeValidacao,
  Indisponivel,
  NaoEncontrado,
} from '../../platform/writes/outcomes.ts';
import type { Endereco } from './endereco-store.ts';
import type { EnderecoExcluido, EnderecoGravado } from './endereco-writes.ts';

export type EnderecoMapper = Endereco;
export type EnderecoConnectionMapper = Connection<Endereco>;
export type EnderecoGravadoMapper = EnderecoGravado;
export type EnderecoExcluidoMapper = EnderecoExcluido;
export type ConflitoMapper = Conflito<Endereco>;
export type ErroDeValidacaoMapper = ErroDeValidacao;
export type NaoEncontradoMapper = NaoEncontrado;
export type IndisponivelMapper = Indisponivel;

/** A customer is known here by id alone. */
export interface ClienteMapper {
  id: string;
}
