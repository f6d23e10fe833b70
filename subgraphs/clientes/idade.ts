const BRASILIA = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Sao_Paulo' });

/** Today's calendar date in Brasília, `YYYY-MM-DD`. */
export function todayInBrasilia(now: Date = new Date()): string {
  return BRASILIA.format(now);
}

/**
 * Completed years between two calendar dates (`YYYY-MM-DD`). Born on 29 February, one completes a year on
 * 1 March of a common year (Código Civil, art. 132 § 3).
 */
export function idadeEm(dataNascimento: string, hoje: string): number {
  const anos = Number(hoje.slice(0, 4)) - Number(dataNascimento.slice(0, 4));
  return hoje.slice(5) < dataNascimento.slice(5) ? anos - 1 : anos;
}
