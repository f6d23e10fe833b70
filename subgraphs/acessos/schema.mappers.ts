import type { Connection } from '../../platform/pagination/connection.ts';
import type { Acesso } from './acesso-store.ts';
import type { AnaliseDeAcessos, GrupoDeAcessos } from './analysis.ts';
import type { AcessoAosDados } from './audit-chain.ts';
import type { Figures } from './figures.ts';

export type AcessoMapper = Acesso;
export type AcessoConnectionMapper = Connection<Acesso>;
export type AcessoAosDadosMapper = AcessoAosDados;
export type AcessoAosDadosConnectionMapper = Connection<AcessoAosDados>;
export type AnaliseDeAcessosMapper = AnaliseDeAcessos;
export type GrupoDeAcessosMapper = GrupoDeAcessos;
export type MedidasDeAcessosMapper = Figures;

/** A customer is known here by id alone. */
export interface ClienteMapper {
  id: string;
}
