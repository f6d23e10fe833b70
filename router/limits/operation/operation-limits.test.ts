import { readFileSync } from 'node:fs';
import { buildSchema, getIntrospectionQuery, getOperationAST, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { amountFor } from '../../../operation-cost/amount.ts';
import { readPrices } from '../../../operation-cost/prices.ts';
import { OperationMeter } from './operation-limits.ts';

const graph = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const graphPrices = readPrices(readFileSync('schema/supergraph.graphql', 'utf8'));

/** The reason why an operation is refused, or its cost. */
function measure(
  source: string,
  variables: Record<string, unknown> = {},
  { maxDepth = 20 }: { maxDepth?: number } = {},
): string | number {
  const document = parse(source);
  expect(validate(graph, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  const measured = new OperationMeter(graph, graphPrices, { maxDepth, maxCost: 1 }).measure(
    document,
    operation,
  );
  return measured.kind === 'refused'
    ? measured.problem
    : Math.round(amountFor(measured.cost, variables) * 100) / 100;
}

const repeat = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');

test('depth is of data, and introspection has a depth of its own', () => {
  const deep = (levels: number) =>
    `{ cliente(id: 1) { ${'enderecoPrincipal { cliente { '.repeat(levels)}id${' } }'.repeat(levels)} } }`;

  expect(measure(deep(9))).toEqual(expect.any(Number));
  expect(measure(deep(10))).toBe('The operation is 22 fields deep; at most 20 are allowed.');
  const ofType = (levels: number) =>
    `{ __type(name: "Query") { fields { type { ${'ofType { '.repeat(levels)}name${' }'.repeat(levels)} } } } }`;
  expect(measure(ofType(40))).toBe(0);
  expect(measure(ofType(60))).toBe('The introspection is 64 fields deep; at most 50 are allowed.');
});

test('introspection as tools send it costs nothing, whatever the limits', () => {
  const query = getIntrospectionQuery({
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  });

  expect(measure(query, {}, { maxDepth: 1 })).toBe(0);
});

test('introspection that answers with far more than the whole schema is refused', () => {
  expect(measure('{ __schema { types { name fields { name type { name fields { name } } } } } }')).toBe(0);
  const many = repeat(100, (n) => `a${n}: types { fields { type { fields { name } } } }`);
  expect(measure(`{ __schema { ${many} } }`)).toMatch(
    /^The introspection could answer with \d+ values; at most/,
  );
});

test('root fields are counted with fragments in place, equal ones once', () => {
  expect(measure(`{ ${repeat(60, () => 'cliente(id: 1) { id }')} __schema { queryType { name } } }`)).toBe(
    1.1,
  );
  expect(
    measure(
      `{ ...F ${repeat(50, (n) => `a${n}: __typename`)} } fragment F on Query { cliente(id: 1) { id } }`,
    ),
  ).toBe('The operation has 51 root fields; at most 50 are allowed.');
});

test('an operation at the limit of selections is measured in no time that anybody notices', () => {
  const branches = repeat(400, (n) => `a${n}: inventario(first: $n) { nodes { produto { nome } ...F } }`);
  const source = `query ($n: Int) { clientes(first: $n) { nodes { ${branches} } } } fragment F on Inventario { id }`;
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  const started = performance.now();
  const measured = new OperationMeter(graph, graphPrices, { maxDepth: 20, maxCost: 1 }).measure(
    document,
    operation,
  );

  expect(measured.kind).toBe('measured');
  expect(performance.now() - started).toBeLessThan(3_000);
});
