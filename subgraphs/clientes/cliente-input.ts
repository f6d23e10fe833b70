import { cpf as cpfRules } from 'cpf-cnpj-validator';
import { parseSearch } from '../../platform/database/reads/query-arguments.ts';
import { badUserInput } from '../../platform/errors/client-errors.ts';
import { MAX_EMAIL_LENGTH } from '../../platform/execution/schema/scalars.ts';
import { type Checked, InputCheck } from '../../platform/writes/validation.ts';
import type { ClienteConditions, ClienteMutavel, NovoCliente } from './cliente-store.ts';
import { CPF_FORM } from './cpf-scalar.ts';
import { todayInBrasilia } from './idade.ts';
import type {
  AtualizarClienteEntrada,
  ClienteFiltro,
  CriarClienteEntrada,
  ExcluirClienteEntrada,
} from './schema.types.ts';

/** The conditions of a filter. Throws BAD_USER_INPUT that names the field. */
export function parseClienteFiltro(filtro: ClienteFiltro | null | undefined): ClienteConditions {
  const { texto, criadoDe, criadoAte } = filtro ?? {};
  if (criadoDe && criadoAte && criadoDe >= criadoAte) {
    throw badUserInput('`filtro.criadoDe` must be before `filtro.criadoAte`.');
  }
  return {
    fullText: parseSearch(texto),
    criadoDe: criadoDe ?? undefined,
    criadoAte: criadoAte ?? undefined,
  };
}

const NOME = { min: 2, max: 120 };
const MAX_LOCAL_PART_LENGTH = 64; // RFC 5321, section 4.5.3.1.1.
/** ASCII addresses as the HTML standard takes them, with at least one dot in the domain. */
const EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;
const E164 = /^\+[1-9][0-9]{7,14}$/; // ITU-T E.164: at most 15 digits.
const MAX_AGE_YEARS = 130;

/** A new customer, and the idempotency key of the request. */
export interface CriarCliente {
  cliente: NovoCliente;
  key: string | null;
}

/** A customer to create, or every rule that the input breaks. */
export function parseCriarCliente(entrada: CriarClienteEntrada): Checked<CriarCliente> {
  const check = new InputCheck();
  const cliente = {
    nome: check.text('nome', entrada.nome, NOME),
    email: email(check, entrada.email),
    cpf: cpf(check, entrada.cpf),
    telefone: telefone(check, entrada.telefone),
    dataNascimento: dataNascimento(check, entrada.dataNascimento),
  };
  return check.done({ cliente, key: check.idempotencyKey(entrada.chaveDeIdempotencia) });
}

/** What changes of which version of a customer; `undefined` leaves a field as it is. */
export interface AtualizarCliente {
  id: string;
  versao: number;
  changes: Partial<ClienteMutavel>;
}

/** What to change of a customer, or every rule that the input breaks. */
export function parseAtualizarCliente(entrada: AtualizarClienteEntrada): Checked<AtualizarCliente> {
  const check = new InputCheck();
  const changes: Partial<ClienteMutavel> = {};
  if (entrada.nome !== undefined) changes.nome = check.text('nome', entrada.nome, NOME);
  if (entrada.email !== undefined) changes.email = email(check, entrada.email);
  if (entrada.telefone !== undefined) changes.telefone = telefone(check, entrada.telefone);
  if (entrada.dataNascimento !== undefined)
    changes.dataNascimento = dataNascimento(check, entrada.dataNascimento);
  return check.done({ id: check.id('id', entrada.id), versao: check.version(entrada.versao), changes });
}

/** Which version of which customer to erase, or every rule that the input breaks. */
export function parseExcluirCliente(entrada: ExcluirClienteEntrada): Checked<{ id: string; versao: number }> {
  const check = new InputCheck();
  return check.done({ id: check.id('id', entrada.id), versao: check.version(entrada.versao) });
}

function email(check: InputCheck, value: string | null | undefined): string {
  const text = check.pattern(
    'email',
    value?.toLowerCase(),
    EMAIL,
    'deve ser um e-mail como ana@exemplo.com.br',
  );
  const tooLong = text.length > MAX_EMAIL_LENGTH || text.indexOf('@') > MAX_LOCAL_PART_LENGTH;
  return tooLong
    ? check.wrong(
        'email',
        'TAMANHO',
        `deve ter até ${MAX_EMAIL_LENGTH} caracteres, ${MAX_LOCAL_PART_LENGTH} antes da arroba`,
        '',
      )
    : text;
}

function cpf(check: InputCheck, value: string): string {
  const text = check.pattern('cpf', value, CPF_FORM, 'deve ter 11 dígitos, com ou sem pontuação');
  if (text === '') return '';
  return cpfRules.isValid(text)
    ? cpfRules.strip(text)
    : check.wrong('cpf', 'DIGITO_VERIFICADOR', 'tem dígitos verificadores errados', '');
}

function telefone(check: InputCheck, value: string | null | undefined): string | null {
  return value == null || value.trim() === ''
    ? null
    : check.pattern('telefone', value, E164, 'deve estar em E.164, como +5511987654321');
}

function dataNascimento(check: InputCheck, value: string | null | undefined): string | null {
  if (value == null) return null;
  const today = todayInBrasilia();
  const earliest = `${Number(today.slice(0, 4)) - MAX_AGE_YEARS}${today.slice(4)}`;
  return check.date('dataNascimento', value, {
    min: earliest < '1900-01-01' ? '1900-01-01' : earliest,
    max: today,
  });
}
