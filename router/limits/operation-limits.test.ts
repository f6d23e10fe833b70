import { readFileSync } from 'node:fs';
import { buildSchema, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { measureOperation } from './operation-limits.ts';

const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));

function measure(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  const { depth, rootFields, cost } = measureOperation(schema, document, operation);
  return { depth, rootFields, cost: cost(variables) };
}

test('a page counts as many as it asks for, an object one', () => {
  expect(measure('{ cliente(id: 1) { nome } }')).toEqual({ depth: 2, rootFields: 1, cost: 1 });
  expect(measure('{ clientes(first: 100) { nodes { nome } } }').cost).toBe(101);
  expect(measure('{ clientes { nodes { nome } } }').cost).toBe(21);
  expect(
    measure('{ clientes(last: 10) { nodes { inventario(first: 5) { nodes { produto { nome } } } } } }').cost,
  ).toBe(1 + 10 * (1 + (1 + 5 * (1 + 1))));
});

test('a page size in a variable counts by its value, or by its default', () => {
  const source = 'query ($n: Int = 7) { clientes(first: $n) { nodes { nome } } }';

  expect(measure(source, { n: 50 }).cost).toBe(51);
  expect(measure(source).cost).toBe(8);
  expect(measure(source, { n: 'many' }).cost).toBe(21);
});

test('fragments count wherever they are spread, and spreading many twice takes no time', () => {
  expect(
    measure(
      '{ a: cliente(id: 1) { ...F } b: cliente(id: 2) { ...F } } fragment F on Cliente { enderecoPrincipal { uf } }',
    ),
  ).toEqual({ depth: 3, rootFields: 2, cost: 4 });
  const levels = 60;
  const fragments = Array.from({ length: levels }, (_, n) =>
    n === levels - 1
      ? `fragment F${n} on Cliente { nome }`
      : `fragment F${n} on Cliente { a: c { ...F${n + 1} } b: c { ...F${n + 1} } }`,
  );
  expect(measure(`{ c { ...F0 } } ${fragments.join('\n')}`).cost).toBeGreaterThan(2 ** 59);
});

test('the one of `first` and `last` that is not null counts', () => {
  expect(measure('{ clientes(first: null, last: 100) { nodes { id } } }').cost).toBe(101);
  expect(
    measure('query ($f: Int, $l: Int) { clientes(first: $f, last: $l) { nodes { id } } }', { f: null, l: 90 })
      .cost,
  ).toBe(91);
});

test('a list without pages counts as many as it may have, inside fragments too', () => {
  expect(measure('{ cliente(id: 1) { enderecos { uf } } }').cost).toBe(51);
  expect(measure('{ cliente(id: 1) { ... on Cliente { enderecos { cliente { nome } } } } }').cost).toBe(101);
  expect(
    measure(
      '{ cliente(id: 1) { ...F } } fragment F on Cliente { enderecos { cliente { enderecos { uf } } } }',
    ).cost,
  ).toBe(1 + 50 * (1 + (1 + 50)));
});

test('introspection costs nothing', () => {
  expect(measure('{ __schema { types { fields { name } } } }').cost).toBe(0);
});
