import type { AgrupamentoDeAcessos } from '../generated/graphql.ts';

/** A time that ends now. */
export interface Period {
  label: string;
  hours: number;
  /** In which steps it is drawn. */
  steps: Extract<AgrupamentoDeAcessos, 'HORA' | 'DIA'>;
}

export const PERIODS = {
  '24h': { label: 'Últimas 24 horas', hours: 24, steps: 'HORA' },
  '7d': { label: 'Últimos 7 dias', hours: 7 * 24, steps: 'HORA' },
  '30d': { label: 'Últimos 30 dias', hours: 30 * 24, steps: 'DIA' },
  '90d': { label: 'Últimos 90 dias', hours: 90 * 24, steps: 'DIA' },
} as const satisfies Record<string, Period>;

export type PeriodName = keyof typeof PERIODS;

const MINUTE_MS = 60_000;

/** From when until when, whole minutes: the one that is not over yet with it. */
export function spanOf({ hours }: Period, now: Date): { de: string; ate: string } {
  const end = Math.ceil(now.getTime() / MINUTE_MS) * MINUTE_MS;
  return { de: new Date(end - hours * 60 * MINUTE_MS).toISOString(), ate: new Date(end).toISOString() };
}

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Days begin at midnight in Brasília, which has no summer time since 2019. */
const MIDNIGHT_MS = 3 * HOUR_MS;

/** When each hour or day begins of which a part is in a time, milliseconds since 1970. */
export function beginnings(steps: Period['steps'], { de, ate }: { de: string; ate: string }): number[] {
  const [length, offset] = steps === 'HORA' ? [HOUR_MS, 0] : [DAY_MS, MIDNIGHT_MS];
  const first = Math.floor((Date.parse(de) - offset) / length) * length + offset;
  const howMany = Math.ceil((Date.parse(ate) - first) / length);
  return Array.from({ length: howMany }, (_, place) => first + place * length);
}
