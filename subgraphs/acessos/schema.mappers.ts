import type { DestinationBacklog } from '../../platform/events/inspection/backlog.ts';
import type { DeadEvent } from '../../platform/events/inspection/outbox-state.ts';
import type { Connection } from '../../platform/pagination/connection.ts';
import type { Conflito, ErroDeValidacao, NaoEncontrado } from '../../platform/writes/outcomes.ts';
import type { Acesso } from './acesso-store.ts';
import type { AcessoAosDados } from './audit/acesso-aos-dados.ts';
import type { AnaliseDeAcessos, GrupoDeAcessos } from './figures/analysis.ts';
import type { Figures } from './figures/figures.ts';
import type { Reenvio } from './health/reenvio-store.ts';
import type { ReenvioPedido } from './health/reenvio-writes.ts';
import type { Dominio, EnderecoDeDominio, Roteador, Saude } from './health/saude.ts';

export type AcessoMapper = Acesso;
export type AcessoConnectionMapper = Connection<Acesso>;
export type AcessoAosDadosMapper = AcessoAosDados;
export type AcessoAosDadosConnectionMapper = Connection<AcessoAosDados>;
export type AnaliseDeAcessosMapper = AnaliseDeAcessos;
export type GrupoDeAcessosMapper = GrupoDeAcessos;
export type MedidasDeAcessosMapper = Figures;
export type SaudeMapper = Saude;
export type RoteadorMapper = Roteador;
export type DominioMapper = Dominio;
export type EnderecoDeDominioMapper = EnderecoDeDominio;
export type FilaDeEventosMapper = DestinationBacklog;
export type EventoMortoMapper = DeadEvent;
export type ReenvioMapper = Reenvio;
export type ReenvioPedidoMapper = ReenvioPedido;
export type ConflitoMapper = Conflito<never>;
export type ErroDeValidacaoMapper = ErroDeValidacao;
export type NaoEncontradoMapper = NaoEncontrado;

/** A customer is known here by id alone. */
export interface ClienteMapper {
  id: string;
}
