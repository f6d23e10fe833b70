import { badUserInput } from '../../errors/client-errors.ts';
import { charactersIn } from '../statements/characters.ts';
import { fullTextPrefixQuery, isId } from '../statements/sql-values.ts';

const MIN_SEARCH_LENGTH = 2;
const MAX_SEARCH_LENGTH = 100;

/** How many ids a query takes at a time: as many as a page has rows at most. */
export const MAX_IDS = 100;

/** A valid id, as it is. Throws BAD_USER_INPUT that names the argument. */
export function parseId(id: string, argument = 'id'): string {
  if (!isId(id)) throw badUserInput(`\`${argument}\` must be a positive whole number in digits.`);
  return id;
}

/** Valid ids, as they are, at most 100. Throws BAD_USER_INPUT. */
export function parseIds(ids: readonly string[]): readonly string[] {
  if (ids.length > MAX_IDS) {
    throw badUserInput(`\`ids\` has ${ids.length} ids; at most ${MAX_IDS} are answered at a time.`);
  }
  return ids.map((id) => parseId(id, 'ids'));
}

/**
 * What `filtro.texto` searches for, as a full-text boolean query; undefined when it is not given. Throws BAD_USER_INPUT.
 */
export function parseSearch(texto: string | null | undefined): string | undefined {
  if (texto == null) return undefined;
  const characters = charactersIn(texto.trim().normalize('NFC'));
  const query = fullTextPrefixQuery(texto);
  if (characters < MIN_SEARCH_LENGTH || characters > MAX_SEARCH_LENGTH || query === null) {
    throw badUserInput(
      `\`filtro.texto\` must have ${MIN_SEARCH_LENGTH} to ${MAX_SEARCH_LENGTH} characters and at least one letter or digit.`,
    );
  }
  return query;
}
