import fc from 'fast-check';
import { buildSchema, type GraphQLError, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { Deadline } from '../../../platform/process/deadlines/deadline.ts';
import type { JsonObject } from '../fetch/json.ts';
import { MissingFields } from '../fetch/missing-fields.ts';
import { rootSelection } from '../operation/select-fields.ts';
import { compileShape } from './compile-shape.ts';

const schema = buildSchema(`
  type Query { linhas: [Linha!]  listas: [[Item]!] }
  type Linha { itens: [Item]!  certo: Item!  n: Int }
  type Item { n: Int  certo: Int!  dentro: [Linha] }
`);
const document = parse(`{
  linhas { n itens { n c: certo dentro { n certo { n } } } certo { certo } }
  listas { n certo __typename }
}`);
const [operation] = document.definitions;
if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
const root = rootSelection(operation.selectionSet, schema.getQueryType());
const context = {
  schema,
  fragments: {},
  conditions: new Map(),
  keyOf: ({ name }: { name: { value: string } }) => name.value,
  isDenied: () => false,
} as never;

const shapeWith = (valuesPerTurn?: number) => compileShape(root, context, () => null, { valuesPerTurn });

async function shaped(data: JsonObject, valuesPerTurn?: number): Promise<unknown> {
  const errors: GraphQLError[] = [];
  const found = { data, errors: [], missing: new MissingFields() };
  const answer = await shapeWith(valuesPerTurn)(found, errors, null);
  return { answer, errors: errors.map(({ message, path }) => ({ message, path })) };
}

/** Mostly what the schema says; now and then something else, or nothing. */
const wrong = fc.constantFrom<unknown>(null, undefined, 'a', 1.5, {}, []);
const rarely = <Value>(right: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: right, weight: 12 }, { arbitrary: wrong, weight: 1 });
const { query } = fc.letrec<{ query: JsonObject; linha: unknown; item: unknown }>((tie) => {
  const list = (of: fc.Arbitrary<unknown>) => rarely(fc.array(of, { maxLength: 4 }));
  return {
    query: fc.record<JsonObject>({ linhas: list(tie('linha')), listas: list(list(tie('item'))) }),
    linha: rarely(fc.record({ itens: list(tie('item')), certo: tie('item'), n: rarely(fc.nat(9)) })),
    item: rarely(
      fc.record({
        n: rarely(fc.nat(9)),
        certo: rarely(fc.nat(9)),
        dentro: fc.oneof({ maxDepth: 3 }, fc.constant(null), list(tie('linha'))),
      }),
    ),
  };
});

test('an answer that is shaped in turns is the same, with the same errors in the same order', async () => {
  await fc.assert(
    fc.asyncProperty(query, fc.integer({ min: 1, max: 5 }), async (data, valuesPerTurn) => {
      expect(await shaped(data, valuesPerTurn)).toEqual(await shaped(data));
    }),
    { numRuns: 300 },
  );
});

test('what nobody waits for any more is not shaped to its end', async () => {
  const deadline = Deadline.after(60_000);
  const data = { listas: Array(1_000).fill([{ n: 1, certo: 1 }]), linhas: [] };
  const answer = shapeWith(10)({ data, errors: [], missing: new MissingFields() }, [], deadline);
  deadline.cancel();
  await expect(answer).rejects.toThrow('The time for this request is over');
});

test('an answer that would be too large under the names that a client has for its values is given up', () => {
  const shape = compileShape(root, context, () => null, { maxBytes: 10_000 });
  const data = (count: number) => ({ listas: [Array(count).fill({ n: 1, certo: 1 })], linhas: [] });
  const shaped = (count: number) => () =>
    shape({ data: data(count), errors: [], missing: new MissingFields() }, [], null);
  expect(shaped(200)).not.toThrow();
  expect(shaped(1_000)).toThrow('The answer is larger than 10000 bytes');
});

test('errors beyond those that are told take no longer than values', async () => {
  const data = { listas: [Array(200_000).fill({ n: 'a', certo: 'b' })], linhas: [] };
  const errors: GraphQLError[] = [];
  const began = process.cpuUsage();
  await shapeWith()({ data, errors, missing: new MissingFields() }, errors, null);
  const { user } = process.cpuUsage(began);

  expect(errors).toHaveLength(1_025);
  expect(errors.at(-1)).toMatchObject({ path: ['listas', 0] });
  // To make an error for each took six seconds.
  expect(user).toBeLessThan(2_000_000);
});
