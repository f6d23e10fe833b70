import { charactersIn } from '../../platform/database/statements/characters.ts';
import { badUserInput } from '../../platform/errors/client-errors.ts';
import type { AcessoConditions } from './acesso-store.ts';
import type { AcessoAosDadosConditions } from './audit/audit-store.ts';
import type { AnalysisRequest } from './figures/analysis.ts';
import { type Granularity, hoursFrom, KEPT_DAYS, minutesFrom, startOf } from './figures/groups.ts';
import type { AcessoAosDadosFiltro, AcessoFiltro } from './schema.types.ts';

const MAX_TEXT_LENGTH = 255;
const MAX_DAYS = 400;
const MAX_GROUPS = 1_000;
const DAY_MS = 86_400_000;

/** The conditions of a filter. Throws BAD_USER_INPUT that names the field. */
export function parseAcessoFiltro(filtro: AcessoFiltro | null | undefined): AcessoConditions {
  const given = filtro ?? {};
  const { comErro, tipo, duracaoMinimaMs } = given;
  if (duracaoMinimaMs != null && duracaoMinimaMs < 0)
    throw badUserInput('`filtro.duracaoMinimaMs` must not be below 0.');
  return {
    ...timeOf(given),
    usuario: textOf('usuario', given.usuario),
    aplicacao: textOf('aplicacao', given.aplicacao),
    operacao: textOf('operacao', given.operacao),
    hashDaOperacao: textOf('hashDaOperacao', given.hashDaOperacao),
    requisicao: textOf('requisicao', given.requisicao),
    tipo: tipo ?? undefined,
    comErro: comErro ?? undefined,
    duracaoMinimaMs: duracaoMinimaMs ?? undefined,
  };
}

/** The conditions of a filter on the audit. Throws BAD_USER_INPUT that names the field. */
export function parseAcessoAosDadosFiltro(
  filtro: AcessoAosDadosFiltro | null | undefined,
): AcessoAosDadosConditions {
  const given = filtro ?? {};
  return { ...timeOf(given), usuario: textOf('usuario', given.usuario) };
}

/**
 * What is to be analysed. Throws BAD_USER_INPUT that names the argument.
 *
 * @param now milliseconds since 1970-01-01, UTC
 */
export function parseAnalysis(
  { de, ate, first, ...rest }: AnalysisRequest,
  now = Date.now(),
): AnalysisRequest {
  const from = beginningOf(de, now);
  const until = beginningOf(ate, now);
  if (from >= until)
    throw badUserInput(
      `\`ate\` must be at least a minute after \`de\`, or an hour where that is more than ${KEPT_DAYS.M} days ago, or a day of Brasília where it is more than ${KEPT_DAYS.H}.`,
    );
  if (rest.agruparPor === 'HORA' && from < hoursFrom(now))
    throw badUserInput(
      `Hours are kept for ${KEPT_DAYS.H} days: \`de\` must be later for \`HORA\`, or \`agruparPor\` be \`DIA\`.`,
    );
  if (ate.getTime() - de.getTime() > MAX_DAYS * DAY_MS)
    throw badUserInput(`\`ate\` must be at most ${MAX_DAYS} days after \`de\`.`);
  if (first < 1 || first > MAX_GROUPS)
    throw badUserInput(`\`first\` must be between 1 and ${MAX_GROUPS}; it is ${first}.`);
  return { ...rest, de: new Date(from), ate: new Date(until), first };
}

/** The minute of an instant, or its hour where minutes are not kept any more, or its day where hours are not. */
function beginningOf(instant: Date, now: number): number {
  const time = instant.getTime();
  return startOf(finestAt(time, now), time);
}

function finestAt(time: number, now: number): Granularity {
  if (time < hoursFrom(now)) return 'D';
  return time < minutesFrom(now) ? 'H' : 'M';
}

function timeOf({ de, ate }: { de?: Date | null; ate?: Date | null }): Pick<AcessoConditions, 'de' | 'ate'> {
  if (de && ate && de >= ate) throw badUserInput('`filtro.de` must be before `filtro.ate`.');
  return { de: de ?? undefined, ate: ate ?? undefined };
}

function textOf(name: string, text: string | null | undefined): string | undefined {
  if (text == null) return undefined;
  if (text === '' || charactersIn(text) > MAX_TEXT_LENGTH)
    throw badUserInput(`\`filtro.${name}\` must have 1 to ${MAX_TEXT_LENGTH} characters.`);
  return text;
}
