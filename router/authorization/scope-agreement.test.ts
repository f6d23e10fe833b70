import { expect, test } from 'vitest';
import { createLog } from '../../platform/process/logging/logging.ts';
import { ScopeAgreement } from './scope-agreement.ts';

const ASKED = {
  ofFields: [
    [['dados-pessoais']],
    [
      ['mutation', 'caixa'],
      ['mutation:criarCliente', 'caixa'],
    ],
    [['caixa']],
  ],
  mutations: ['criarCliente'],
};

function agreement(scopes: readonly string[] | null) {
  const users = { groupScopes: scopes && new Set(scopes) };
  const told: unknown[] = [];
  const log = Object.assign(createLog('test', 'silent'), {
    warn: (...line: unknown[]) => void told.push(line),
  });
  const made = new ScopeAgreement(users, log);
  return { users, told, agreement: made };
}

test('groups that have just what is asked for are fine, and so is a router without a file of groups', () => {
  const fine = agreement([
    'query',
    'mutation',
    'operacao',
    'dados-pessoais',
    'caixa',
    'mutation:criarCliente',
  ]);
  fine.agreement.use(ASKED);
  const development = agreement(null);
  development.agreement.use(ASKED);
  expect([fine.agreement.problem(), development.agreement.problem()]).toEqual([null, null]);
  expect([...fine.told, ...development.told]).toEqual([]);
});

test('a scope that no group has, and one that nothing needs, are told once, and again when they change', () => {
  const { agreement: made, users, told } = agreement(['query', 'mutation', 'caixa', 'mutation:criarClente']);
  made.use(ASKED);
  expect(made.problem()).toBe('no group has a scope that fields need');
  expect(told).toEqual([
    [{ scopes: ['dados-pessoais'] }, expect.stringContaining('nobody sees')],
    [{ scopes: ['mutation:criarClente'] }, expect.stringContaining('nothing in the graph needs')],
  ]);

  users.groupScopes = new Set(['mutation', 'caixa', 'dados-pessoais', 'mutation:criarClente']);
  expect(made.problem()).toBe('a group has a scope that nothing needs');
  expect(told).toHaveLength(3);
  users.groupScopes = new Set(['mutation', 'caixa', 'dados-pessoais']);
  expect(made.problem()).toBeNull();
});

test('however many there are, the log names a few', () => {
  const { agreement: made, told } = agreement(Array.from({ length: 500 }, (_, n) => `palavra-${n}`));
  made.use({ ofFields: [], mutations: [] });
  expect(told).toEqual([[{ scopes: expect.any(Array), more: 480 }, expect.any(String)]]);
});
