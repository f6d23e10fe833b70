import { charactersIn } from '../../platform/database/statements/characters.ts';
import { badUserInput } from '../../platform/errors/client-errors.ts';
import { type Checked, InputCheck } from '../../platform/writes/validation.ts';
import { CEP_FORM } from './cep-scalar.ts';
import type { EnderecoConditions, EnderecoMutavel, NovoEndereco } from './endereco-store.ts';
import type {
  AtualizarEnderecoEntrada,
  CriarEnderecoEntrada,
  EnderecoFiltro,
  Uf,
  VersaoDeEnderecoEntrada,
} from './schema.types.ts';

const LOGRADOURO = { min: 1, max: 160 };
const NUMERO = { min: 1, max: 10 };
const BAIRRO = { min: 1, max: 80 };
const CIDADE = { min: 1, max: 80 };
const MAX_COMPLEMENTO_LENGTH = 80;
const UFS: ReadonlySet<string> = new Set<Uf>([
  'AC',
  'AL',
  'AP',
  'AM',
  'BA',
  'CE',
  'DF',
  'ES',
  'GO',
  'MA',
  'MT',
  'MS',
  'MG',
  'PA',
  'PB',
  'PR',
  'PE',
  'PI',
  'RJ',
  'RN',
  'RS',
  'RO',
  'RR',
  'SC',
  'SP',
  'SE',
  'TO',
]);

/** The conditions of a filter. Throws BAD_USER_INPUT that names the field. */
export function parseEnderecoFiltro({ uf, cidade }: EnderecoFiltro): EnderecoConditions {
  if (cidade == null) return { uf, cidade: undefined };
  const text = cidade.trim().normalize('NFC');
  const characters = charactersIn(text);
  if (characters < CIDADE.min || characters > CIDADE.max) {
    throw badUserInput(`\`filtro.cidade\` must have ${CIDADE.min} to ${CIDADE.max} characters.`);
  }
  return { uf, cidade: text };
}

/** A new address, and the idempotency key of the request. */
export interface CriarEndereco {
  endereco: NovoEndereco;
  key: string | null;
}

/** An address to create, or every rule that the input breaks. */
export function parseCriarEndereco(entrada: CriarEnderecoEntrada): Checked<CriarEndereco> {
  const check = new InputCheck();
  const endereco = {
    clienteId: check.id('clienteId', entrada.clienteId),
    principal: entrada.principal ?? false,
    tipo: entrada.tipo,
    logradouro: check.text('logradouro', entrada.logradouro, LOGRADOURO),
    numero: check.text('numero', entrada.numero, NUMERO),
    complemento: check.optionalText('complemento', entrada.complemento, MAX_COMPLEMENTO_LENGTH),
    bairro: check.text('bairro', entrada.bairro, BAIRRO),
    cidade: check.text('cidade', entrada.cidade, CIDADE),
    uf: uf(check, entrada.uf),
    cep: cep(check, entrada.cep),
  };
  return check.done({ endereco, key: check.idempotencyKey(entrada.chaveDeIdempotencia) });
}

/** What changes of which version of an address; `undefined` leaves a field as it is. */
export interface AtualizarEndereco {
  id: string;
  versao: number;
  changes: Partial<EnderecoMutavel>;
}

/** What to change of an address, or every rule that the input breaks. */
export function parseAtualizarEndereco(entrada: AtualizarEnderecoEntrada): Checked<AtualizarEndereco> {
  const check = new InputCheck();
  const changes: Partial<EnderecoMutavel> = {};
  if (entrada.tipo !== undefined) {
    changes.tipo = entrada.tipo ?? check.wrong('tipo', 'OBRIGATORIO', 'deve ser informado', 'OUTRO');
  }
  if (entrada.logradouro !== undefined)
    changes.logradouro = check.text('logradouro', entrada.logradouro, LOGRADOURO);
  if (entrada.numero !== undefined) changes.numero = check.text('numero', entrada.numero, NUMERO);
  if (entrada.complemento !== undefined) {
    changes.complemento = check.optionalText('complemento', entrada.complemento, MAX_COMPLEMENTO_LENGTH);
  }
  if (entrada.bairro !== undefined) changes.bairro = check.text('bairro', entrada.bairro, BAIRRO);
  if (entrada.cidade !== undefined) changes.cidade = check.text('cidade', entrada.cidade, CIDADE);
  if (entrada.uf !== undefined) changes.uf = uf(check, entrada.uf);
  if (entrada.cep !== undefined) changes.cep = cep(check, entrada.cep);
  return check.done({ id: check.id('id', entrada.id), versao: check.version(entrada.versao), changes });
}

/** The address and version to change, or every rule that the input breaks. */
export function parseVersaoDeEndereco(
  entrada: VersaoDeEnderecoEntrada,
): Checked<{ id: string; versao: number }> {
  const check = new InputCheck();
  return check.done({ id: check.id('id', entrada.id), versao: check.version(entrada.versao) });
}

function uf(check: InputCheck, value: string | null | undefined): Uf {
  const text = value?.trim().toUpperCase();
  if (text === undefined) return check.wrong('uf', 'OBRIGATORIO', 'deve ser informado', 'SP');
  // UFS holds the values of Uf and nothing else.
  return UFS.has(text)
    ? (text as Uf)
    : check.wrong('uf', 'FORMATO', 'deve ser uma das 27 siglas, como SP', 'SP');
}

function cep(check: InputCheck, value: string | null | undefined): string {
  return check.pattern('cep', value, CEP_FORM, 'deve ter 8 dígitos, com ou sem hífen').replace('-', '');
}
