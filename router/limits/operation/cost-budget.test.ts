import { expect, test } from 'vitest';
import { CostBudget } from './cost-budget.ts';

test('a user spends at most the budget at once, and it fills up within a minute', () => {
  let now = 0;
  const budget = new CostBudget(600, { now: () => now });

  expect(budget.pay('ana', 500)).toEqual({ kind: 'paid', left: 100 });
  expect(budget.pay('ana', 130)).toEqual({ kind: 'not paid', left: 100, retryAfter: 3 });
  now += 3_000;
  expect(budget.pay('ana', 130)).toEqual({ kind: 'paid', left: 0 });
  now += 3_600_000;
  expect(budget.pay('ana', 600)).toEqual({ kind: 'paid', left: 0 });
});

test('what is refused costs nothing, and one user spends nothing of another', () => {
  const budget = new CostBudget(100, { now: () => 0 });

  expect(budget.pay('ana', 90).kind).toBe('paid');
  for (let n = 0; n < 5; n += 1) expect(budget.pay('ana', 11).kind).toBe('not paid');
  expect(budget.pay('ana', 10)).toEqual({ kind: 'paid', left: 0 });
  expect(budget.pay('bia', 100)).toEqual({ kind: 'paid', left: 0 });
});

test('of more users than are remembered the one that was not seen for longest has a full budget again', () => {
  const budget = new CostBudget(10, { now: () => 0 });
  budget.pay('ana', 10);
  for (let n = 0; n < 9_999; n += 1) budget.pay(`user ${n}`, 10);

  expect(budget.pay('ana', 10).kind).toBe('not paid');
  budget.pay('one more', 10);
  expect(budget.pay('ana', 10).kind).toBe('not paid');
  expect(budget.pay('user 0', 10).kind).toBe('paid');
});
