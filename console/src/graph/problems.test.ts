import { CombinedGraphQLErrors, ServerError } from '@apollo/client';
import { expect, test } from 'vitest';
import { messageOf, problemsOf } from './problems.ts';

const answered = (...errors: { code?: string; serviceName?: string; path?: (string | number)[] }[]) =>
  new CombinedGraphQLErrors({
    errors: errors.map(({ path, ...extensions }) => ({
      message: 'In English.',
      extensions,
      ...(path && { path }),
    })),
  });

test('what is missing is told apart by why, and by whose it is', () => {
  const error = answered(
    { code: 'SUBGRAPH_UNAVAILABLE', serviceName: 'enderecos' },
    { code: 'SUBGRAPH_BUSY', serviceName: 'inventario' },
    { code: 'UNAUTHORIZED_FIELD_OR_TYPE', path: ['clientes', 'edges', 0, 'node', 'email'] },
    { code: 'OUTCOME_UNKNOWN' },
    { code: 'OF_A_LATER_RELEASE' },
  );

  expect(problemsOf(error)).toEqual({
    unavailable: ['enderecos', 'inventario'],
    denied: new Set(['clientes.email']),
    others: [
      'Não se sabe se isto foi gravado. Confira antes de tentar de novo.',
      'O servidor não pôde fazer isto (OF_A_LATER_RELEASE).',
    ],
  });
});

test.each([
  [429, 'COST_LIMITED', 'Foram pedidos demais por agora. Tente de novo em um minuto.'],
  [503, 'SERVICE_UNAVAILABLE', 'O servidor está ocupado. Tente de novo em instantes.'],
  [401, 'UNAUTHENTICATED', 'Sua sessão acabou: recarregue a página para entrar de novo.'],
  [503, 'OVERLOADED', 'O servidor está ocupado. Tente de novo em instantes.'],
  [418, 'OF_A_LATER_RELEASE', 'O servidor não pôde fazer isto (OF_A_LATER_RELEASE).'],
  [502, null, 'O servidor respondeu 502.'],
])('status %i with %s is told in Portuguese', (status, code, message) => {
  const bodyText =
    code === null
      ? '<h1>Bad Gateway</h1>'
      : JSON.stringify({ errors: [{ message: 'In English.', extensions: { code } }] });
  const response = new Response(bodyText, { status });

  expect(messageOf(new ServerError('refused', { response, bodyText }))).toBe(message);
});

test('a code that a domain answers with is told in Portuguese too', () => {
  expect(messageOf(answered({ code: 'COST_LIMITED' }))).toMatch(/^Foram pedidos demais/);
  expect(messageOf(answered({ code: 'DEADLINE_EXCEEDED' }))).toMatch(/^A resposta demorou demais/);
});
