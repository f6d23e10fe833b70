import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { expect, test } from 'vitest';
import { InputCheck } from '../platform/writes/validation.ts';

/** Letters and words that Portuguese has and English does not. */
const PORTUGUESE = /[ãõçáéíóúâêôà]|\b(não|que|uma?|dos?|das?|para|com|pelo|pela|deve|já|ou|foi|está|são)\b/i;
/** Words that English has and Portuguese does not. */
const ENGLISH = /\b(the|of|is|are|not|and|or|has|have|must|with|this|that|cannot|to)\b/i;
/** What a description may name all the same: proper names, values in quotes. */
const NAMES = /`[^`]*`|Brasília|São Paulo|America\/Sao_Paulo/g;

const api = buildSchema(readFileSync('schema/api.graphql', 'utf8'));

/** Every description of the schema by its coordinate, without proper names. */
function descriptions(): [string, string][] {
  const found: [string, string | null | undefined][] = [];
  for (const type of Object.values(api.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    found.push([type.name, type.description]);
    if (isEnumType(type)) {
      // The states are called what they are called.
      if (type.name === 'UF') continue;
      for (const { name, description } of type.getValues()) found.push([`${type.name}.${name}`, description]);
    }
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      found.push([`${type.name}.${field.name}`, field.description]);
      if (!('args' in field)) continue;
      for (const { name, description } of field.args) {
        found.push([`${type.name}.${field.name}(${name}:)`, description]);
      }
    }
  }
  return found.flatMap(([name, text]) => (text ? [[name, text.replace(NAMES, '')]] : []));
}

test('descriptions are in English', () => {
  const all = descriptions();

  expect(all.length).toBeGreaterThan(300);
  expect(all.filter(([, text]) => PORTUGUESE.test(text))).toEqual([]);
});

test('names of types, fields, arguments and values are without accents', () => {
  const names = Object.values(api.getTypeMap()).flatMap((type) => [
    type.name,
    ...(isEnumType(type) ? type.getValues().map(({ name }) => name) : []),
  ]);

  expect(names.filter((name) => !/^\w+$/.test(name))).toEqual([]);
});

test('every failure is an `Erro`, whose `mensagem` people are shown', () => {
  const erro = api.getType('Erro');
  const failures = isInterfaceType(erro) ? api.getPossibleTypes(erro).map(({ name }) => name) : [];

  expect([...failures].sort()).toEqual(['Conflito', 'ErroDeValidacao', 'Indisponivel', 'NaoEncontrado']);
  const withMessage = Object.values(api.getTypeMap()).filter(
    (type) => isObjectType(type) && getNamedType(type.getFields().mensagem?.type)?.name === 'String',
  );
  expect(withMessage.map(({ name }) => name).sort()).toEqual(['CampoInvalido', ...failures].sort());
});

test('what mutations say of an input is in Portuguese', () => {
  const check = new InputCheck();
  check.id('id', 'x');
  check.text('nome', '', { min: 2, max: 120 });
  check.version(0);
  check.date('dia', '2026-02-30', { min: '1900-01-01', max: '2026-01-01' });
  check.idempotencyKey('x');
  const checked = check.done(null);
  const messages = checked.kind === 'invalid' ? checked.erro.campos.map(({ mensagem }) => mensagem) : [];

  expect(messages).toHaveLength(5);
  expect(messages.filter((text) => !PORTUGUESE.test(text) || ENGLISH.test(text))).toEqual([]);
});
