import { type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { FieldNames } from './field-names.ts';

function namesIn(text: string): FieldNames {
  const document = parse(text);
  return new FieldNames(document.definitions[0] as OperationDefinitionNode, document);
}

test('a path is told by names of fields, without aliases and places in lists', () => {
  const names = namesIn(`
    { segredo: clientes { nodes { ... on Cliente { outro: email } ...F } } clientes { totalCount } }
    fragment F on Cliente { ...G enderecos { x: cep } }
    fragment G on Cliente { cpf enderecos { uf } }
  `);

  expect(names.along(['segredo', 'nodes', 3, 'outro'])).toBe('clientes.nodes.email');
  expect(names.along(['segredo', 'nodes', 4, 'outro'])).toBe('clientes.nodes.email');
  expect(names.along(['segredo', 'nodes', 0, 'cpf'])).toBe('clientes.nodes.cpf');
  expect(names.along(['segredo', 'nodes', 0, 'enderecos', 1, 'x'])).toBe('clientes.nodes.enderecos.cep');
  expect(names.along(['segredo', 'nodes', 0, 'enderecos', 1, 'uf'])).toBe('clientes.nodes.enderecos.uf');
});

test('one alias of several types is told by the name of each', () => {
  expect(namesIn('{ no { ... on A { x: a } ... on B { x: b } } }').along(['no', 'x'])).toBe('no.a|b');
});

test('what of a document leads nowhere costs no more for many errors than for one', () => {
  const spreads = Array.from({ length: 290 }, (_, n) => `...f${n}`).join(' ');
  const fragments = Array.from({ length: 290 }, (_, n) => `fragment f${n} on Cliente { id }`).join(' ');
  const document = parse(`{ clientes { nodes { email ${spreads} } } } ${fragments}`);
  let looked = 0;
  const counting = {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind !== 'FragmentDefinition'
        ? definition
        : {
            ...definition,
            get selectionSet() {
              looked += 1;
              return definition.selectionSet;
            },
          },
    ),
  };
  const names = new FieldNames(document.definitions[0] as OperationDefinitionNode, counting);

  for (let place = 0; place < 1_000; place += 1) names.along(['clientes', 'nodes', place, 'email']);

  expect(looked).toBe(290);
});
