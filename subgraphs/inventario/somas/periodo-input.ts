import { charactersIn } from '../../../platform/database/statements/characters.ts';
import { badUserInput } from '../../../platform/errors/client-errors.ts';
import type { Granularidade } from '../schema.types.ts';
import { diaDepois, diasEntre, fimDaSemana, fimDoMes } from './dia.ts';

/** Days, both included. */
export interface Periodo {
  de: string;
  ate: string;
}

/** The purchases that sums are asked for. */
export interface SomaConditions extends Periodo {
  /** As it is written, case and accents included. */
  categoria: string | null;
}

/** No purchase is older. */
export const EARLIEST = '1990-01-01';
const LATEST = '2999-12-31';
const MAX_DAYS = 3_660;
const MAX_PERIODOS = 400;
const MAX_CATEGORIA = 60;
/** So many products the ranking has at most. */
export const MAX_PRODUTOS = 100;

/** Which purchases are asked for. Throws BAD_USER_INPUT. */
export function parseSomaConditions({
  de,
  ate,
  categoria = null,
}: {
  de: string;
  ate: string;
  categoria?: string | null | undefined;
}): SomaConditions {
  if (de < EARLIEST || ate > LATEST) throw badUserInput(`Days lie between ${EARLIEST} and ${LATEST}.`);
  if (de > ate) throw badUserInput('`ate` must not be before `de`.');
  if (diasEntre(de, ate) > MAX_DAYS) throw badUserInput(`\`ate\` is at most ${MAX_DAYS} days after \`de\`.`);
  const written = categoria?.trim().normalize('NFC') ?? null;
  if (written !== null && (written === '' || charactersIn(written) > MAX_CATEGORIA)) {
    throw badUserInput(`\`categoria\` must have 1 to ${MAX_CATEGORIA} characters.`);
  }
  return { de, ate, categoria: written };
}

/** How many products are asked for. Throws BAD_USER_INPUT. */
export function parseFirst(first: number): number {
  if (first < 1 || first > MAX_PRODUTOS) throw badUserInput(`\`first\` must be from 1 to ${MAX_PRODUTOS}.`);
  return first;
}

const LAST_DAY: Record<Granularidade, (dia: string) => string> = {
  DIA: (dia) => dia,
  SEMANA: fimDaSemana,
  MES: fimDoMes,
};

/** The days, weeks or months of a period, without a gap; the first and the last may be cut. Throws BAD_USER_INPUT. */
export function parsePeriodos(granularidade: Granularidade, { de, ate }: Periodo): Periodo[] {
  const periodos: Periodo[] = [];
  for (let first = de; first <= ate; ) {
    if (periodos.length === MAX_PERIODOS) {
      throw badUserInput(
        `From \`de\` to \`ate\` are more than ${MAX_PERIODOS} elements: ask for longer ones.`,
      );
    }
    const end = LAST_DAY[granularidade](first);
    const last = end < ate ? end : ate;
    periodos.push({ de: first, ate: last });
    first = diaDepois(last, 1);
  }
  return periodos;
}
