import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** How a CEP is written, with punctuation or without. */
export const CEP_FORM = /^\d{5}-?\d{3}$/;

/** Brazilian postal codes: 8 digits in code, `00000-000` in JSON. */
export const CEP = new GraphQLScalarType<string, string>({
  name: 'CEP',
  serialize: (value) => `${String(value).slice(0, 5)}-${String(value).slice(5)}`,
  parseValue: parseCep,
  parseLiteral: (node) => parseCep(node.kind === Kind.STRING ? node.value : null),
});

function parseCep(value: unknown): string {
  if (typeof value !== 'string' || !CEP_FORM.test(value)) {
    throw new GraphQLError('a CEP has 8 digits, optionally written 00000-000');
  }
  return value.replace('-', '');
}
