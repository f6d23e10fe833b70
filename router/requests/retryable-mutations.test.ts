import { expect, test } from 'vitest';
import { ofMutation } from './retryable-mutations.ts';

const error = (code: string, path?: (string | number)[]) => ({
  message: 'as it was',
  ...(path === undefined ? {} : { path }),
  extensions: { code, retryable: true },
});

test.each([
  ['one field that was not sent', error('SUBGRAPH_UNAVAILABLE', ['criarProduto']), true, true],
  ['what was refused as a whole', error('COST_LIMITED'), false, true],
  ['a field that was not sent, after another one', error('SUBGRAPH_UNAVAILABLE', ['b']), false, false],
  [
    'a part of the answer of what was done',
    error('DEADLINE_EXCEEDED', ['a', 'produto', 'nome']),
    true,
    false,
  ],
  ['an unknown outcome', error('OUTCOME_UNKNOWN', ['a']), true, false],
])('%s may be sent again without keys: %o %o %o', (_what, given, isAlone, retryable) => {
  expect(ofMutation(given, isAlone).extensions).toEqual({ code: given.extensions.code, retryable });
});

test('an unknown outcome no longer says to send the same again', () => {
  expect(ofMutation(error('OUTCOME_UNKNOWN', ['a']), false).message).toContain('look before trying again');
});
