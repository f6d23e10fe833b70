import type { Connection } from '../../platform/pagination/connection.ts';
import type { Conflito, ErroDeValidacao, NaoEncontrado } from '../../platform/writes/outcomes.ts';
import type { Produto } from './produto-store.ts';
import type { ProdutoGravado } from './produto-writes.ts';

export type ProdutoMapper = Produto;
export type ProdutoConnectionMapper = Connection<Produto>;
export type ProdutoGravadoMapper = ProdutoGravado;
export type ConflitoMapper = Conflito<Produto>;
export type ErroDeValidacaoMapper = ErroDeValidacao;
export type NaoEncontradoMapper = NaoEncontrado;
