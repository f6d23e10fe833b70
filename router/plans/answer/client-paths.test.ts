import { buildSchema, GraphQLError, type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { rootSelection } from '../operation/select-fields.ts';
import { clientErrors } from './client-paths.ts';

const SCHEMA = buildSchema('type Query { l: [T] } type T { a: Int b: Int }');

test('a selection is gone through once, however many errors are about it, and each error has every name of its field', () => {
  const names = Array.from({ length: 400 }, (_, n) => `a${n}: b`).join(' ');
  const document = parse(`{ x: l { first: a ${names} second: a } }`);
  const { selectionSet } = document.definitions[0] as OperationDefinitionNode;
  let asked = 0;
  const context = {
    schema: SCHEMA,
    fragments: {},
    conditions: new Map<string, boolean>(),
    keyOf: ({ name }: { name: { value: string } }) => {
      asked += 1;
      return name.value;
    },
    isDenied: () => false,
  };
  const errors = Array.from(
    { length: 500 },
    (_, place) => new GraphQLError('no', { path: ['l', place, 'a'] }),
  );
  const data = { l: Array.from({ length: 500 }, () => ({ __typename: 'T' })) };

  const told = clientErrors(errors, data, rootSelection(selectionSet, SCHEMA.getQueryType()), context);

  expect(told.map(({ path }) => path?.join('.'))).toEqual(
    errors.flatMap((_, place) => [`x.${place}.first`, `x.${place}.second`]),
  );
  expect(asked).toBe(1 + 402);
});
