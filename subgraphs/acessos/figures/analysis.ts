import type { ReadingRequest } from '../../../platform/database/statements/reading-request.ts';
import type { AgrupamentoDeAcessos, OrdemDaAnalise } from '../schema.types.ts';
import { Figures } from './figures.ts';
import { type Granularity, startOf, summaryPeriods } from './groups.ts';
import type { ResumoStore, StoredResumo } from './resumo-store.ts';

/** What an analysis is about, in whole minutes. */
export interface AnalysisRequest {
  de: Date;
  ate: Date;
  agruparPor: AgrupamentoDeAcessos;
  ordem: OrdemDaAnalise;
  first: number;
}

/** The figures of requests that have something in common. */
export interface GrupoDeAcessos {
  chave: string;
  rotulo: string;
  medidas: Figures;
}

/** The figures of requests, altogether and by group. */
export interface AnaliseDeAcessos {
  total: Figures;
  grupos: GrupoDeAcessos[];
}

const BY: Readonly<Record<OrdemDaAnalise, (figures: Figures) => number>> = {
  REQUISICOES: ({ requisicoes }) => requisicoes,
  ERROS: ({ erros }) => erros,
  P95: ({ p95Ms }) => p95Ms ?? 0,
  TEMPO_TOTAL: ({ duracaoTotalMs }) => duracaoTotalMs,
};

/** Figures of a time, in groups, from what is summed already. */
export async function analyseAcessos(
  resumos: ResumoStore,
  { de, ate, agruparPor, ordem, first }: AnalysisRequest,
  request: ReadingRequest,
): Promise<AnaliseDeAcessos> {
  const byTime: Granularity | null = agruparPor === 'HORA' ? 'H' : agruparPor === 'DIA' ? 'D' : null;
  const spans = summaryPeriods(de, ate, byTime ?? 'D');
  const read = async (dimension: Parameters<ResumoStore['find']>[0]) =>
    (await Promise.all(spans.map((span) => resumos.find(dimension, span, request)))).flat();
  const whole = await read('TOTAL');
  const total = sum(whole);
  if (byTime) {
    const grupos = groupBy(whole, ({ inicio }) => {
      const chave = new Date(startOf(byTime, inicio.getTime())).toISOString();
      return { chave, rotulo: chave };
    });
    return { total, grupos: grupos.sort((a, b) => (a.chave < b.chave ? -1 : 1)).slice(0, first) };
  }
  const grupos = groupBy(await read(agruparPor as Exclude<typeof agruparPor, 'HORA' | 'DIA'>), (row) => row);
  const weight = BY[ordem];
  const weighed = grupos.map((group) => ({ group, weight: weight(group.medidas) }));
  weighed.sort((a, b) => b.weight - a.weight || (a.group.chave < b.group.chave ? -1 : 1));
  return { total, grupos: weighed.slice(0, first).map(({ group }) => group) };
}

function groupBy(
  rows: readonly StoredResumo[],
  nameOf: (row: StoredResumo) => { chave: string; rotulo: string },
): GrupoDeAcessos[] {
  const grupos = new Map<string, GrupoDeAcessos>();
  for (const row of rows) {
    const { chave, rotulo } = nameOf(row);
    const group = grupos.get(chave) ?? { chave, rotulo, medidas: new Figures() };
    grupos.set(chave, group);
    group.medidas.addStored(row);
  }
  return [...grupos.values()];
}

function sum(rows: readonly StoredResumo[]): Figures {
  const total = new Figures();
  for (const row of rows) total.addStored(row);
  return total;
}
