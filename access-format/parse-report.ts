import * as v from 'valibot';
import { type Access, LIMITS, NAME_CHARACTERS } from './access.ts';

/** A reported request that was checked. */
export interface ReportedAccess extends Omit<Access, 'instante'> {
  readonly instante: Date;
}

const ascii = (length: number) => v.pipe(v.string(), v.maxLength(length), v.regex(/^[\x20-\x7e]*$/));
const NAME = new RegExp(`^[${NAME_CHARACTERS}]+$`);
const name = (length: number) => v.pipe(v.string(), v.maxLength(length), v.regex(NAME));
const number = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const whole = v.pipe(number, v.integer());
const ID = /^[1-9][0-9]{0,18}$/;

const access: v.GenericSchema<unknown, ReportedAccess> = v.object({
  instante: v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform((text) => new Date(text)),
  ),
  usuario: v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.userLength)),
  aplicacao: v.nullable(ascii(LIMITS.clientNameLength)),
  versaoDaAplicacao: v.nullable(ascii(LIMITS.clientVersionLength)),
  operacao: v.nullable(name(LIMITS.operationNameLength)),
  hashDaOperacao: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  tipo: v.nullable(v.picklist(['QUERY', 'MUTATION'])),
  documentoConfiavel: v.boolean(),
  status: v.pipe(whole, v.maxValue(999)),
  erros: v.pipe(v.array(name(LIMITS.errorLength)), v.maxLength(LIMITS.errors)),
  duracaoMs: number,
  bytes: whole,
  subgrafos: v.pipe(
    v.array(v.tuple([ascii(LIMITS.subgraphLength), whole, number])),
    v.maxLength(LIMITS.subgraphs),
  ),
  campos: v.pipe(v.array(name(LIMITS.fieldLength)), v.maxLength(LIMITS.fields)),
  requisicao: name(LIMITS.requestIdLength),
  titulares: v.custom<Access['titulares']>(
    (value) => Array.isArray(value) && value.length <= LIMITS.people && value.every(isPerson),
  ),
  continuacao: v.optional(v.boolean()),
});
const report = v.object({ acessos: v.pipe(v.array(access), v.minLength(1), v.maxLength(LIMITS.accesses)) });

/** Checked by hand: a report has thousands, and the library makes a dozen objects for each. */
function isPerson(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [id, places]: unknown[] = value;
  return (
    typeof id === 'string' &&
    ID.test(id) &&
    Array.isArray(places) &&
    places.length >= 1 &&
    places.length <= LIMITS.fields &&
    places.every(isPlace)
  );
}

function isPlace(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0; // A safe integer is a number.
}

/** The requests of a router's report, from the payload of its event; null when it is none. */
export function parseReport(payload: unknown): ReportedAccess[] | null {
  const parsed = v.safeParse(report, payload, { abortEarly: true });
  return parsed.success ? parsed.output.acessos : null;
}
