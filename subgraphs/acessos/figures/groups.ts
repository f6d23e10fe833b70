import { OTHERS } from '../../../access-format/access.ts';
import { hasErrors, type NovoAcesso } from '../acesso-store.ts';
import type { AgrupamentoDeAcessos } from '../schema.types.ts';
import { Figures } from './figures.ts';

/** What groups figures: `TOTAL` is all requests. */
export type Dimension = Exclude<AgrupamentoDeAcessos, 'HORA' | 'DIA'> | 'TOTAL';
/** Minutes, hours, and days in Brasília. */
export type Granularity = 'M' | 'H' | 'D';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Brasília is three hours behind UTC; there has been no daylight saving time since 2019. */
const BRASILIA_MS = 3 * HOUR_MS;

const LENGTH_MS: Readonly<Record<Granularity, number>> = { M: MINUTE_MS, H: HOUR_MS, D: DAY_MS };
/** Groups that are told apart in one time; the rest is one, so that names which clients make up fill no table. */
const MAX_KEYS: Readonly<Record<Granularity, number>> = { M: 200, H: 500, D: 1_000 };

/** Where a minute, an hour or a day begins. */
export function startOf(granularity: Granularity, instante: number): number {
  const shift = granularity === 'D' ? BRASILIA_MS : 0;
  const length = LENGTH_MS[granularity];
  return Math.floor((instante - shift) / length) * length + shift;
}

/** A piece of time that summaries of one granularity cover. */
export interface SummaryPeriod {
  granularity: Granularity;
  de: Date;
  ate: Date;
}

/** A time as few days, hours and minutes, in order. Its ends are minutes. */
export function summaryPeriods(de: Date, ate: Date, coarsest: Granularity): SummaryPeriod[] {
  const levels: Granularity[] = coarsest === 'D' ? ['D', 'H', 'M'] : ['H', 'M'];
  const found: { granularity: Granularity; de: number; ate: number }[] = [];
  for (let at = de.getTime(); at < ate.getTime(); ) {
    const granularity =
      levels.find((one) => startOf(one, at) === at && at + LENGTH_MS[one] <= ate.getTime()) ?? 'M';
    const until = at + LENGTH_MS[granularity];
    const last = found.at(-1);
    if (last?.granularity === granularity) last.ate = until;
    else found.push({ granularity, de: at, ate: until });
    at = until;
  }
  return found.map((one) => ({ ...one, de: new Date(one.de), ate: new Date(one.ate) }));
}

/** One row of `resumo`. */
export interface SummaryRow {
  granularity: Granularity;
  dimension: Dimension;
  inicio: Date;
  chave: string;
  rotulo: string;
  figures: Figures;
}

/** The groups of one time and one dimension. */
export interface GroupSet extends Pick<SummaryRow, 'granularity' | 'dimension' | 'inicio'> {
  groups: Map<string, SummaryRow>;
}

/** How long figures are kept, days: those of minutes and of hours; those of days stay. */
export const KEPT_DAYS = { M: 7, H: 400 };

/** When figures of minutes begin, at a whole hour; before that there are hours. */
export function minutesFrom(now: number): number {
  return startOf('H', now - KEPT_DAYS.M * DAY_MS) + HOUR_MS;
}

/** When figures of hours begin, at a whole day; before that there are days. */
export function hoursFrom(now: number): number {
  return startOf('D', now - KEPT_DAYS.H * DAY_MS) + DAY_MS;
}

/** What of a request is in figures. */
export type SummedAcesso = Omit<NovoAcesso, 'tipo' | 'documentoConfiavel' | 'requisicao'>;

/**
 * Requests by all that they are grouped by, in times whose figures are kept.
 *
 * @param now milliseconds since 1970-01-01, UTC
 */
export function groupAcessos(acessos: readonly SummedAcesso[], now: number): GroupSet[] {
  return groupMinutes([groupByMinute(acessos)], now);
}

/**
 * The same of requests that are in groups of minutes already, which stay as they are.
 *
 * @param now milliseconds since 1970-01-01, UTC
 */
export function groupMinutes(some: readonly (readonly GroupSet[])[], now: number): GroupSet[] {
  const sets = new Map<string, GroupSet>();
  for (const minutes of some) {
    for (const minute of minutes) {
      // Hours and days are sums of minutes.
      for (const granularity of ['M', 'H', 'D'] as const) {
        if (granularity !== 'D' && isForgotten(minute, granularity, now)) continue;
        const inicio = new Date(startOf(granularity, minute.inicio.getTime()));
        const { dimension } = minute;
        const key = `${granularity} ${dimension} ${inicio.getTime()}`;
        const set = sets.get(key) ?? { granularity, dimension, inicio, groups: new Map() };
        sets.set(key, set);
        for (const { chave, rotulo, figures } of minute.groups.values())
          groupIn(set, chave, rotulo).figures.addCopyOf(figures);
      }
    }
  }
  return [...sets.values()];
}

/** Requests by all that they are grouped by, in minutes. */
export function groupByMinute(acessos: readonly SummedAcesso[]): GroupSet[] {
  const minutes = new Map<number, Map<Dimension, GroupSet>>();
  for (const acesso of acessos) {
    const erro = hasErrors(acesso);
    const at = startOf('M', acesso.instante.getTime());
    const sets = minutes.get(at) ?? new Map<Dimension, GroupSet>();
    minutes.set(at, sets);
    for (const { dimension, chave, rotulo, duracaoMs } of partsOf(acesso)) {
      let set = sets.get(dimension);
      if (!set) {
        set = { granularity: 'M', dimension, inicio: new Date(at), groups: new Map() };
        sets.set(dimension, set);
      }
      groupIn(set, chave, rotulo).figures.add({ duracaoMs, bytes: acesso.bytes, erro });
    }
  }
  return [...minutes.values()].flatMap((sets) => [...sets.values()]);
}

function groupIn(
  { granularity, dimension, inicio, groups }: GroupSet,
  chave: string,
  rotulo: string,
): SummaryRow {
  const known = groups.get(chave);
  if (known) return known;
  const group = { granularity, dimension, inicio, chave, rotulo, figures: new Figures() };
  groups.set(chave, group);
  return group;
}

/** Whether figures of a whole minute are so old that those of this granularity are kept no more. */
function isForgotten({ inicio }: GroupSet, granularity: 'M' | 'H', now: number): boolean {
  return inicio.getTime() + MINUTE_MS <= now - KEPT_DAYS[granularity] * DAY_MS;
}

/** The name under which a group is stored: its own, unless there are too many of its time and dimension already. */
export function keyAmong(present: Set<string>, { granularity, chave }: SummaryRow): string {
  if (present.has(chave)) return chave;
  if (present.size >= MAX_KEYS[granularity]) return OTHERS;
  present.add(chave);
  return chave;
}

interface Part {
  dimension: Dimension;
  chave: string;
  rotulo: string;
  duracaoMs: number;
}

function partsOf(acesso: SummedAcesso): Part[] {
  const { duracaoMs } = acesso;
  const part = (dimension: Dimension, chave: string, rotulo = chave, ms = duracaoMs): Part => ({
    dimension,
    chave,
    rotulo,
    duracaoMs: ms,
  });
  const program = [acesso.aplicacao ?? '(desconhecida)', acesso.versaoDaAplicacao ?? ''].join(' ').trim();
  return [
    part('TOTAL', ''),
    part('OPERACAO', acesso.hashDaOperacao ?? '(nenhuma)', acesso.operacao ?? '(sem nome)'),
    part('USUARIO', acesso.usuario),
    part('CLIENTE_APP', program),
    ...acesso.subgrafos.map(([subgrafo, , ms]) => part('SUBGRAFO', subgrafo, subgrafo, ms)),
    ...acesso.campos.map((field) => part('CAMPO', field)),
    ...errorsOf(acesso).map((code) => part('ERRO', code)),
  ];
}

function errorsOf({ status, erros }: SummedAcesso): readonly string[] {
  return erros.length === 0 && status >= 400 ? [`HTTP_${status}`] : erros;
}
