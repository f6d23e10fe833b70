import { parseSearch } from '../../platform/database/reads/query-arguments.ts';
import { charactersIn } from '../../platform/database/statements/characters.ts';
import { badUserInput } from '../../platform/errors/client-errors.ts';
import { type Checked, InputCheck } from '../../platform/writes/validation.ts';
import type { NovoProduto, ProdutoConditions, ProdutoMutavel } from './produto-store.ts';
import type {
  AtualizarProdutoEntrada,
  CriarProdutoEntrada,
  ProdutoFiltro,
  VersaoDeProdutoEntrada,
} from './schema.types.ts';

const MAX_CATEGORIA_LENGTH = 60;
const SKU_FORM = /^[A-Z0-9][A-Z0-9._-]{1,39}$/;

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
  return {
    fullText: parseSearch(texto),
    categoria: categoria == null ? undefined : searchedCategoria(categoria),
    precoMin: precoMin ?? undefined,
    precoMax: precoMax ?? undefined,
    ativo: ativo ?? undefined,
  };
}

/** As a category is written when it is stored. */
function searchedCategoria(categoria: string): string {
  const written = categoria.trim().normalize('NFC');
  const length = charactersIn(written);
  if (length < 1 || length > MAX_CATEGORIA_LENGTH) {
    throw badUserInput(`\`filtro.categoria\` must have 1 to ${MAX_CATEGORIA_LENGTH} characters.`);
  }
  return written;
}

/** Both have two digits after the point, so that they compare as whole numbers. */
function cents(decimal: string): bigint {
  return BigInt(decimal.replace('.', ''));
}

const NOME = { min: 2, max: 160 };
const CATEGORIA = { min: 1, max: MAX_CATEGORIA_LENGTH };
const MAX_DESCRICAO_LENGTH = 2_000;

/** A new product, and the idempotency key of the request. */
export interface CriarProduto {
  produto: NovoProduto;
  key: string | null;
}

/** A product to create, or every rule that the input breaks. */
export function parseCriarProduto(entrada: CriarProdutoEntrada): Checked<CriarProduto> {
  const check = new InputCheck();
  const produto = {
    sku: check.pattern(
      'sku',
      entrada.sku.toUpperCase(),
      SKU_FORM,
      'deve ter de 2 a 40 letras, dígitos, pontos, hífens ou sublinhados',
    ),
    nome: check.text('nome', entrada.nome, NOME),
    descricao: check.optionalText('descricao', entrada.descricao, MAX_DESCRICAO_LENGTH),
    categoria: check.text('categoria', entrada.categoria, CATEGORIA),
    preco: check.money('preco', entrada.preco),
  };
  return check.done({ produto, key: check.idempotencyKey(entrada.chaveDeIdempotencia) });
}

/** What changes of which version of a product; `undefined` leaves a field as it is. */
export interface AtualizarProduto {
  id: string;
  versao: number;
  changes: Partial<ProdutoMutavel>;
}

/** What to change of a product, or every rule that the input breaks. */
export function parseAtualizarProduto(entrada: AtualizarProdutoEntrada): Checked<AtualizarProduto> {
  const check = new InputCheck();
  const changes: Partial<ProdutoMutavel> = {};
  if (entrada.nome !== undefined) changes.nome = check.text('nome', entrada.nome, NOME);
  if (entrada.descricao !== undefined) {
    changes.descricao = check.optionalText('descricao', entrada.descricao, MAX_DESCRICAO_LENGTH);
  }
  if (entrada.categoria !== undefined)
    changes.categoria = check.text('categoria', entrada.categoria, CATEGORIA);
  if (entrada.preco !== undefined) changes.preco = check.money('preco', entrada.preco);
  return check.done({ id: check.id('id', entrada.id), versao: check.version(entrada.versao), changes });
}

/** The product and version to take off sale or to put on again, or every rule that the input breaks. */
export function parseVersaoDeProduto(
  entrada: VersaoDeProdutoEntrada,
  ativo: boolean,
): Checked<AtualizarProduto> {
  const check = new InputCheck();
  return check.done({
    id: check.id('id', entrada.id),
    versao: check.version(entrada.versao),
    changes: { ativo },
  });
}
