import { expect, test } from 'vitest';
import { parseJson, stringifyJson } from '../../http/bodies/exact-json.ts';
import { readGraphqlResponse } from './graphql-response.ts';

const errorOf = (error: unknown) => readGraphqlResponse({ data: {}, errors: [error] }, 'notas')?.errors?.[0];

test.each([
  'stacktrace',
  'stackTrace',
  'stack_trace',
  'exception',
  'backtrace',
  'trace',
  'stack',
  'debugMessage',
])('where in its code a subgraph has failed goes no further: %s', (key) => {
  const at = ['Error: no', '    at resolve (/srv/app/db.js:7:3)'];
  const extensions = { code: 'A', [key]: at, inner: { list: [{ [key]: at, kept: 1 }] } };
  expect(errorOf({ message: 'no', extensions })).toEqual({
    message: 'no',
    extensions: { code: 'A', inner: { list: [{ kept: 1 }] } },
  });
});

test('an error of a megabyte is one of some lines, and keeps its code', () => {
  const huge = 'é😀'.repeat(400_000);
  const error = errorOf({
    message: huge,
    path: ['a', ...Array(100_000).fill(0)],
    extensions: { [huge]: 1, a: huge, list: Array(100_000).fill('x'), code: 'LATE', retryable: true },
  });

  expect(error?.message).toMatch(/^(é😀)+é…$/u);
  expect(error?.path?.slice(0, 2)).toEqual(['a', 0]);
  expect(error?.extensions).toMatchObject({ code: 'LATE', retryable: true, a: expect.stringMatching(/…$/) });
  expect(JSON.stringify(error).length).toBeLessThan(15_000);
});

test('extensions that nest without end are written all the same, and numbers keep their digits', () => {
  let deep: unknown = [];
  for (let level = 0; level < 100_000; level += 1) deep = level % 2 ? [deep] : { deep };
  const extensions = { n: parseJson('9007199254740993'), deep };

  expect(stringifyJson(errorOf({ message: 'no', extensions }))).toMatch(
    /^\{"message":"no","extensions":\{"n":9007199254740993,"deep":.{80,200}$/,
  );
});
