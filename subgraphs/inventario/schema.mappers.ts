import type { Connection } from '../../platform/pagination/connection.ts';
import type {
  Conflito,
  ErroDeValidacao,
  Indisponivel,
  NaoEncontrado,
} from '../../platform/writes/outcomes.ts';
import type { Inventario, ProdutoAdquirido } from './inventario-store.ts';
import type { AquisicaoEstornada, AquisicaoGravada } from './inventario-writes.ts';
import type { ResumoDeAquisicoes, SomaDoPeriodo, SomaDoProduto } from './somas/soma-store.ts';

export type InventarioMapper = Inventario;
export type AquisicaoConnectionMapper = Connection<Inventario>;
export type InventarioConnectionMapper = Connection<Inventario>;
export type ProdutoAdquiridoConnectionMapper = Connection<ProdutoAdquirido>;
export type AquisicoesNoPeriodoMapper = SomaDoPeriodo;
export type ProdutoMaisAdquiridoMapper = SomaDoProduto;
export type ResumoDeAquisicoesMapper = ResumoDeAquisicoes;
export type AquisicaoGravadaMapper = AquisicaoGravada;
export type AquisicaoEstornadaMapper = AquisicaoEstornada;
export type ConflitoMapper = Conflito<Inventario>;
export type ErroDeValidacaoMapper = ErroDeValidacao;
export type NaoEncontradoMapper = NaoEncontrado;
export type IndisponivelMapper = Indisponivel;

/** A customer is known here by id alone. */
export interface ClienteMapper {
  id: string;
}

/** A product is known here by id alone. */
export interface ProdutoMapper {
  id: string;
}
