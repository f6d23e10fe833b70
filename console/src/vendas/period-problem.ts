import type { Granularidade } from '../generated/graphql.ts';
import { day } from '../shared/values/format.ts';

/** Days outside of these the graph does not know. */
const EARLIEST = '1990-01-01';
const LATEST = '2999-12-31';
/** What the graph sums up at most. */
const MAX_DAYS = 3_660;
const MAX_PERIODS = 400;
const DAYS_EACH: Readonly<Record<Granularidade, number>> = { DIA: 1, SEMANA: 7, MES: 28 };

/** Why a time cannot be asked for in such parts, and what can, for people; null when it can. */
export function periodProblem({
  de,
  ate,
  granularidade,
}: {
  de: string;
  ate: string;
  granularidade: Granularidade;
}): string | null {
  const days = (Date.parse(`${ate}T00:00:00Z`) - Date.parse(`${de}T00:00:00Z`)) / 86_400_000;
  if (days < 0) return 'O período termina antes de começar: troque os dois dias.';
  if (days > MAX_DAYS) return 'O período tem mais de dez anos: escolha um mais curto.';
  if (de < EARLIEST || ate > LATEST)
    return `Há vendas entre ${day(EARLIEST)} e ${day(LATEST)}: escolha dias desse tempo.`;
  // The first and the last part may be cut.
  const parts = granularidade === 'DIA' ? days + 1 : Math.ceil(days / DAYS_EACH[granularidade]) + 1;
  if (parts > MAX_PERIODS)
    return granularidade === 'DIA'
      ? 'Por dia o período tem no máximo 400 dias: escolha um mais curto, ou veja por semana ou por mês.'
      : 'O período tem partes demais: escolha um mais curto, ou veja por mês.';
  return null;
}
