import { type Access, LIMITS, NAME_CHARACTERS, type SubgraphUse } from './access.ts';

/** A reported request that was checked. */
export interface ReportedAccess extends Omit<Access, 'instante'> {
  readonly instante: Date;
}

/** ISO 8601 with a zone; of years from 0 to 9999. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d(?::?\d\d)?)$/;
const ASCII = /^[\x20-\x7e]*$/;
const NAME = new RegExp(`^[${NAME_CHARACTERS}]+$`);
const HASH = /^[0-9a-f]{64}$/;
const ID = /^[1-9][0-9]{0,18}$/;
const MAX_STATUS = 999;

/**
 * The requests of a router's report, from the payload of its event; null when it is none. Checked by hand: a report has thousands, and a
 * library makes a dozen objects for each value. What is not known is left out.
 */
export function parseReport(payload: unknown): ReportedAccess[] | null {
  const { acessos } = (payload ?? {}) as { acessos?: unknown };
  if (!isList(acessos, LIMITS.accesses) || acessos.length === 0) return null;
  const parsed: ReportedAccess[] = [];
  for (const one of acessos) {
    const access = parseAccess(one);
    if (access === null) return null;
    parsed.push(access);
  }
  return parsed;
}

function parseAccess(value: unknown): ReportedAccess | null {
  if (typeof value !== 'object' || value === null || !isAccess(value)) return null;
  const instante = new Date(value.instante);
  if (Number.isNaN(instante.getTime())) return null;
  const { continuacao } = value;
  return {
    instante,
    usuario: value.usuario,
    aplicacao: value.aplicacao,
    versaoDaAplicacao: value.versaoDaAplicacao,
    operacao: value.operacao,
    hashDaOperacao: value.hashDaOperacao,
    tipo: value.tipo,
    documentoConfiavel: value.documentoConfiavel,
    status: value.status,
    erros: value.erros,
    duracaoMs: value.duracaoMs,
    bytes: value.bytes,
    subgrafos: value.subgrafos,
    campos: value.campos,
    requisicao: value.requisicao,
    titulares: value.titulares,
    ...(continuacao === undefined ? {} : { continuacao }),
  };
}

function isAccess(value: { readonly [Name in keyof Access]?: unknown }): value is Access {
  return (
    typeof value.instante === 'string' &&
    INSTANT.test(value.instante) &&
    isText(value.usuario, LIMITS.userLength) &&
    value.usuario.length > 0 &&
    (value.aplicacao === null || isText(value.aplicacao, LIMITS.clientNameLength, ASCII)) &&
    (value.versaoDaAplicacao === null ||
      isText(value.versaoDaAplicacao, LIMITS.clientVersionLength, ASCII)) &&
    (value.operacao === null || isText(value.operacao, LIMITS.operationNameLength, NAME)) &&
    (value.hashDaOperacao === null || isText(value.hashDaOperacao, 64, HASH)) &&
    (value.tipo === null || value.tipo === 'QUERY' || value.tipo === 'MUTATION') &&
    typeof value.documentoConfiavel === 'boolean' &&
    isWhole(value.status) &&
    value.status <= MAX_STATUS &&
    areNames(value.erros, LIMITS.errors, LIMITS.errorLength) &&
    isAmount(value.duracaoMs) &&
    isWhole(value.bytes) &&
    isList(value.subgrafos, LIMITS.subgraphs) &&
    value.subgrafos.every(isSubgraphUse) &&
    areNames(value.campos, LIMITS.fields, LIMITS.fieldLength) &&
    isText(value.requisicao, LIMITS.requestIdLength, NAME) &&
    isList(value.titulares, LIMITS.people) &&
    value.titulares.every(isPerson) &&
    (value.continuacao === undefined || typeof value.continuacao === 'boolean')
  );
}

function isText(value: unknown, most: number, pattern?: RegExp): value is string {
  return typeof value === 'string' && value.length <= most && (pattern?.test(value) ?? true);
}

function isList(value: unknown, most: number): value is readonly unknown[] {
  return Array.isArray(value) && value.length <= most;
}

function areNames(value: unknown, most: number, length: number): value is readonly string[] {
  return isList(value, most) && value.every((one) => isText(one, length, NAME));
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}

function isWhole(value: unknown): value is number {
  return isAmount(value) && Number.isInteger(value);
}

function isSubgraphUse(value: unknown): value is SubgraphUse {
  return (
    isList(value, 3) &&
    isText(value[0], LIMITS.subgraphLength, ASCII) &&
    isWhole(value[1]) &&
    isAmount(value[2])
  );
}

function isPerson(value: unknown): boolean {
  if (!isList(value, 2)) return false;
  const [id, places] = value;
  return isText(id, 19, ID) && isList(places, LIMITS.fields) && places.length >= 1 && places.every(isWhole);
}
