import * as v from 'valibot';
import type { NovoAcesso } from './acesso-store.ts';

/** A reported request, with whose personal data was given out: for each customer the places of fields in `campos`. */
export interface ReportedAcesso extends NovoAcesso {
  titulares: readonly (readonly [clienteId: string, campos: readonly number[]])[];
}

const MAX_ACESSOS = 5_000;
const MAX_TITULARES = 50_000;
const MAX_ERRORS = 20;
const MAX_FIELDS = 100;
const MAX_SUBGRAPHS = 40;

const ascii = (length: number) => v.pipe(v.string(), v.maxLength(length), v.regex(/^[\x20-\x7e]*$/));
const word = (length: number) => v.pipe(v.string(), v.maxLength(length), v.regex(/^[\x21-\x2b\x2d-\x7e]+$/));
const number = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const whole = v.pipe(number, v.integer());
const ID = /^[1-9][0-9]{0,18}$/;

const acesso: v.GenericSchema<unknown, ReportedAcesso> = v.object({
  instante: v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform((text) => new Date(text)),
  ),
  usuario: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  aplicacao: v.nullable(ascii(100)),
  versaoDaAplicacao: v.nullable(ascii(50)),
  operacao: v.nullable(word(100)),
  hashDaOperacao: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  tipo: v.nullable(v.picklist(['QUERY', 'MUTATION'])),
  documentoConfiavel: v.boolean(),
  status: v.pipe(whole, v.maxValue(999)),
  erros: v.pipe(v.array(word(60)), v.maxLength(MAX_ERRORS)),
  duracaoMs: number,
  bytes: whole,
  subgrafos: v.pipe(v.array(v.tuple([ascii(60), whole, number])), v.maxLength(MAX_SUBGRAPHS)),
  campos: v.pipe(v.array(word(78)), v.maxLength(MAX_FIELDS)),
  requisicao: word(128),
  titulares: v.custom<ReportedAcesso['titulares']>(
    (value) => Array.isArray(value) && value.length <= MAX_TITULARES && value.every(isTitular),
  ),
});
const report = v.object({ acessos: v.pipe(v.array(acesso), v.minLength(1), v.maxLength(MAX_ACESSOS)) });

/** Checked by hand: a report has thousands, and the library makes a dozen objects for each. */
function isTitular(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [id, places]: unknown[] = value;
  return (
    typeof id === 'string' &&
    ID.test(id) &&
    Array.isArray(places) &&
    places.length >= 1 &&
    places.length <= MAX_FIELDS &&
    places.every(isPlace)
  );
}

function isPlace(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0; // A safe integer is a number.
}

/** The requests of a router's report; null when it is none. */
export function parseReport(payload: unknown): ReportedAcesso[] | null {
  const parsed = v.safeParse(report, payload, { abortEarly: true });
  return parsed.success ? parsed.output.acessos : null;
}
