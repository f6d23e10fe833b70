import { buildSchema, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { toolInput } from './tool-input.ts';

const SCHEMA = buildSchema(`
  "An instant."
  scalar DateTime @specifiedBy(url: "https://scalars.graphql.org/andimarek/date-time")
  "Anything."
  scalar Any
  "An order."
  enum Ordem { "The newest first." RECENTE NOME }
  "Conditions."
  input Filtro { "One of these." nomes: [String!] e: [Filtro!] de: DateTime limite: Int! = 10 ordem: Ordem = NOME livre: Any = { a: [1] } }
  input Um @oneOf { id: ID nome: String }
  type Query { lista("Only these." filtro: Filtro, "By what." por: Um!, quanto: Float, sim: Boolean, any: Any, "The order." ordem: Ordem!): Int }
`);

function inputOf(text: string) {
  const document = parse(text);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return toolInput(SCHEMA, document, operation);
}

test('variables of every kind of type', () => {
  const ordem = { description: 'An order.\nRECENTE: The newest first.' };
  expect(
    inputOf(`query Q($filtro: Filtro = { nomes: "a", ordem: RECENTE }, $por: Um!, $quanto: Float, $sim: Boolean!, $any: Any, $ordem: Ordem! = NOME) {
      lista(filtro: $filtro, por: $por, quanto: $quanto, sim: $sim, any: $any, ordem: $ordem)
    }`),
  ).toEqual({
    type: 'object',
    properties: {
      filtro: {
        anyOf: [{ $ref: '#/$defs/Filtro' }, { type: 'null' }],
        description: 'Only these.',
        default: { nomes: 'a', ordem: 'RECENTE' },
      },
      por: { $ref: '#/$defs/Um', description: 'By what.' },
      quanto: { type: ['number', 'null'] },
      sim: { type: 'boolean' },
      any: { description: 'Anything.\nAny' },
      ordem: {
        type: 'string',
        enum: ['RECENTE', 'NOME'],
        description: `The order.\n${ordem.description}`,
        default: 'NOME',
      },
    },
    required: ['por', 'sim'],
    additionalProperties: false,
    $defs: {
      Filtro: {
        type: 'object',
        description: 'Conditions.',
        properties: {
          nomes: { type: ['array', 'null'], items: { type: 'string' }, description: 'One of these.' },
          e: { type: ['array', 'null'], items: { $ref: '#/$defs/Filtro' } },
          de: {
            type: ['string', 'null'],
            format: 'date-time',
            description:
              'An instant.\nDateTime, as specified by https://scalars.graphql.org/andimarek/date-time',
          },
          limite: { type: 'integer', minimum: -2_147_483_648, maximum: 2_147_483_647, default: 10 },
          ordem: { type: ['string', 'null'], enum: ['RECENTE', 'NOME', null], ...ordem, default: 'NOME' },
          livre: { description: 'Anything.\nAny', default: { a: [1] } },
        },
        additionalProperties: false,
      },
      Um: {
        type: 'object',
        properties: { id: { type: 'string' }, nome: { type: 'string' } },
        additionalProperties: false,
        minProperties: 1,
        maxProperties: 1,
      },
    },
  });
});

test('a variable inside an input object means what its field does, and one of an unknown type is no input', () => {
  expect(
    inputOf('query Q($n: [String!]!) { lista(filtro: { nomes: $n }, por: { id: 1 }, ordem: NOME) }'),
  ).toEqual({
    type: 'object',
    properties: { n: { type: 'array', items: { type: 'string' }, description: 'One of these.' } },
    required: ['n'],
    additionalProperties: false,
  });
  expect(inputOf('query Q($x: Outro) { lista }')).toBeNull();
});
