import { type Acesso, temErro } from './acesso-store.ts';
import { Medidas } from './medidas.ts';
import type { AgrupamentoDeAcessos } from './schema.types.ts';

/** What groups figures: `TOTAL` is all requests. */
export type Dimensao = Exclude<AgrupamentoDeAcessos, 'HORA' | 'DIA'> | 'TOTAL';
/** Minutes, hours, and days in Brasília. */
export type Granularidade = 'M' | 'H' | 'D';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Brasília is three hours behind UTC; there has been no daylight saving time since 2019. */
const BRASILIA_MS = 3 * HOUR_MS;

const LENGTH_MS: Readonly<Record<Granularidade, number>> = { M: MINUTE_MS, H: HOUR_MS, D: DAY_MS };
/** Groups that are told apart in one time; the rest is one, so that names which clients make up fill no table. */
const MAX_CHAVES: Readonly<Record<Granularidade, number>> = { M: 200, H: 500, D: 1_000 };
export const OUTROS = '(outros)';

/** Where a minute, an hour or a day begins. */
export function inicioDe(granularidade: Granularidade, instante: number): number {
  const shift = granularidade === 'D' ? BRASILIA_MS : 0;
  const length = LENGTH_MS[granularidade];
  return Math.floor((instante - shift) / length) * length + shift;
}

export interface Trecho {
  granularidade: Granularidade;
  de: Date;
  ate: Date;
}

/** A time as few days, hours and minutes, in order. Its ends are minutes. */
export function trechosDe(de: Date, ate: Date, coarsest: Granularidade): Trecho[] {
  const levels: Granularidade[] = coarsest === 'D' ? ['D', 'H', 'M'] : ['H', 'M'];
  const found: { granularidade: Granularidade; de: number; ate: number }[] = [];
  for (let at = de.getTime(); at < ate.getTime(); ) {
    const granularidade =
      levels.find((one) => inicioDe(one, at) === at && at + LENGTH_MS[one] <= ate.getTime()) ?? 'M';
    const until = at + LENGTH_MS[granularidade];
    const last = found.at(-1);
    if (last?.granularidade === granularidade) last.ate = until;
    else found.push({ granularidade, de: at, ate: until });
    at = until;
  }
  return found.map((one) => ({ ...one, de: new Date(one.de), ate: new Date(one.ate) }));
}

/** One row of `resumo`. */
export interface Grupo {
  granularidade: Granularidade;
  dimensao: Dimensao;
  inicio: Date;
  chave: string;
  rotulo: string;
  medidas: Medidas;
}

/** The groups of one time and one dimension. */
export interface Conjunto extends Pick<Grupo, 'granularidade' | 'dimensao' | 'inicio'> {
  grupos: Map<string, Grupo>;
}

/** How long figures are kept, days: those of minutes and of hours; those of days stay. */
export const KEPT_DAYS = { M: 7, H: 400 };

/** When figures of minutes begin, at a whole hour; before that there are hours. */
export function minutesFrom(now: number): number {
  return inicioDe('H', now - KEPT_DAYS.M * DAY_MS) + HOUR_MS;
}

/**
 * Requests by all that they are grouped by, in times whose figures are kept.
 *
 * @param now milliseconds since 1970-01-01, UTC
 */
export function agrupar(acessos: readonly Acesso[], now: number): Conjunto[] {
  const conjuntos = new Map<string, Conjunto>();
  for (const acesso of acessos) {
    const erro = temErro(acesso);
    for (const { dimensao, chave, rotulo, duracaoMs } of partesDe(acesso)) {
      for (const granularidade of ['M', 'H', 'D'] as const) {
        if (granularidade !== 'D' && acesso.instante.getTime() < now - KEPT_DAYS[granularidade] * DAY_MS)
          continue;
        const conjunto = conjuntoOf(granularidade, dimensao, acesso.instante);
        let grupo = conjunto.grupos.get(chave);
        if (!grupo) {
          const { inicio } = conjunto;
          grupo = { granularidade, dimensao, inicio, chave, rotulo, medidas: new Medidas() };
          conjunto.grupos.set(chave, grupo);
        }
        grupo.medidas.add({ duracaoMs, bytes: acesso.bytes, erro });
      }
    }
  }
  return [...conjuntos.values()];

  function conjuntoOf(granularidade: Granularidade, dimensao: Dimensao, instante: Date): Conjunto {
    const inicio = inicioDe(granularidade, instante.getTime());
    const key = `${granularidade} ${dimensao} ${inicio}`;
    const known = conjuntos.get(key);
    if (known) return known;
    const made = { granularidade, dimensao, inicio: new Date(inicio), grupos: new Map() };
    conjuntos.set(key, made);
    return made;
  }
}

/** The name under which a group is stored: its own, unless there are too many of its time and dimension already. */
export function chaveAmong(present: Set<string>, { granularidade, chave }: Grupo): string {
  if (present.has(chave)) return chave;
  if (present.size >= MAX_CHAVES[granularidade]) return OUTROS;
  present.add(chave);
  return chave;
}

interface Parte {
  dimensao: Dimensao;
  chave: string;
  rotulo: string;
  duracaoMs: number;
}

function partesDe(acesso: Acesso): Parte[] {
  const { duracaoMs } = acesso;
  const parte = (dimensao: Dimensao, chave: string, rotulo = chave, ms = duracaoMs): Parte => ({
    dimensao,
    chave,
    rotulo,
    duracaoMs: ms,
  });
  const aplicacao = [acesso.aplicacao ?? '(desconhecida)', acesso.versaoDaAplicacao ?? ''].join(' ').trim();
  return [
    parte('TOTAL', ''),
    parte('OPERACAO', acesso.hashDaOperacao ?? '(nenhuma)', acesso.operacao ?? '(sem nome)'),
    parte('USUARIO', acesso.usuario),
    parte('CLIENTE_APP', aplicacao),
    ...acesso.subgrafos.map(([subgrafo, , ms]) => parte('SUBGRAFO', subgrafo, subgrafo, ms)),
    ...acesso.campos.map((campo) => parte('CAMPO', campo)),
    ...errosDe(acesso).map((codigo) => parte('ERRO', codigo)),
  ];
}

function errosDe({ status, erros }: Acesso): readonly string[] {
  return erros.length === 0 && status >= 400 ? [`HTTP_${status}`] : erros;
}
