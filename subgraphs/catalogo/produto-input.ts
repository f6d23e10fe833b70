import { badUserInput } from '../../platform/errors.ts';
import { fullTextPrefixQuery, isId } from '../../platform/sql-values.ts';
import type { ProdutoConditions } from './produto-store.ts';
import type { ProdutoFiltro } from './schema.types.ts';

const MIN_SEARCH_LENGTH = 2;
const MAX_SEARCH_LENGTH = 100;
const MAX_CATEGORIA_LENGTH = 60;
const SKU_FORM = /^[A-Z0-9][A-Z0-9._-]{1,39}$/;

/** A valid id, as it is. Throws BAD_USER_INPUT. */
export function parseProdutoId(id: string): string {
  if (!isId(id)) throw badUserInput('`id` must be a positive whole number in digits.');
  return id;
}

/** A valid SKU in upper case. Throws BAD_USER_INPUT. */
export function parseSku(sku: string): string {
  const upper = sku.trim().toUpperCase();
  if (!SKU_FORM.test(upper)) {
    throw badUserInput('`sku` must have 2 to 40 letters, digits, dots, hyphens or underscores.');
  }
  return upper;
}

/** The conditions of a filter. Throws BAD_USER_INPUT that names the field. */
export function parseProdutoFiltro(filtro: ProdutoFiltro | null | undefined): ProdutoConditions {
  const { texto, categoria, precoMin, precoMax, ativo } = filtro ?? {};
  if (precoMin != null && precoMax != null && cents(precoMin) > cents(precoMax)) {
    throw badUserInput('`filtro.precoMin` must not be above `filtro.precoMax`.');
  }
  if (categoria != null && (categoria.trim() === '' || categoria.length > MAX_CATEGORIA_LENGTH)) {
    throw badUserInput(`\`filtro.categoria\` must have 1 to ${MAX_CATEGORIA_LENGTH} characters.`);
  }
  return {
    fullText: texto == null ? undefined : searchWords(texto),
    categoria: categoria ?? undefined,
    precoMin: precoMin ?? undefined,
    precoMax: precoMax ?? undefined,
    ativo: ativo ?? undefined,
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

/** Both have two digits after the point, so that they compare as whole numbers. */
function cents(decimal: string): bigint {
  return BigInt(decimal.replace('.', ''));
}
