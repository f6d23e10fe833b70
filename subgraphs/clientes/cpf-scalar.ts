import { cpf } from 'cpf-cnpj-validator';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** How a CPF is written, with punctuation or without. */
export const CPF_FORM = /^(\d{11}|\d{3}\.\d{3}\.\d{3}-\d{2})$/;

/** Brazilian taxpayer numbers: 11 digits in code, `000.000.000-00` in JSON, check digits verified on the way in. */
export const CPF = new GraphQLScalarType<string, string>({
  name: 'CPF',
  serialize: (value) => formatted(String(value)),
  parseValue: parseCpf,
  parseLiteral: (node) => parseCpf(node.kind === Kind.STRING ? node.value : null),
});

/** A page has hundreds of them, and the library takes a digit at a time. */
function formatted(digits: string): string {
  if (digits.length !== 11) return cpf.format(digits);
  return `${digits.slice(0, 3)}.${digits.slice(3, 6)}.${digits.slice(6, 9)}-${digits.slice(9)}`;
}

function parseCpf(value: unknown): string {
  if (typeof value !== 'string' || !CPF_FORM.test(value) || !cpf.isValid(value)) {
    throw new GraphQLError('a CPF has 11 digits, optionally written 000.000.000-00, with valid check digits');
  }
  return cpf.strip(value);
}
