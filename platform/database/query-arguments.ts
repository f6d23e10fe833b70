import { badUserInput } from '../errors/client-errors.ts';
import { fullTextPrefixQuery, isId } from './sql-values.ts';

const MIN_SEARCH_LENGTH = 2;
const MAX_SEARCH_LENGTH = 100;

/** A valid id, as it is. Throws BAD_USER_INPUT. */
export function parseId(id: string): string {
  if (!isId(id)) throw badUserInput('`id` must be a positive whole number in digits.');
  return id;
}

/**
 * What `filtro.texto` searches for, as a full-text boolean query; undefined when it is not given. Throws BAD_USER_INPUT.
 */
export function parseSearch(texto: string | null | undefined): string | undefined {
  if (texto == null) return undefined;
  const { length } = texto.trim();
  const query = fullTextPrefixQuery(texto);
  if (length < MIN_SEARCH_LENGTH || length > MAX_SEARCH_LENGTH || query === null) {
    throw badUserInput(
      `\`filtro.texto\` must have ${MIN_SEARCH_LENGTH} to ${MAX_SEARCH_LENGTH} characters and at least one letter or digit.`,
    );
  }
  return query;
}
