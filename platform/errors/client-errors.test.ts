import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { maskError } from '../execution/executor/mask-error.ts';
import { badUserInput } from './client-errors.ts';
import { loggableError } from './loggable-error.ts';

const thrown = (original: Error) =>
  new GraphQLError(original.message, { originalError: original, path: ['cliente'] });

function masked(original: Error) {
  const reported: unknown[] = [];
  return { answer: maskError(thrown(original), (error) => reported.push(error)), reported };
}

test('an expected error reaches the client as it is', () => {
  expect(masked(badUserInput('`first` must be positive.'))).toEqual({
    answer: {
      message: '`first` must be positive.',
      path: ['cliente'],
      extensions: { code: 'BAD_USER_INPUT' },
    },
    reported: [],
  });
});

test('an unexpected error is reported once and says nothing to the client', () => {
  const original = new Error("Duplicate entry 'ana@exemplo.com.br' for key");

  expect(masked(original)).toEqual({
    answer: {
      message: 'Internal server error.',
      path: ['cliente'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    },
    reported: [original],
  });
});

test.each([
  { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 10.0.0.1:3306' },
  { fatal: true, message: "Can't add new command when connection is in closed state" },
])('an unreachable database is told as something to try again: $message', ({ message, ...properties }) => {
  const { answer } = masked(Object.assign(new Error(message), properties));

  expect(answer).toMatchObject({ extensions: { code: 'DATABASE_UNAVAILABLE', retryable: true } });
  expect(answer.message).not.toContain('10.0.0.1');
});

test('what is logged of an SQL error names no value', () => {
  const error = Object.assign(new Error("Duplicate entry 'ana@exemplo.com.br'"), {
    code: 'ER_DUP_ENTRY',
    errno: 1062,
  });

  const logged = loggableError(error);

  expect(logged).toMatchObject({ name: 'Error', code: 'ER_DUP_ENTRY', errno: 1062 });
  expect(JSON.stringify(logged)).not.toContain('ana@');
  expect(loggableError(new TypeError('x is not a function')).message).toBe('x is not a function');
});

test('an expected error costs no stack, and leaves those of others as they are', () => {
  const limit = Error.stackTraceLimit;

  expect(badUserInput('x').stack).not.toContain('\n    at ');
  expect([Error.stackTraceLimit, new Error('y').stack?.includes('\n    at ')]).toEqual([limit, true]);
});
