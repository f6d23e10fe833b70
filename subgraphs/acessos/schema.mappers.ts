import type { Connection } from '../../platform/pagination/connection.ts';
import type { Acesso } from './acesso-store.ts';
import type { AnaliseDeAcessos, GrupoDeAcessos } from './analise.ts';
import type { AcessoAosDados } from './auditoria.ts';
import type { Medidas } from './medidas.ts';

export type AcessoMapper = Acesso;
export type AcessoConnectionMapper = Connection<Acesso>;
export type AcessoAosDadosMapper = AcessoAosDados;
export type AcessoAosDadosConnectionMapper = Connection<AcessoAosDados>;
export type AnaliseDeAcessosMapper = AnaliseDeAcessos;
export type GrupoDeAcessosMapper = GrupoDeAcessos;
export type MedidasDeAcessosMapper = Medidas;

/** A customer is known here by id alone. */
export interface ClienteMapper {
  id: string;
}
