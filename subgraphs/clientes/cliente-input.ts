import { badUserInput } from '../../platform/errors.ts';
import { fullTextPrefixQuery, isId } from '../../platform/sql-values.ts';
import type { ClienteConditions } from './cliente-store.ts';
import type { ClienteFiltro } from './schema.types.ts';

const MIN_SEARCH_LENGTH = 2;
const MAX_SEARCH_LENGTH = 100;

/** A valid id, as it is. Throws BAD_USER_INPUT. */
export function parseClienteId(id: string): string {
  if (!isId(id)) throw badUserInput('`id` must be a positive whole number in digits.');
  return id;
}

/** The conditions of a filter. Throws BAD_USER_INPUT that names the field. */
export function parseClienteFiltro(filtro: ClienteFiltro | null | undefined): ClienteConditions {
  const { texto, criadoDe, criadoAte } = filtro ?? {};
  if (criadoDe && criadoAte && criadoDe >= criadoAte) {
    throw badUserInput('`filtro.criadoDe` must be before `filtro.criadoAte`.');
  }
  return {
    fullText: texto == null ? undefined : searchWords(texto),
    criadoDe: criadoDe ?? undefined,
    criadoAte: criadoAte ?? undefined,
  };
}

function searchWords(texto: string): string {
  const { length } = texto.trim();
  const query = fullTextPrefixQuery(texto);
  if (length < MIN_SEARCH_LENGTH || length > MAX_SEARCH_LENGTH || query === null) {
    throw badUserInput(
      `\`filtro.texto\` must have ${MIN_SEARCH_LENGTH} to ${MAX_SEARCH_LENGTH} characters and at least one letter or digit.`,
    );
  }
  return query;
}
