import type { ReadingRequest } from '../../platform/database/reading-request.ts';
import type { PedidoDeAnalise } from './acesso-input.ts';
import { type Granularidade, inicioDe, trechosDe } from './grupos.ts';
import { Medidas } from './medidas.ts';
import type { Resumo, ResumoStore } from './resumo-store.ts';
import type { OrdemDaAnalise } from './schema.types.ts';

export interface GrupoDeAcessos {
  chave: string;
  rotulo: string;
  medidas: Medidas;
}

export interface AnaliseDeAcessos {
  total: Medidas;
  grupos: GrupoDeAcessos[];
}

const BY: Readonly<Record<OrdemDaAnalise, (medidas: Medidas) => number>> = {
  REQUISICOES: ({ requisicoes }) => requisicoes,
  ERROS: ({ erros }) => erros,
  P95: ({ p95Ms }) => p95Ms ?? 0,
  TEMPO_TOTAL: ({ duracaoTotalMs }) => duracaoTotalMs,
};

/** Figures of a time, in groups, from what is summed already. */
export async function analisar(
  resumos: ResumoStore,
  { de, ate, agruparPor, ordem, first }: PedidoDeAnalise,
  request: ReadingRequest,
): Promise<AnaliseDeAcessos> {
  const byTime: Granularidade | null = agruparPor === 'HORA' ? 'H' : agruparPor === 'DIA' ? 'D' : null;
  const trechos = trechosDe(de, ate, byTime ?? 'D');
  const read = async (dimensao: Parameters<ResumoStore['find']>[0]) =>
    (await Promise.all(trechos.map((trecho) => resumos.find(dimensao, trecho, request)))).flat();
  const whole = await read('TOTAL');
  const total = sum(whole);
  if (byTime) {
    const grupos = groupBy(whole, ({ inicio }) => {
      const chave = new Date(inicioDe(byTime, inicio.getTime())).toISOString();
      return { chave, rotulo: chave };
    });
    return { total, grupos: grupos.sort((a, b) => (a.chave < b.chave ? -1 : 1)).slice(0, first) };
  }
  const grupos = groupBy(await read(agruparPor as Exclude<typeof agruparPor, 'HORA' | 'DIA'>), (row) => row);
  const weight = BY[ordem];
  const weighed = grupos.map((grupo) => ({ grupo, weight: weight(grupo.medidas) }));
  weighed.sort((a, b) => b.weight - a.weight || (a.grupo.chave < b.grupo.chave ? -1 : 1));
  return { total, grupos: weighed.slice(0, first).map(({ grupo }) => grupo) };
}

function groupBy(
  rows: readonly Resumo[],
  nameOf: (row: Resumo) => { chave: string; rotulo: string },
): GrupoDeAcessos[] {
  const grupos = new Map<string, GrupoDeAcessos>();
  for (const row of rows) {
    const { chave, rotulo } = nameOf(row);
    const grupo = grupos.get(chave) ?? { chave, rotulo, medidas: new Medidas() };
    grupos.set(chave, grupo);
    grupo.medidas.addStored(row);
  }
  return [...grupos.values()];
}

function sum(rows: readonly Resumo[]): Medidas {
  const total = new Medidas();
  for (const row of rows) total.addStored(row);
  return total;
}
