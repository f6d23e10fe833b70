import { cpf } from 'cpf-cnpj-validator';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const CPF_FORM = /^(\d{11}|\d{3}\.\d{3}\.\d{3}-\d{2})$/;

/** Brazilian taxpayer numbers: 11 digits in code, `000.000.000-00` in JSON, check digits verified on the way in. */
export const CPF = new GraphQLScalarType<string, string>({
  name: 'CPF',
  serialize: (value) => cpf.format(String(value)),
  parseValue: parseCpf,
  parseLiteral: (node) => parseCpf(node.kind === Kind.STRING ? node.value : null),
});

function parseCpf(value: unknown): string {
  if (typeof value !== 'string' || !CPF_FORM.test(value) || !cpf.isValid(value)) {
    throw new GraphQLError('a CPF has 11 digits, optionally written 000.000.000-00, with valid check digits');
  }
  return cpf.strip(value);
}
